"""The values that the parts of citebot exchange: all frozen, all spans in code points, end exclusive."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

Declined = Literal["empty", "small_talk", "no_match", "unsure"]
BlockKind = Literal["heading", "paragraph", "item", "row", "code", "quote", "question", "answer"]
SnippetKind = Literal["prose", "list", "table", "code", "qa"]


class Span(NamedTuple):
    """A stretch of a text, `text[start:end]`."""

    start: int
    end: int


class Period(NamedTuple):
    """The days from the first to the last, both included."""

    first: dt.date
    last: dt.date

    def overlaps(self, other: Period) -> bool:
        """Tell whether two periods have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: Period) -> bool:
        """Tell whether all days are also days of the other period."""
        return other.first <= self.first and self.last <= other.last


class Mention(NamedTuple):
    """Words that tell a time, and the days that they mean; None where that cannot be known."""

    span: Span
    period: Period | None


@dataclass(frozen=True, slots=True)
class Source:
    """What is known about an article besides its text.

    `date` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `path` is relative to the seeds folder; `language` is a BCP 47 tag
    (`en`, `zh-Hans`, `zh-Hant`, `und` where the text has no letters to tell by).
    """

    id: str
    title: str
    publisher: str | None
    date: str | None
    url: str | None
    path: str
    language: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row … of an article; what is in no block is not searched.

    `level` is the depth of a heading (1 to 6) or of a list item (1 for the outermost list), else 0; `page` is that of
    a PDF, from 1. The header row of a table is its first `row`; a caption is a `paragraph` before it.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its source, its whole text, and the blocks of that text which are prose, in order.

    `origins` are pairs of a field of the source and where it came from, in words; `notes` say what of the file could
    not be read or was left out.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    origins: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one article that are searched together.

    `sentences` are spans in the article's text, in order, none empty, none touching white space at its ends;
    `breaks` are the indices of those that open a new block; `kinds` are the kinds of its blocks, of which the first may
    go on from the passage before. `headings` are those above, outermost first. `page` is that of a PDF on which the
    passage begins.
    """

    article: str
    ordinal: int
    sentences: Sequence[Span]
    breaks: tuple[int, ...]
    kinds: tuple[BlockKind, ...] = ()
    headings: tuple[str, ...] = ()
    page: int | None = None

    @property
    def starts(self) -> tuple[int, ...]:
        """The index of each block's first sentence, beside `kinds`."""
        return self.breaks if self.breaks[:1] == (0,) else (0, *self.breaks)

    def kind_at(self, sentence: int) -> BlockKind:
        """Return the kind of the block that holds a sentence, "paragraph" where kinds are not known."""
        return self.kinds[bisect_right(self.starts, sentence) - 1] if self.kinds else "paragraph"

    @property
    def span(self) -> Span:
        """From the first sentence's start to the last one's end."""
        return Span(self.sentences[0].start, self.sentences[-1].end)

    def in_article(self, span: Span) -> Span:
        """Return where in the article a stretch of the passage's text stands."""
        offset = self.sentences[0].start
        return Span(offset + span.start, offset + span.end)

    def in_passage(self, span: Span) -> Span:
        """Return where in the passage's text a stretch of the article stands; may lie outside of it."""
        offset = self.sentences[0].start
        return Span(span.start - offset, span.end - offset)


@dataclass(frozen=True, slots=True)
class Lead:
    """The earlier sentence without which a snippet cannot be understood."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeNote:
    """The days that a question asked about, and whether anything found is of them; if not, the nearest that is.

    Both as `YYYY[-MM[-DD]]`, or two of them and a slash, of which `..` is an end that is open.
    """

    asked: str
    fits: bool
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an older article answered to the same question, in its words."""

    date: str
    value: str
    article: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """A verbatim stretch of an article that may answer the question.

    `start` and `end` are offsets in the article's text; `focus` (the part that answers), `highlights` (the matched
    words) and `answer` (the date, name, amount … that was asked for) are offsets in `text`. `headings` are those above,
    outermost first, without the title; `page` is that of a PDF. `also_in` lists the ids of articles that say the same.
    `answer_date` are the days that the answer means, where its words alone do not tell them; `age` is that of the
    article in whole years, None for one that is younger than a year, has no date, or was asked for by its time.
    `earlier` are other answers of older articles, the newest first.
    """

    rank: int
    score: float
    text: str
    start: int
    end: int
    highlights: tuple[Span, ...]
    answer: Span | None
    lead: Lead | None
    also_in: tuple[str, ...]
    article: Source
    focus: Span
    headings: tuple[str, ...] = ()
    kind: SnippetKind = "prose"
    page: int | None = None
    answer_date: str | None = None
    age: int | None = None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question: snippets, best first; where `answered` is false they are the closest.

    `time` is what to tell of the days that the question asks about, None where it asks about none.
    """

    question: str
    answered: bool
    confidence: float
    declined: Declined | None
    did_you_mean: str | None
    snippets: tuple[Snippet, ...]
    time: TimeNote | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an index covers; the earliest and latest dates are as precise as their articles'."""

    articles: int
    passages: int
    earliest: str | None
    latest: str | None
    languages: tuple[str, ...]
    version: str
