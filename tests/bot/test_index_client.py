"""The index as the bot asks it: what one call returns fits together, and what is made once is made once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.index_client import IndexClient
from bot.keys import article_key
from index.answer.retriever import Retriever
from index.build.build import build
from index.model import Coverage, Source

if TYPE_CHECKING:
    from tests.conftest import MakeIndex

BARLEY = "What is dear in Brimfield?"


async def test_what_a_call_returns_is_of_one_commit(make_index: MakeIndex) -> None:
    """The snippets, their context and the version of an answer fit together after a rebuild."""
    folder = make_index({"a.txt": "Barley is dear in Brimfield. It was cheap before."})
    client = IndexClient(Retriever.open(folder))
    found = await client.ask(BARLEY)
    before = found.commit.coverage().version
    (folder / "seeds" / "a.txt").write_text("Oats are cheap now. Oats are dear in Brimfield.", encoding="utf-8")
    build(folder / "seeds", folder)
    assert [one.text for one in (await client.around(found, 0)).sentences] == [
        "Barley is dear in Brimfield.",
        "It was cheap before.",
    ]
    assert found.commit.coverage().version == before != await client.version()
    again = await client.ask(BARLEY)
    assert again.mark != found.mark
    assert "Oats are dear" in again.answer.snippets[0].text


class Slow(Retriever):
    """A retriever that counts how often its articles are listed."""

    listed = 0

    def pinned(self) -> Retriever:
        """Return itself."""
        return self

    def coverage(self) -> Coverage:
        """Return what never changes."""
        return Coverage(0, 0, None, None, (), "v1")

    def sources(self) -> tuple[Source, ...]:
        """Count."""
        self.listed += 1
        return ()


async def test_examples_are_made_once_whoever_waits_for_them(make_index: MakeIndex) -> None:
    """Twenty people who start the bot at once wait for the same ones."""
    slow = Slow(Retriever.open(make_index({"a.txt": "Barley."}))._store)
    client = IndexClient(slow)
    known = await asyncio.gather(*(client.about() for _ in range(20)))
    assert slow.listed == 1
    assert len({id(one) for one in known}) == 1


async def test_an_article_is_read_by_its_key(make_index: MakeIndex) -> None:
    """The newest come first in the catalogue, those without a date last."""
    folder = make_index(
        {
            "old.txt": "---\ntitle: Old\ndate: 2019-05-01\n---\nBarley.",
            "new.txt": "---\ntitle: New\ndate: 2021\n---\nOats.",
            "none.txt": "---\ntitle: Also\n---\nRye.",
        }
    )
    client = IndexClient(Retriever.open(folder))
    catalogue = await client.catalogue()
    assert [one.id for one in catalogue.newest] == ["new", "old", "none"]
    assert [one.title for one in catalogue.by_title] == ["Also", "New", "Old"]
    opened = await client.article(article_key("old"))
    assert opened is not None
    assert "Barley." in opened.text
    assert len(opened.pages) == 1
    assert await client.article(article_key("gone")) is None


async def test_the_pages_of_a_text_begin_below_its_front_matter(make_index: MakeIndex) -> None:
    """It is no prose, and the line above the page says what is in it."""
    text = "---\ntitle: Ferry timetable\ndate: 2023-11-04\n---\n\nFrom 6 November the ferry leaves at 7:40."
    index = IndexClient(Retriever.open(make_index({"a.txt": text, "b.md": text})))
    for name in ("a", "b"):
        opened = await index.article(article_key(name))
        assert opened is not None
        assert [opened.text[slice(*page)] for page in opened.pages] == ["From 6 November the ferry leaves at 7:40."]


async def test_an_article_that_is_gone_is_not_searched_first(make_index: MakeIndex) -> None:
    """A follow-up to it is put to all articles."""
    client = IndexClient(Retriever.open(make_index({"a.txt": "Barley is dear in Brimfield.", "b.txt": "Oats."})))
    found = await client.ask(BARLEY, article_key("gone"))
    assert (found.within, found.within_key) == (False, article_key("gone"))
    assert found.answer.snippets[0].article.id == "a"
    assert (await client.ask(BARLEY, article_key("a"))).within is True
