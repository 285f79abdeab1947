"""What the bot says in English."""

from __future__ import annotations

from bot.texts.sentences import Texts

ENGLISH = Texts(
    language="en",
    about="Write me a question: I answer with the sentences that say it, word for word and with their source.",
    covers="Articles I know: {count}, from {earliest} to {latest}.",
    covers_one_date="Articles I know: {count}, from {earliest}.",
    covers_undated="Articles I know: {count}.",
    examples="For example:",
    profile="I answer questions with the very sentences of a collection of articles, each with its source.",
    commands={
        "ask": "Ask a question, also in a group",
        "latest": "The newest articles",
        "sources": "All articles, to read",
        "lang": "The language that I speak to you",
        "help": "What I can do",
        "privacy": "What is kept of you",
        "forget": "Delete what is kept of you",
    },
    small_talk="Hello! Write me a question about the articles and I look for the sentences that answer it. /help",
    empty="Please write your question in words.",
    how_to_ask="Write your question after the command, like this: /ask your question",
    how_to_ask_here="Write your question after the command, like this: /ask@{bot} your question",
    text_only="I can only read questions written as text.",
    no_answer="I found no answer to this in the articles. The closest passage:",
    nothing_close="I found nothing about this in the articles.",
    answerable="Questions that the articles do answer:",
    did_you_mean="Did you mean: {question}",
    ask_that="Yes, ask that",
    in_that_article="From the same article:",
    not_in_that_article="That article does not say. From all articles:",
    also_in="also in {count} more",
    also_in_these="Other articles that say the same:",
    and_more="… and {count} more",
    page="p. {page}",
    context="Context",
    hide_context="Hide context",
    article="Article",
    back="Back",
    thanks="Thank you, noted.",
    question_gone="Your question is no longer here. Please ask it again.",
    articles_changed="The articles have changed since this answer. Ask again?",
    article_gone="This article is no longer in the collection.",
    ask_again="Ask again",
    latest="Newest articles, {first}–{last} of {count}",
    sources="All articles, {first}–{last} of {count}",
    tap_to_read="Tap a number to read.",
    no_articles="There are no articles yet.",
    joined="Ask me with /ask@{bot} your question, or reply to one of my answers.",
    mentions_unseen=(
        "Telegram does not show me messages that only mention @{bot}. For an admin: make me an administrator of this"
        " group, or let my owner turn privacy off (@BotFather, /setprivacy) and add me again. /ask@{bot} and replies to"
        " me work as they are."
    ),
    ask_privately="Ask me in a private chat",
    read_article="Read the article",
    which_language="Which language shall I speak to you?",
    by_question="That of my question",
    language_set="I will speak English to you.",
    language_by_question="I will speak the language of your question.",
    privacy_asked="Your questions are answered from this bot’s own index and go to no other service.",
    privacy_kept=(
        "Kept are the language that you choose with /lang, and for each 👍 or 👎 the question, the passage and your"
        " vote, under a code made from your Telegram number, without your name. /forget deletes both at once."
        " A message is kept while it waits for its answer, so that a restart does not lose it, and then deleted."
    ),
    privacy_days="Votes are deleted after {days} days.",
    privacy_counted="Of each question it is noted when it came and if it was answered, not its words, for {days} days.",
    privacy_questions=(
        "Whoever runs this bot chose to keep the words of questions as well, for {days} days and in the log,"
        " without who asked them."
    ),
    privacy_telegram="What Telegram itself keeps of this chat is up to Telegram.",
    forgotten="Deleted: your language and votes ({count} entries).",
    nothing_to_forget="There is nothing kept of you.",
    failed="Something went wrong on my side. Please try again in a moment.",
    slow_down="That is faster than I can answer. Please wait a moment and ask again.",
    only_newest="So many questions at once: I answer the newest one only.",
    was_away="I was away for a while and left earlier questions. Please ask again what you still want to know.",
    not_invited="This bot answers invited people only. Your number, for whoever runs it: {id}",
    stats="Questions today: {questions}, answered: {share}. Half within {p50} s, 95 % within {p95} s.",
    unanswered="Most often without an answer:",
    none_broken="No answer has been voted down.",
    voted_down="Answers that were voted down, and their articles:",
    reloading="Building the index…",
    built="Done in {seconds} s: {articles} articles, of them {added} new, {changed} changed; {removed} removed.",
    not_built="The index could not be built. Answers still come from the old one.",
    articles_added="New:",
    articles_removed="Removed:",
    files_skipped="Left out:",
    files_in_part="Read in part:",
    settings_ignored="Not understood in the settings of the articles:",
    nearly_the_same="Nearly the same:",
    more_lines="… and {count} more lines.",
)
