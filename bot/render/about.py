"""What the bot is, what it covers, how to ask it, and what it stores about people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.render.answers import numbered
from bot.render.markup import plain
from index.text.dates import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.texts import Texts
    from index.model import Coverage


class Kept(NamedTuple):
    """For how many days votes and statistics are stored, and whether the words of questions are stored too."""

    days: int
    questions: bool


def about(coverage: Coverage, examples: Sequence[str], texts: Texts, *more: str) -> str:
    """Return HTML for what the bot is, what it covers, `more`, and what one may ask it."""
    parts = [f"{plain(texts.about)}\n{plain(_covers(coverage, texts))}", *more]
    return "\n\n".join([*parts, *_examples(examples, texts)])


def covered(coverage: Coverage, examples: Sequence[str], texts: Texts) -> str:
    """Return HTML for what the bot covers, which commands list it, and what one may ask."""
    parts = [f"{plain(_covers(coverage, texts))}\n{plain(texts.collection)}"]
    return "\n\n".join([*parts, *_examples(examples, texts)])


def guide(texts: Texts) -> str:
    """Return HTML for the commands, one a line."""
    return "\n".join(f"/{command} – {plain(does)}" for command, does in texts.commands.items())


def privacy(kept: Kept, texts: Texts) -> str:
    """Return HTML that tells what is stored about a person."""
    counted = texts.privacy_questions if kept.questions else texts.privacy_counted
    sentences = (texts.privacy_asked, texts.privacy_kept, texts.privacy_days, counted, texts.privacy_telegram)
    return "\n\n".join(plain(sentence.format(days=kept.days)) for sentence in sentences)


def _examples(examples: Sequence[str], texts: Texts) -> list[str]:
    return [f"{plain(texts.examples)}\n{numbered(examples)}"] if examples else []


def _covers(coverage: Coverage, texts: Texts) -> str:
    if coverage.earliest is None or coverage.latest is None:
        form = texts.covers_undated
    else:
        form = texts.covers_one_date if coverage.earliest == coverage.latest else texts.covers
    dates = {"earliest": coverage.earliest, "latest": coverage.latest}
    labels = {name: told(date, texts.language) for name, date in dates.items() if date}
    count = coverage.articles
    return form.format(articles=texts.one_article if count == 1 else texts.articles.format(count=count), **labels)
