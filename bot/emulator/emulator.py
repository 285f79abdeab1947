"""The emulator as tests use it: people write and press buttons, and the bot's messages can be read."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from bot.emulator.postman import Postman
from bot.emulator.server import Call, Gate, Server
from bot.emulator.state import Chat, InlineQuery, Message, Query, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from bot.emulator.faults import Fault
    from bot.emulator.params import JSON

_T = TypeVar("_T")
PATIENCE_SECONDS = 20.0  # seconds
DEFAULT_TOKEN = "424242:emulated-token-for-tests-only"  # noqa: S105 (it opens nothing but an emulator)


class Emulator:
    """A Bot API server for one bot on 127.0.0.1, running in a thread of its own while its context is open.

    Every method may be called from any thread, those that only read also within `wait_for`. `port` 0 takes any free
    port; `privacy` and `inline` are Telegram's privacy mode and inline mode.
    """

    def __init__(self, *, token: str = DEFAULT_TOKEN, port: int = 0, privacy: bool = True, inline: bool = True) -> None:
        self.token = token
        self.state = State(privacy=privacy, inline=inline)
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="emulator", daemon=True)
        self._server: Server
        self._postman: asyncio.Task[None]

    def __enter__(self) -> Emulator:
        self._thread.start()
        self._port = self._do(self._open)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(PATIENCE_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_SECONDS)
        self._loop.close()

    @property
    def base_url(self) -> str:
        """As python-telegram-bot's `base_url` wants it."""
        return f"http://127.0.0.1:{self._port}/bot"

    @property
    def transcript(self) -> list[Call]:
        """Every call that was answered, in order."""
        return list(self._server.calls)

    @property
    def polls(self) -> int:
        """Number of getUpdates calls so far."""
        return self._server.polls

    def private(self, person: int = 1001, language_code: str | None = "en", name: str = "Ada") -> Chat:
        """Return the private chat of a person who has started the bot."""
        return self._do(lambda: self._meet(Chat(person, name, language_code)))

    def group(
        self,
        chat: int = -2001,
        title: str = "Readers",
        language_code: str | None = "en",
        topics: tuple[int, ...] = (),
    ) -> Chat:
        """Return a group that the bot is in; one with topics is a forum."""
        return self._do(lambda: self._meet(Chat(chat, title, language_code, topics=topics)))

    def say(self, chat: Chat, text: str = "", *, by: Chat | None = None, **parts: object) -> Message:
        """Let a person write `text`: the one whose private chat `by` is, else the chat's own.

        `parts` are Message's other fields: `reply_to`, `topic`, `content` (a Message's sticker, photo … field).
        """
        return self._do(lambda: self.state.hear(chat, by or chat, text, **parts))

    def rewrite(self, message: Message, text: str) -> None:
        """Let a person change what they wrote."""
        self._do(lambda: self.state.rewrite(message, text))

    def join(self, group: Chat, by: Chat, status: str = "member") -> None:
        """Let a person add the bot to a group."""
        self._do(lambda: self.state.join(group, by, status))

    def type(self, person: Chat, text: str) -> InlineQuery:
        """Let a person type something after "@bot" in any chat."""
        return self._do(lambda: self.state.type(person, text))

    def results(self, person: Chat, text: str, timeout: float = PATIENCE_SECONDS) -> InlineQuery:
        """Let a person type something after "@bot", and return it once the bot has offered results."""
        query = self.type(person, text)
        return self.wait_for(lambda: query if query.results is not None else None, timeout)

    def choose(self, query: InlineQuery, position: int, chat: Chat) -> Message:
        """Let a person choose one of the results offered, which posts it in a chat."""
        return self._do(lambda: self.state.choose(query, position, chat))

    def press(  # noqa: PLR0913 - what can be told of a press
        self,
        message: Message,
        label: str | None = None,
        *,
        data: str | None = None,
        by: Chat | None = None,
        expired: bool = False,
        old: bool = False,
    ) -> Query:
        """Let a person press the button whose text begins with `label` (the first one where it is None).

        `data` presses a button that is no longer shown, `expired` lets the press be too old to be answered, `old` the
        message be too old to be shown to the bot. Raises LookupError where there is no such button.
        """
        if data is None:
            buttons = [button for button in message.buttons() if button["text"].startswith(label or "")]
            if not buttons:
                raise LookupError(f"no button {label!r} in {message.buttons()}")
            data = str(buttons[0]["callback_data"])
        pressed = data
        return self._do(lambda: self.state.press(message, pressed, by or message.chat, expired=expired, old=old))

    def hand_over(self, *updates: JSON) -> None:
        """Queue raw updates, whatever they hold and whether or not the bot asked for them; they get numbers here."""
        self._do(lambda: self.state.hand_over(updates))

    def delete(self, message: Message) -> None:
        """Let a person delete a message."""
        self._do(lambda: self.state.delete(message))

    def withdraw_token(self) -> None:
        """Forget the bot's token, as BotFather's /revoke does."""
        self._do(self._server.withdraw_token)

    def replies(self, chat: Chat) -> list[Message]:
        """Return the bot's messages in a chat, in order."""
        return [sent for sent in list(self.state.messages.values()) if sent.from_bot and sent.chat is chat]

    def reply_to(self, message: Message, timeout: float = PATIENCE_SECONDS) -> Message:
        """Return the bot's first reply to a message, waited for up to `timeout` seconds."""
        return self.wait_for(
            lambda: next(
                (sent for sent in self.state.messages.values() if sent.from_bot and sent.reply_to is message), None
            ),
            timeout,
        )

    def ask(self, chat: Chat, text: str, timeout: float = PATIENCE_SECONDS) -> Message:
        """Let a person write, and return the bot's reply to it."""
        return self.reply_to(self.say(chat, text), timeout)

    def answer_to(self, query: Query, timeout: float = PATIENCE_SECONDS) -> str:
        """Return the notice that the bot answered a pressed button with, "" where it answered without one."""
        answer = self.wait_for(lambda: query.answer, timeout)
        return str(answer["text"])

    def wait_for(self, seen: Callable[[], _T | None], timeout: float = PATIENCE_SECONDS) -> _T:
        """Return the result of `seen` once it is true; it is called again after every change.

        Raises TimeoutError, with the last calls, after `timeout` seconds.
        """
        return asyncio.run_coroutine_threadsafe(self._wait(seen, timeout), self._loop).result()

    @contextmanager
    def hold(self, method: str) -> Iterator[Callable[[], int]]:
        """Hold the calls of a method while the context is open; the yielded function waits until one has come."""
        gate = Gate()
        self._do(lambda: self._server.gates.update({method.lower(): gate}))
        try:
            yield lambda: self.wait_for(lambda: gate.arrived)
        finally:
            self._do(lambda: self._server.open(method.lower()))

    def fail(self, method: str, *faults: Fault) -> None:
        """Let the next calls of a method fail, one fault a call."""
        self._do(lambda: self._server.faults.setdefault(method.lower(), deque()).extend(faults))

    def slow_down(self, seconds: float) -> None:
        """Delay every call but polls by `seconds` from now on."""
        self._do(lambda: setattr(self._server, "delay", seconds))

    def block(self, chat: Chat) -> None:
        """Let a person block the bot."""
        self._do(lambda: setattr(chat, "blocked", True))

    def migrate(self, group: Chat, to: int) -> Chat:
        """Let a group become a supergroup of another id, and return that."""
        return self._do(lambda: self.state.migrate(group, to))

    @property
    def waiting(self) -> int:
        """Number of updates that the bot has not confirmed."""
        return len(self.state.updates)

    def _meet(self, chat: Chat) -> Chat:
        return self.state.chats.setdefault(chat.id, chat)

    def _open(self) -> int:
        self._server = Server(self.state, self.token)
        self._postman = self._loop.create_task(Postman(self.state, self._server).deliver())
        return self._server.listen(self._port)

    async def _close(self) -> None:
        await self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _do(self, what: Callable[[], _T]) -> _T:
        async def done() -> _T:
            result = what()
            await self._server.announce()
            return result

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result(PATIENCE_SECONDS)

    async def _wait(self, seen: Callable[[], _T | None], timeout: float) -> _T:  # noqa: ASYNC109 (part of what it tells)
        try:
            async with asyncio.timeout(timeout):
                return await self._server.seen(seen)
        except TimeoutError:
            last = "\n".join(map(str, list(self._server.calls)[-5:]))
            raise TimeoutError(f"not seen within {timeout} s; the last calls were:\n{last}") from None
