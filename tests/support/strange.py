"""Updates as Telegram may send them one day: made from the library's own classes, and then spoiled."""

from __future__ import annotations

import datetime as dt
import inspect
import random
import time
import types
import typing
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import telegram
from telegram import TelegramObject, Update

if TYPE_CHECKING:
    from collections.abc import Iterator

SAID: Final = "Zorblatt"
"""Stands in every text of theirs, and so may stand in no log."""

DEEP: Final = 4
_KEYS: Final = {"from_user": "from"}
_ASKED_FOR: Final = frozenset({"allows_revoting", "is_video", "members_only", "option_persistent_ids", "persistent_id"})
"""What the library asks for although it looks as if it could be left out."""
_TAGS: Final = ("type", "status", "source")
_OTHERS: Final[tuple[Any, ...]] = (
    None,
    0,
    -1,
    10**20,
    1.5,
    True,
    "",
    f"{SAID}\ud800",
    [],
    [None],
    {},
    {"id": SAID},
    [[{}]],
    "private",
)
DELETED: Final[dict[str, Any]] = {"message_id": 5, "date": 0, "chat": {"id": 7_777, "type": "private"}}
"""A message that is pinned, or a poll's, and no longer there."""

ADDED: Final = {"poll_message": DELETED, "option_persistent_id": "1", "option_text": SAID}


def updates(seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Give updates of all types in turn, and messages of all kinds: whole ones, and those with something wrong."""
    dice = random.Random(seed)  # noqa: S311 - the same ones each time
    kinds = [*Update.ALL_TYPES, *["message"] * len(Update.ALL_TYPES)]
    contents = sorted(set(_fields(telegram.Message)) - {"text", "caption"})
    for number in range(count):
        kind = kinds[number % len(kinds)]
        body = _made(_fields(Update)[kind], dice, 0)
        if isinstance(body, dict) and "message_id" in body:
            content = contents[number // 2 % len(contents)]
            body |= {content: _made(_fields(telegram.Message)[content], dice, 1)}
            body |= {} if number % 5 else {"text": f"{SAID} {number}?"}
            body |= {} if number % 7 else {"pinned_message": DELETED, "poll_option_added": ADDED}
        yield {kind: _spoiled(body, dice) if dice.random() < 0.7 else body, **({SAID: SAID} if number % 9 == 0 else {})}


@cache
def _fields(kind: Any) -> dict[str, object]:  # noqa: ANN401 - mypy does not take a class for hashable
    """Return the fields of a class, by their names in JSON, with the types that the library reads them as."""
    return {
        _KEYS.get(name, name): _resolved(one.annotation)
        for name, one in inspect.signature(kind.__init__).parameters.items()
        if one.annotation is not inspect.Parameter.empty and name != "api_kwargs"
    }


def _resolved(hint: object) -> object:
    """Return a type of the library that an annotation only names, as where two classes know each other."""
    if isinstance(hint, typing.ForwardRef):
        hint = hint.__forward_arg__
    return getattr(telegram, hint.split(" ")[0], str) if isinstance(hint, str) else hint


@cache
def _needed(kind: Any) -> frozenset[str]:  # noqa: ANN401 - mypy does not take a class for hashable
    """Return the fields of a class that are always there."""
    given = inspect.signature(kind.__init__).parameters.values()
    needed = (_KEYS.get(one.name, one.name) for one in given if one.default is inspect.Parameter.empty)
    return frozenset(needed) | (_ASKED_FOR & _fields(kind).keys())


def _made(hint: object, dice: random.Random, depth: int) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a value of a type."""
    hint = _resolved(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _made(dice.choice([one for one in arguments if one is not type(None)]), dice, depth)
    if origin is typing.Literal:
        return dice.choice(arguments)
    if origin is not None:
        return [_made(arguments[0], dice, depth + 1) for _ in range(dice.randrange(3))] if depth < DEEP else []
    if inspect.isclass(hint) and issubclass(hint, TelegramObject):
        return _object(hint, dice, depth)
    return _plain(hint, dice)


def _plain(hint: object, dice: random.Random) -> object:
    if hint is dt.datetime:
        return int(time.time())
    if hint in {int, dt.timedelta, float}:
        return dice.randrange(1, 2**40)
    return dice.random() < 0.5 if hint is bool else f"{SAID} {dice.randrange(99)}"


def _object(kind: Any, dice: random.Random, depth: int) -> dict[str, Any]:  # noqa: ANN401 - as there
    chosen: Any = dice.choice(_kinds_of(kind))
    share = 0.0 if depth >= DEEP else 0.3 if len(_fields(chosen)) < 20 else 0.04
    made = {
        name: _made(hint, dice, depth + 1)
        for name, hint in _fields(chosen).items()
        if (name in _needed(chosen) and depth <= 2 * DEEP) or dice.random() < share
    }
    for tag in _TAGS:
        if _tags_of(kind) and (tag in made or kind is not chosen):
            made[tag] = dice.choice(_tags_of(kind))
    return made


@cache
def _tags_of(kind: Any) -> list[str]:  # noqa: ANN401 - mypy does not take a class for hashable
    return [str(getattr(kind, name)) for name in dir(kind) if name.isupper() and name != "ALL_TYPES"]


@cache
def _kinds_of(kind: Any) -> list[type[Any]]:  # noqa: ANN401 - mypy does not take a class for hashable
    below = [one for one in kind.__subclasses__() if one.__module__.startswith("telegram.")]
    return below or [kind]


def _spoiled(value: Any, dice: random.Random) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return the same with fields left out, of other types and unknown ones, here and there."""
    if isinstance(value, list):
        return [_spoiled(one, dice) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _spoiled(one, dice) for name, one in value.items() if dice.random() > 0.05}
    changed = {name: dice.choice(_OTHERS) for name in kept if dice.random() < 0.06}
    return kept | changed | ({f"new_{SAID}": SAID} if dice.random() < 0.05 else {})
