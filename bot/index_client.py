"""Asks the index for the chats without blocking the event loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.keys import answer_mark, article_key
from bot.observation import note
from bot.paging import pages
from bot.versions import PerVersion
from index.model import Span
from index.readers.frontmatter import read_front_matter
from index.suggestions.examples import example_questions

if TYPE_CHECKING:
    from index.answer.context import Sentence
    from index.answer.retriever import Retriever
    from index.model import Answer, Coverage, Source

MAX_SNIPPETS = 5
"""Snippets in an answer."""

_WARMING: Final = ("when did this happen last year", "去年这是什么时候发生的")
"""A question in each script, with a time: the Chinese one loads jieba's dictionary and the lexicon."""

CONTEXT_SENTENCES = 3
"""Sentences of context on each side of a snippet."""


class FoundAnswer(NamedTuple):
    """An answer, its mark, and the commit of the index that it came from.

    `keys` has an article's key for each snippet; `within_key` is the key of the article that was searched first, or
    None; `within` tells whether that article answered.
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


class IndexClient:
    """Asks one retriever for all chats; everything that one call returns comes from one commit."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._about = PerVersion(_about)
        self._catalogue = PerVersion(_catalogue)

    async def warm(self) -> None:
        """Load everything that a question can need, so that the first question does not wait for it."""
        await self.about()
        await self.catalogue()
        for question in _WARMING:
            await asyncio.to_thread(self._ask, question, None, None, MAX_SNIPPETS)

    async def ask(self, question: str, within_key: str | None = None, top: int = MAX_SNIPPETS) -> FoundAnswer:
        """Return the answer to a question with up to `top` snippets; search the article of `within_key` first."""
        within = None if within_key is None else (await self.catalogue()).by_key.get(within_key)
        return await asyncio.to_thread(self._ask, question, within_key, within.id if within else None, top)

    async def version(self) -> str:
        """Return the version of the newest commit."""
        return (await asyncio.to_thread(self._retriever.coverage)).version

    async def about(self) -> About:
        """Return what the index covers; example questions are made once for each version of the index."""
        return await self._about.of(await asyncio.to_thread(self._retriever.pinned))

    async def catalogue(self) -> Catalogue:
        """Return all articles; they are read once for each version of the index."""
        return await self._catalogue.of(await asyncio.to_thread(self._retriever.pinned))

    async def newest_about(self, words: str) -> tuple[Source, ...]:
        """Return the articles that speak of something, the newest first."""
        return await asyncio.to_thread(self._retriever.speaking_of, words)

    async def around(self, response: FoundAnswer, position: int) -> Around:
        """Return the context of a snippet of an answer."""
        snippet = response.answer.snippets[position]
        known = (await self.catalogue()).by_key if snippet.also_in else {}
        also_in = [known.get(article_key(article)) for article in snippet.also_in]
        span = Span(snippet.start, snippet.end)
        sentences = await asyncio.to_thread(response.commit.around, snippet.article.id, span, CONTEXT_SENTENCES)
        return Around(sentences, tuple(source for source in also_in if source is not None))

    async def article(self, key: str) -> Opened | None:
        """Return an article to read, None if the index has no article with that key."""
        catalogue = await self.catalogue()
        source = catalogue.by_key.get(key)
        return None if source is None else await asyncio.to_thread(_open, catalogue.commit, source)

    def _ask(self, question: str, within_key: str | None, within: str | None, top: int) -> FoundAnswer:
        index = self._retriever.pinned()
        trace = index.trace(question, top, within=within)
        note(trace)
        snippets = trace.answer.snippets
        keys = tuple(article_key(snippet.article.id) for snippet in snippets)
        return FoundAnswer(trace.answer, answer_mark(snippets), index, keys, within_key, trace.within is not None)


def _about(index: Retriever) -> About:
    return About(index.coverage(), example_questions(index))


def _open(index: Retriever, source: Source) -> Opened:
    text = index.text(source.id)
    # A .txt is kept as it stands, with what it says of itself on top; the article's line says that already.
    start = read_front_matter(text).end if source.path.lower().endswith(".txt") else 0
    return Opened(source, text, pages(text, start))


def _catalogue(index: Retriever) -> Catalogue:
    sources = index.sources()
    by_title = sorted(sources, key=lambda source: (source.title.casefold(), source.id))
    newest = sorted(by_title, key=lambda source: source.date or "", reverse=True)
    return Catalogue(index, tuple(by_title), tuple(newest), {article_key(source.id): source for source in sources})
