"""People who talk to a real bot process through the emulator, on an index made for that."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot import render
from bot.emulator.entities import parse
from bot.texts import TEXTS
from index.build.build import build

if TYPE_CHECKING:
    from bot.emulator import Chat, Emulator, Message, Query
    from bot.texts import Texts
    from index.answer.retriever import Retriever
    from tests.support.running import Bot

SEEDS = Path(__file__).parents[2] / "seeds"
EN, HANS, HANT = TEXTS["en"], TEXTS["zh-Hans"], TEXTS["zh-Hant"]
QUESTION = "when did WeChat ban NFT accounts"
UNANSWERABLE = "when did Tencent buy Supercell"
COPIED = "The lighthouse of Brimfield was lit for the first time on March 4, 1873 by its keeper Zorblatt."
LONG = "\n\n".join(
    f"Barrel {n} of Grumbleton cider was opened. It held {n + 7} pints and tasted of pears." for n in range(120)
)
_PEOPLE = count(5000)
_GROUPS = count(-6000, -1)


class Talk(NamedTuple):
    """The emulator, the bot in front of it and the index that it answers from."""

    emulator: Emulator
    bot: Bot
    retriever: Retriever

    def person(self, language_code: str | None = "en") -> Chat:
        """Return the private chat of somebody new: Telegram takes one message a second to each."""
        return self.emulator.private(next(_PEOPLE), language_code)

    def group(self, **fields: object) -> Chat:
        """Return a new group."""
        return self.emulator.group(next(_GROUPS), **fields)  # type: ignore[arg-type]  # the emulator's own fields

    def expected(self, question: str, position: int = 0, texts: Texts = EN) -> str:
        """Return the text that a snippet of the index's answer is shown as."""
        return parse(render.answer(self.retriever.ask(question, 5), position, texts))[0]

    def pressed(self, message: Message, label: str, **how: object) -> Query:
        """Press a button and wait until the message has changed."""
        edits = message.edits
        query = self.emulator.press(message, label, **how)  # type: ignore[arg-type]  # the emulator's own parameters
        self.emulator.wait_for(lambda: message.edits > edits)
        return query

    def labels(self, message: Message) -> list[str]:
        """Return what stands on a message's buttons."""
        return [button["text"] for button in message.buttons()]


def make_seeds(folder: Path, cache: Path) -> Path:
    """Write articles that the tests talk about, and return the index folder built from them."""
    seeds = folder / "seeds"
    shutil.copytree(SEEDS, seeds)
    articles = {"light": COPIED, "copy": f"Long ago. {COPIED} So it is said.", "cider": LONG}
    articles |= {f"more-{n:02}": f"Sheep number {n} lives in a meadow of its own." for n in range(12)}
    for name, text in articles.items():
        (seeds / f"{name}.txt").write_text(f"Title of {name}\n\n{text}\n", encoding="utf-8")
    build(seeds, folder / "made", cache=cache)
    return folder / "made"
