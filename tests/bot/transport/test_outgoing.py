"""The pace of what is sent, in a time of its own: a loop whose clock jumps to whatever is next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import AIORateLimiter

from bot.errors import WaitedTooLongError
from bot.logs import describe
from bot.transport.calls import MAX_WAIT_SECONDS
from bot.transport.limiters import Bucket, Keyed, Window
from bot.transport.outgoing import Outgoing

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

ODD = UnicodeEncodeError("utf-8", "Zorblatt\ud800", 8, 9, "surrogates not allowed")


class JumpingLoop(asyncio.SelectorEventLoop):
    """Waits for nothing: where only timers are left, the clock is put forward to the first of them."""

    now = 0.0

    def time(self) -> float:
        """Return the time of this loop, in seconds."""
        return self.now

    def _run_once(self) -> None:
        timers = [timer for timer in self._scheduled if not timer.cancelled()]  # type: ignore[attr-defined]
        if not self._ready and timers:  # type: ignore[attr-defined]
            self.now = max(self.now, min(timer.when() for timer in timers))
        super()._run_once()  # type: ignore[misc]


class Telegram:
    """Notes when each call comes, and fails those that it is told to, in order."""

    def __init__(self, *failures: TelegramError | None, takes: float = 0.0) -> None:
        self.times: list[tuple[float, object]] = []
        self._failures = list(failures)
        self._takes = takes

    async def call(self, _endpoint: str, data: dict[str, Any]) -> bool:
        """Take one call."""
        self.times.append((asyncio.get_running_loop().time(), data.get("chat_id")))
        failure = self._failures.pop(0) if self._failures else None
        await asyncio.sleep(self._takes)
        if failure is not None:
            raise failure
        return True

    def moments(self) -> list[float]:
        """Return when the calls came."""
        return [moment for moment, _ in self.times]


def played(play: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run a test in jumping time."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(play())


def send(limiter: Any, telegram: Telegram, chat: int | None, endpoint: str = "sendMessage") -> asyncio.Task[object]:  # noqa: ANN401 - ours or the library's
    """Begin to send a message to a chat."""
    data = {} if chat is None else {"chat_id": chat}
    return asyncio.ensure_future(limiter.process_request(telegram.call, (endpoint, data), {}, endpoint, data, None))


def outgoing() -> Outgoing:
    """Return what is tested, for sixteen calls at a time."""
    return Outgoing(16, 4, lambda _: None)


def most_within(moments: list[float], seconds: float) -> int:
    """Return the largest number of moments in any stretch of so many seconds."""
    return max(sum(begin <= one < begin + seconds - 1e-9 for one in moments) for begin in moments)


@pytest.mark.parametrize(
    "limiter",
    [
        outgoing,
        pytest.param(
            lambda: AIORateLimiter(max_retries=3),
            marks=pytest.mark.xfail(
                reason="python-telegram-bot's issue #5338: Outgoing can go when this passes", strict=True
            ),
        ),
    ],
    ids=["ours", "the library's"],
)
def test_nothing_is_sent_while_telegram_asks_for_a_pause(limiter: Callable[[], Any]) -> None:
    """Two chats are refused one after the other: it is meant for all, although a third one's message got through."""

    async def play() -> None:
        limit, telegram = limiter(), Telegram(RetryAfter(10), RetryAfter(10), takes=1.0)
        work = [send(limit, telegram, chat) for chat in (1, 2, 3)]
        await asyncio.sleep(1.5)
        for chat in (4, 5, 6):
            work.append(send(limit, telegram, chat))
            await asyncio.sleep(1)
        await asyncio.gather(*work)
        assert len(telegram.times) == 8
        assert [moment for moment in telegram.moments() if 1.0 < moment < 11.0] == []

    played(play)


def test_a_pause_of_one_chat_is_one_chat_s() -> None:
    """Others go on, buttons too, however long it is; a second chat's own pause, with others' luck between, as well."""

    async def play() -> None:
        limit, telegram = outgoing(), Telegram(RetryAfter(500), None, RetryAfter(100))
        first = send(limit, telegram, 1)
        await asyncio.sleep(1)
        await send(limit, telegram, 2)
        second = send(limit, telegram, -3)
        await asyncio.sleep(1)
        again = send(limit, telegram, 1)
        await asyncio.gather(send(limit, telegram, None, "answerCallbackQuery"), send(limit, telegram, 2))
        assert asyncio.get_running_loop().time() < 3
        await second
        assert 100 < asyncio.get_running_loop().time() < 103
        await asyncio.gather(first, again)
        assert [chat for moment, chat in telegram.times if moment > 103] == [1, 1]
        assert telegram.moments()[-2] > 500

    played(play)


def test_a_long_pause_is_kept_and_what_it_outlives_is_not_sent() -> None:
    """A new message that has waited for too long is given up when its chat opens; a change of one is made."""

    async def play() -> None:
        limit, telegram = outgoing(), Telegram(RetryAfter(3600))
        with pytest.raises(WaitedTooLongError):
            await send(limit, telegram, 1)
        assert 3600 < asyncio.get_running_loop().time() < 3602
        assert await send(limit, telegram, 1)
        edited = Telegram(RetryAfter(3600))
        assert await send(limit, edited, 1, "editMessageText")
        assert len(edited.times) == 2
        assert len(telegram.times) == 2

    played(play)


def test_a_hint_is_never_waited_for() -> None:
    """It is left out in a pause and made once at most, and it uses up nothing of a chat's pace."""

    async def play() -> None:
        limit, telegram = outgoing(), Telegram()
        await asyncio.gather(*(send(limit, telegram, 1, "sendChatAction") for _ in range(9)))
        await asyncio.gather(*(send(limit, telegram, 1) for _ in range(3)))
        assert asyncio.get_running_loop().time() == 0
        for failure in (NetworkError("away"), RetryAfter(5)):
            with pytest.raises(TelegramError):
                await send(limit, Telegram(failure), 1, "sendChatAction")
        message = send(limit, Telegram(RetryAfter(50)), 1)
        await asyncio.sleep(10)
        with pytest.raises(RetryAfter):
            await send(limit, telegram, 1, "sendChatAction")
        await message

    played(play)


def test_a_button_waits_for_the_pause_too() -> None:
    """A call to no chat is held up by a pause of the whole bot, and by no limit."""

    async def play() -> None:
        limit, telegram = outgoing(), Telegram(RetryAfter(10), RetryAfter(10))
        first = asyncio.gather(send(limit, telegram, 1), send(limit, telegram, 2))
        await asyncio.sleep(1)
        await asyncio.gather(first, *(send(limit, telegram, None, "answerCallbackQuery") for _ in range(90)))
        assert min(telegram.moments()[2:]) > 10
        assert max(telegram.moments()) < 11

    played(play)


def test_a_button_does_not_stand_behind_messages() -> None:
    """Its waiting is ended at once, however many answers are in the line."""

    async def play() -> None:
        limit, telegram = outgoing(), Telegram(takes=0.05)
        work = [send(limit, telegram, chat) for chat in range(1, 301)]
        await asyncio.sleep(0.01)
        await send(limit, telegram, None, "answerCallbackQuery")
        assert asyncio.get_running_loop().time() < 0.1
        await asyncio.gather(*work)

    played(play)


def test_all_chats_together_get_thirty_a_second() -> None:
    """In any second, and no slower than that; in the order of the asking."""

    async def play() -> None:
        limit, telegram = outgoing(), Telegram(takes=0.05)
        await asyncio.gather(*(send(limit, telegram, chat) for chat in range(1, 301)))
        assert most_within(telegram.moments(), 1.0) == 30
        assert telegram.moments()[-1] < 10
        assert [chat for _, chat in telegram.times] == list(range(1, 301))

    played(play)


def test_a_chat_gets_one_a_second_and_a_group_twenty_a_minute() -> None:
    """Three in any three seconds; a group besides no more than twenty in any minute. Others do not wait for them."""

    async def play() -> None:
        limit, telegram = outgoing(), Telegram()
        work = [send(limit, telegram, chat) for chat in (7, -7) for _ in range(50)]
        await asyncio.sleep(0.5)
        await asyncio.gather(*(send(limit, telegram, chat) for chat in range(100, 110)))
        assert asyncio.get_running_loop().time() < 1
        await asyncio.gather(*work)
        private, group = ([moment for moment, chat in telegram.times if chat == which] for which in (7, -7))
        assert most_within(private, 3.0) == most_within(group, 3.0) == 3
        assert most_within(group, 60.0) == 20
        assert private[-1] < 50
        assert group[-1] < 150

    played(play)


@pytest.mark.parametrize("failure", [NetworkError("Bad Gateway"), TimedOut()])
def test_a_message_is_tried_again_with_growing_pauses(failure: TelegramError) -> None:
    """1, 2, 4, 8 … seconds, and never more than ten minutes in all."""

    async def play() -> None:
        telegram = Telegram(*[failure] * 4)
        assert await send(outgoing(), telegram, 1)
        assert telegram.moments() == [0, 1, 3, 7, 15]
        hopeless = Telegram(*[failure] * 99)
        with pytest.raises(NetworkError):
            await send(outgoing(), hopeless, 1)
        assert MAX_WAIT_SECONDS - 60 < hopeless.moments()[-1] - hopeless.moments()[0] < MAX_WAIT_SECONDS

    played(play)


def test_what_cannot_be_written_down_is_tried_once() -> None:
    """Half a surrogate pair is no fault of the network, although the library says so; and no log tells the text."""

    async def play() -> None:
        failure = NetworkError(f"Unknown error in HTTP implementation: {ODD!r}")
        failure.__cause__ = ODD
        telegram = Telegram(failure)
        with pytest.raises(NetworkError):
            await send(outgoing(), telegram, 1)
        assert len(telegram.times) == 1
        assert describe(failure) == "NetworkError: UnicodeEncodeError"

    played(play)


@pytest.mark.parametrize(
    ("failure", "chat"),
    [(BadRequest("no"), 1), (Forbidden("blocked"), 1), (NetworkError("away"), None), (RetryAfter(3600), None)],
)
def test_what_is_hopeless_is_tried_once(failure: TelegramError, chat: int | None) -> None:
    """A refusal, a call that is of no use later, a pause that nobody waits for."""

    async def play() -> None:
        telegram = Telegram(failure)
        with pytest.raises(type(failure)):
            await send(outgoing(), telegram, chat)
        assert len(telegram.times) == 1

    played(play)


def test_a_group_that_moved_is_followed() -> None:
    """The same message goes to the supergroup's id at once."""

    async def play() -> None:
        telegram = Telegram(ChatMigrated(-100))
        assert await send(outgoing(), telegram, -7)
        assert telegram.times == [(0.0, -7), (0.0, -100)]

    played(play)


def test_idle_limits_are_forgotten() -> None:
    """A thousand chats that were quiet for long leave nothing behind, those that are busy stay."""

    async def play() -> None:
        limits = Keyed(lambda: Window(3, 3.0))
        for chat in range(512):
            await limits[chat].wait()
        await asyncio.sleep(10)
        await limits["busy"].wait()
        for chat in range(1_000, 2_000):
            await limits[chat].wait()
        assert len(limits) < 1_100
        busy = limits["busy"]
        for _ in range(2):
            await busy.wait()
        assert asyncio.get_running_loop().time() == 10
        await limits["busy"].wait()
        assert asyncio.get_running_loop().time() == 13

    played(play)


def test_a_bucket_fills_up_again() -> None:
    """A burst empties it, and then there is one a while."""

    async def play() -> None:
        bucket = Bucket(3, 60)
        assert [await bucket.take() for _ in range(5)] == [True] * 3 + [False] * 2
        assert not bucket.idle()
        await asyncio.sleep(21)
        assert [await bucket.take() for _ in range(2)] == [True, False]
        await asyncio.sleep(61)
        assert bucket.idle()

    played(play)
