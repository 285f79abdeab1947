"""The sentences that every language has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.text.language import Language


@dataclass(frozen=True, slots=True)
class Texts:
    """What the bot says in one language; names in braces are filled in."""

    language: Language
    own_name: str  # of the language, as a button to choose it by

    # What the bot is
    about: str
    covers: str  # {articles}, {earliest}, {latest}
    covers_one_date: str  # {articles}, {earliest}
    covers_undated: str  # {articles}
    articles: str  # {count}
    one_article: str
    examples: str
    profile: str
    commands: dict[str, str]  # a line for each command, as Telegram's menu shows them

    # Questions
    small_talk: str
    collection: str
    empty: str
    how_to_ask: str
    how_to_ask_here: str  # {bot}
    text_only: str

    # Answers
    no_answer: str
    nothing_close: str
    nothing_then: str  # {asked}, {nearest}
    answerable: str
    did_you_mean: str  # {question}
    ask_that: str
    in_that_article: str
    not_in_that_article: str
    also_in: str  # {count}
    also_in_these: str
    and_more: str  # {count}
    page: str  # {page}
    context: str
    hide_context: str
    article: str
    back: str
    thanks: str

    # Buttons that no longer apply
    question_gone: str
    articles_changed: str
    article_gone: str
    ask_again: str

    # Articles
    latest: str  # {first}, {last}, {count}
    latest_about: str  # {words}, {count}
    none_about: str  # {words}
    sources: str  # {first}, {last}, {count}
    tap_to_read: str
    no_articles: str

    # Groups and other chats
    joined: str  # {bot}
    mentions_unseen: str  # {bot}
    ask_privately: str
    read_article: str

    # The person's own
    which_language: str
    by_question: str
    language_set: str
    language_by_question: str
    privacy_asked: str
    privacy_kept: str
    privacy_days: str  # {days}
    privacy_counted: str  # {days}
    privacy_questions: str  # {days}
    privacy_telegram: str
    forgotten: str  # {count}
    nothing_to_forget: str

    failed: str
    unavailable: str

    # Limits, and the operator's commands
    slow_down: str
    only_newest: str
    was_away: str
    not_invited: str  # {id}
    stats: str  # {questions}, {share}, {p50}, {p95}
    unanswered: str
    none_voted_down: str
    voted_down: str
    reloading: str
    built: str  # {articles}, {added}, {changed}, {removed}, {seconds}
    not_built: str
    articles_added: str
    articles_removed: str
    files_skipped: str
    files_in_part: str
    settings_ignored: str
    nearly_the_same: str
    more_lines: str  # {count}
