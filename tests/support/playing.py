"""People on the playground's page, as its server sees them."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from tests.support.running import PATIENCE, Bot, free_port, started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

JSON = dict[str, Any]
ADA, LI, MEI, NUR = 1001, 1002, 1003, 1004
READERS, FORUM = -2001, -2002


class Played(NamedTuple):
    """A running playground and where its page is."""

    bot: Bot
    address: str

    def do(self, action: str, **what: object) -> JSON:
        """Do something as the page does, and return what came of it."""
        done = self.post(action, what)
        assert done.status_code == httpx.codes.OK, done.text
        return dict(done.json())

    def post(self, action: str, what: object, **headers: str) -> httpx.Response:
        """Return the answer to an order, with the page's own headers but for those that are given."""
        ours = {"Origin": self.address, "Content-Type": "application/json"}
        # httpx refuses what JSON cannot carry; a browser would send it.
        content = json.dumps(what)
        return httpx.post(f"{self.address}/do/{action}", content=content, headers=ours | headers, timeout=PATIENCE)

    def wait_for(self, seen: Callable[[JSON, list[JSON]], Any]) -> Any:  # noqa: ANN401 - whatever is looked for
        """Return what `seen` finds among the people and groups and the messages, once it is true."""
        around: JSON = {}
        messages: dict[tuple[int, int], JSON] = {}
        deadline = time.monotonic() + PATIENCE
        with httpx.stream("GET", f"{self.address}/events", timeout=PATIENCE) as events:
            for line in events.iter_lines():
                if not line:
                    continue
                news = json.loads(line.removeprefix("data: "))
                around = news.get("stage", around)
                messages |= {(one["chat"]["id"], one["message_id"]): one for one in news.get("messages", [])}
                for chat, number in news.get("gone", []):
                    messages.pop((chat, number))
                if found := seen(around, list(messages.values())):
                    return found
                assert time.monotonic() < deadline, messages
        raise AssertionError("the events have ended")

    def reply_to(self, message: int) -> JSON:
        """Return the bot's reply to a message, waited for."""
        return dict(
            self.wait_for(
                lambda _, messages: next(
                    (
                        one
                        for one in messages
                        if one["from"]["is_bot"] and one.get("reply_to_message", {}).get("message_id") == message
                    ),
                    None,
                )
            )
        )

    def ask(self, text: str, by: int = ADA, chat: int | None = None, **more: int) -> JSON:
        """Let a person write, and return the bot's reply to it."""
        sent = self.do("say", by=by, chat=by if chat is None else chat, text=text, **more)
        return self.reply_to(sent["message_id"])

    def edited(self, message: JSON, text: str) -> JSON:
        """Return a message once its text holds another one."""
        key = (message["chat"]["id"], message["message_id"])
        return dict(
            self.wait_for(
                lambda _, messages: next(
                    (one for one in messages if (one["chat"]["id"], one["message_id"]) == key and text in one["text"]),
                    None,
                )
            )
        )


@contextmanager
def playing(folder: Path, index: Path, *options: str, **settings: str) -> Iterator[Played]:
    """Run a playground in a folder of its own with BOT_ settings, until the context closes."""
    port = free_port()
    arguments = ["--playground", "--port", str(port), *options]
    with started(folder, index, arguments=arguments, **settings) as bot:
        bot.wait_until_said("Answering as")
        yield Played(bot, f"http://127.0.0.1:{port}")
        if bot.process.poll() is None:
            bot.stop()  # so that it takes its records away


def data_of(message: JSON, label: str) -> str:
    """Return what the first button of a message whose text begins with a label carries."""
    rows = message["reply_markup"]["inline_keyboard"]
    return next(str(button["callback_data"]) for row in rows for button in row if button["text"].startswith(label))
