"""The desk where questions are put to the index without holding up the event loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.keys import answer_mark, article_key
from bot.observation import note
from bot.render.articles import pages
from bot.versions import PerVersion
from index.model import Span
from index.suggestions.examples import example_questions

if TYPE_CHECKING:
    from index.answer.context import Sentence
    from index.answer.retriever import Retriever
    from index.model import Answer, Coverage, Source

SNIPPETS = 5
"""Snippets that one can go through for a question."""

_WARMING: Final = ("when did this happen", "这是什么时候发生的")
"""A question in each script: a Chinese one loads jieba's dictionary and what translates it."""

AROUND = 3
"""Sentences of context on each side of a snippet."""


class Found(NamedTuple):
    """An answer, its mark, and the commit of the index that it came from.

    `keys` has an article's key for each snippet; `within_key` is that of the article which was searched first, None
    where none was; `within` tells whether it answered.
    """

    answer: Answer
    mark: str
    commit: Retriever
    keys: tuple[str, ...]
    within_key: str | None = None
    within: bool = False


class Around(NamedTuple):
    """The sentences around a snippet, and the articles that say the same."""

    sentences: tuple[Sentence, ...]
    also_in: tuple[Source, ...]


class Opened(NamedTuple):
    """An article to read: its whole text, and the pages that it is shown on."""

    source: Source
    text: str
    pages: list[Span]


class About(NamedTuple):
    """What an index covers, and questions that it answers."""

    coverage: Coverage
    examples: tuple[str, ...]


class Catalogue(NamedTuple):
    """All articles of one commit: by title, the newest first, and by key."""

    commit: Retriever
    by_title: tuple[Source, ...]
    newest: tuple[Source, ...]
    by_key: dict[str, Source]


class Desk:
    """Asks one retriever on behalf of all chats; whatever one call returns is of one commit."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._about = PerVersion(_about)
        self._catalogue = PerVersion(_catalogue)

    async def warm(self) -> None:
        """Load all that a question can need, so that nobody's first one waits for it."""
        await self.about()
        await self.catalogue()
        for question in _WARMING:
            await asyncio.to_thread(self._ask, question, None, None, SNIPPETS)

    async def ask(self, question: str, within_key: str | None = None, top: int = SNIPPETS) -> Found:
        """Return the answer to a question with up to `top` snippets; the article of that key is searched first."""
        within = None if within_key is None else (await self.catalogue()).by_key.get(within_key)
        return await asyncio.to_thread(self._ask, question, within_key, within.id if within else None, top)

    async def version(self) -> str:
        """Return the version of the newest commit."""
        return (await asyncio.to_thread(self._retriever.coverage)).version

    async def about(self) -> About:
        """Return what the index covers; the examples are looked for once an index version, whoever waits for them."""
        return await self._about.of(await asyncio.to_thread(self._retriever.pinned))

    async def catalogue(self) -> Catalogue:
        """Return all articles, read once an index version."""
        return await self._catalogue.of(await asyncio.to_thread(self._retriever.pinned))

    async def around(self, found: Found, position: int) -> Around:
        """Return what stands around a snippet of an answer."""
        snippet = found.answer.snippets[position]
        known = (await self.catalogue()).by_key if snippet.also_in else {}
        also_in = [known.get(article_key(article)) for article in snippet.also_in]
        span = Span(snippet.start, snippet.end)
        sentences = await asyncio.to_thread(found.commit.around, snippet.article.id, span, AROUND)
        return Around(sentences, tuple(source for source in also_in if source is not None))

    async def article(self, key: str) -> Opened | None:
        """Return an article to read, None where the index has none of that key."""
        catalogue = await self.catalogue()
        source = catalogue.by_key.get(key)
        return None if source is None else await asyncio.to_thread(_open, catalogue.commit, source)

    def _ask(self, question: str, within_key: str | None, within: str | None, top: int) -> Found:
        index = self._retriever.pinned()
        trace = index.trace(question, top, within=within)
        note(trace)
        snippets = trace.answer.snippets
        keys = tuple(article_key(one.article.id) for one in snippets)
        return Found(trace.answer, answer_mark(snippets), index, keys, within_key, trace.within is not None)


def _about(index: Retriever) -> About:
    return About(index.coverage(), example_questions(index))


def _open(index: Retriever, source: Source) -> Opened:
    text = index.text(source.id)
    return Opened(source, text, pages(text))


def _catalogue(index: Retriever) -> Catalogue:
    sources = index.sources()
    by_title = sorted(sources, key=lambda source: (source.title.casefold(), source.id))
    newest = sorted(by_title, key=lambda source: source.date or "", reverse=True)
    return Catalogue(index, tuple(by_title), tuple(newest), {article_key(one.id): one for one in sources})
