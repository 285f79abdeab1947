"""The desk and what is remembered besides: fitting together, made once, and bounded."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.desk import Desk
from bot.keys import article_key
from bot.service import Given
from index.answer.retriever import Retriever
from index.build.build import build
from index.model import Coverage, Source

if TYPE_CHECKING:
    from tests.conftest import MakeIndex

BARLEY = "What is dear in Brimfield?"


async def test_what_a_call_returns_is_of_one_commit(make_index: MakeIndex) -> None:
    """The snippets, their context and the version of an answer fit together after a rebuild."""
    folder = make_index({"a.txt": "Barley is dear in Brimfield. It was cheap before."})
    desk = Desk(Retriever.open(folder))
    found = await desk.ask(BARLEY)
    before = found.commit.coverage().version
    (folder / "seeds" / "a.txt").write_text("Oats are cheap now. Oats are dear in Brimfield.", encoding="utf-8")
    build(folder / "seeds", folder)
    assert [one.text for one in (await desk.around(found, 0)).sentences] == [
        "Barley is dear in Brimfield.",
        "It was cheap before.",
    ]
    assert found.commit.coverage().version == before != await desk.version()
    again = await desk.ask(BARLEY)
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
    desk = Desk(slow)
    known = await asyncio.gather(*(desk.about() for _ in range(20)))
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
    desk = Desk(Retriever.open(folder))
    catalogue = await desk.catalogue()
    assert [one.id for one in catalogue.newest] == ["new", "old", "none"]
    assert [one.title for one in catalogue.by_title] == ["Also", "New", "Old"]
    opened = await desk.article(article_key("old"))
    assert opened is not None
    assert "Barley." in opened.text
    assert len(opened.pages) == 1
    assert await desk.article(article_key("gone")) is None


async def test_an_article_that_is_gone_is_not_searched_first(make_index: MakeIndex) -> None:
    """A follow-up to it is put to all articles."""
    desk = Desk(Retriever.open(make_index({"a.txt": "Barley is dear in Brimfield.", "b.txt": "Oats."})))
    found = await desk.ask(BARLEY, article_key("gone"))
    assert (found.within, found.within_key) == (False, article_key("gone"))
    assert found.answer.snippets[0].article.id == "a"
    assert (await desk.ask(BARLEY, article_key("a"))).within is True


def test_the_oldest_answers_are_forgotten() -> None:
    """So that a bot that runs for a year does not grow."""
    given = Given()
    for number in range(10_050):
        given.remember(1, number, number + 1)
    given.remember(1, 60, 7)
    given.remember(2, 60, 8)
    assert [given.answer_to(1, number) for number in (0, 49, 60, 10_049)] == [None, None, 7, 10_050]
    assert given.answer_to(2, 60) == 8
    assert len(given._answers) == 10_000
