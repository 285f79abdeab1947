"""How ways to write a time are looked for: many forms in one pattern, each with a function that reads it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from index.model import Period, Span
from index.time.periods import Point

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.time.reference import Reference

Reading: TypeAlias = Point | Period | None
"""A point is still to be given a year if it has none; None stays open."""

_NAMES: Final = re.compile(r"\?P<\w+>")


class Form(NamedTuple):
    """A pattern, and what reads its match; that returns NOTHING where the words mean no time after all."""

    pattern: str
    read: Callable[[re.Match[str], Reference], Reading | str]


NOTHING: Final = "nothing"
"""What a form returns for words that only look like a time: "may", "2000 users"."""


class Atom(NamedTuple):
    """Words that tell one time."""

    span: Span
    reading: Reading


class Forms:
    """The forms of a language; of those that match at a place the first one counts."""

    def __init__(self, forms: Sequence[Form], starts: str) -> None:
        """Take the forms, and a pattern of how any of them begins."""
        self._forms = forms
        self._starts = starts

    # Compiled when a text first needs it: that takes a tenth of a second, and most questions tell no time.
    @cached_property
    def _any(self) -> re.Pattern[str]:
        either = "|".join(f"({_NAMES.sub('?:', form.pattern)})" for form in self._forms)
        # Beginnings first: a place that cannot begin a form is left at once, not after thirty alternatives.
        return re.compile(f"{self._starts}(?:{either})", re.IGNORECASE)

    @cached_property
    def _each(self) -> list[re.Pattern[str]]:
        return [re.compile(form.pattern, re.IGNORECASE) for form in self._forms]

    def atoms(self, text: str, reference: Reference) -> Iterator[Atom]:
        """Give the times in a text, in order."""
        at = 0
        while match := self._any.search(text, at):
            number = (match.lastindex or 1) - 1
            exact = self._each[number].match(text, match.start())
            reading = self._forms[number].read(exact, reference) if exact else NOTHING
            at = match.end()
            if not isinstance(reading, str):
                yield Atom(Span(match.start(), match.end()), reading)
