"""What the bot says in English."""

from __future__ import annotations

from bot.texts.sentences import Texts

ENGLISH = Texts(
    language="en",
    about="Ask me a question. I answer with exact sentences from a collection of articles, and I name the source.",
    covers="I know {articles}, from {earliest} to {latest}.",
    covers_one_date="I know {articles}, from {earliest}.",
    covers_undated="I know {articles}.",
    articles="{count} articles",
    one_article="1 article",
    examples="For example:",
    profile="I answer questions with exact sentences from a collection of articles, and I name the source.",
    commands={
        "ask": "Ask a question (also in groups)",
        "latest": "Show the newest articles",
        "sources": "List all articles",
        "lang": "Change language",
        "help": "What I can do",
        "privacy": "What I store about you",
        "forget": "Delete what I store about you",
    },
    small_talk="Hello! Ask me a question about the articles, and I look for the sentences that answer it. /help",
    empty="Please write your question in words.",
    how_to_ask="Write your question after the command, like this: /ask your question",
    how_to_ask_here="Write your question after the command, like this: /ask@{bot} your question",
    text_only="I can only read text. Please write your question in words.",
    no_answer="I found no answer in the articles. This is the closest passage:",
    nothing_close="I found nothing about this in the articles.",
    answerable="Questions that the articles answer:",
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
    thanks="Thank you for your feedback.",
    question_gone="I can no longer see your question. Please ask it again.",
    articles_changed="The articles have changed since this answer. Ask again?",
    article_gone="This article is no longer in the collection.",
    ask_again="Ask again",
    latest="Newest articles, {first}–{last} of {count}",
    sources="All articles, {first}–{last} of {count}",
    tap_to_read="Tap a number to read the article.",
    no_articles="There are no articles yet.",
    joined="Hello! To ask me something, write /ask@{bot} and your question, or reply to one of my answers.",
    mentions_unseen=(
        "Telegram does not show me messages that only mention @{bot}. To change this, a group admin can make me an"
        " administrator, or my owner can turn off my privacy mode (@BotFather, /setprivacy) and add me again."
        " /ask@{bot} and replies to my messages always work."
    ),
    ask_privately="Ask in a private chat",
    read_article="Read the article",
    which_language="Which language should I use?",
    by_question="Same as my question",
    language_set="I will write to you in English.",
    language_by_question="I will use the language of your question.",
    privacy_asked="I answer your questions from my own index. I send them to no other service.",
    privacy_kept=(
        "I store the language that you choose with /lang and, for each 👍 or 👎, the question, the passage and your"
        " vote. They are stored under a code made from your Telegram ID, without your name. /forget deletes them all"
        " at once. I store a message only until it is answered, so that a restart does not lose it."
    ),
    privacy_days="Votes are deleted after {days} days.",
    privacy_counted="For {days} days I store when each question came and if it was answered, but not its words.",
    privacy_questions=(
        "The owner of this bot has chosen to store the words of questions too, for {days} days and in the log, but not"
        " who asked."
    ),
    privacy_telegram="What Telegram stores of this chat is up to Telegram.",
    forgotten="Deleted: your language and your votes ({count} in total).",
    nothing_to_forget="I store nothing about you.",
    failed="Something went wrong. Please try again in a moment.",
    unavailable="The articles are not available right now. Please ask again in a few minutes.",
    slow_down="You are asking faster than I can answer. Please wait a moment and ask again.",
    only_newest="That was many questions at once. I will answer only the newest one.",
    was_away="I was away for a while and did not answer earlier questions. Please ask those again that still matter.",
    not_invited="This bot answers only people who were invited. Your Telegram ID, for the owner of the bot: {id}",
    stats="Questions today: {questions}, answered: {share}. Half took at most {p50} s, 95% at most {p95} s.",
    unanswered="Most frequent questions without an answer:",
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
