"""The order of updates: one after the other in a chat, chats at the same time."""

from __future__ import annotations

import asyncio
import gc
from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, Update

from bot.transport.chat_order import ChatOrder


def update(number: int, chat: int) -> Update:
    """Return an update with a message in a chat."""
    return Update(number, message=Message(number, datetime.now(UTC), Chat(chat, Chat.PRIVATE)))


def crossed_out(_: Update) -> None:
    """Do nothing with an update that is dealt with."""


async def test_updates_of_a_chat_keep_their_order_while_chats_run_side_by_side() -> None:
    """The second update of a chat waits for the first, other chats' do not; silent chats leave nothing behind."""
    done: list[int] = []
    order = ChatOrder(lambda one: done.append(one.update_id))
    gates = {number: asyncio.Event() for number in range(4)}
    started: list[int] = []

    async def handle(number: int) -> None:
        started.append(number)
        await gates[number].wait()

    work = [
        asyncio.create_task(order.process_update(update(number, chat), handle(number)))
        for number, chat in enumerate([7, 7, 8, 9])
    ]
    await asyncio.sleep(0.01)
    assert started == [0, 2, 3], "chat 7's first, and the others"
    assert order.length == 4
    assert [one.update_id for one in order.behind(update(0, 7))] == [1]
    gates[0].set()
    await asyncio.wait({work[0]})
    await asyncio.sleep(0.01)
    assert started == [0, 2, 3, 1]
    assert done == [0]
    for gate in gates.values():
        gate.set()
    await asyncio.gather(*work)
    assert sorted(done) == [0, 1, 2, 3]
    assert order.length == 0
    del work
    gc.collect()
    assert len(order._queues) == 0


async def test_a_chat_that_waits_keeps_nobody_else_waiting() -> None:
    """However many chats are stuck with their answers, another one's update is worked on at once."""
    order = ChatOrder(crossed_out)
    gate, seen = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        await gate.wait()

    async def see() -> None:
        seen.set()

    work = [asyncio.create_task(order.process_update(update(number, number % 50), wait())) for number in range(200)]
    work.append(asyncio.create_task(order.process_update(update(999, 99), see())))
    async with asyncio.timeout(5):
        await seen.wait()
    gate.set()
    await asyncio.gather(*work)


async def test_a_failing_update_frees_its_chat() -> None:
    """The next update of a chat is worked on although the one before failed, which is not crossed out."""
    done: list[Update] = []
    order = ChatOrder(done.append)

    async def fail() -> None:
        raise RuntimeError

    async def work() -> None:
        pass

    with pytest.raises(RuntimeError):
        await order.process_update(update(1, 7), fail())
    async with asyncio.timeout(5):
        await order.process_update(update(2, 7), work())
        await order.process_update(object(), work())
    assert [one.update_id for one in done] == [2]


async def test_told_to_close_it_begins_nothing() -> None:
    """What is under way is finished and crossed out, what waits is neither begun nor crossed out."""
    done: list[int] = []
    order = ChatOrder(lambda one: done.append(one.update_id))
    gate, begun = asyncio.Event(), []

    async def handle(number: int) -> None:
        begun.append(number)
        await gate.wait()

    work = [asyncio.create_task(order.process_update(update(number, 7), handle(number))) for number in range(3)]
    await asyncio.sleep(0.01)
    order.close()
    gate.set()
    await asyncio.gather(*work)
    assert begun == done == [0]
