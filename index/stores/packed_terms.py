"""The terms of a passage in one string, as they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Iterator


class Terms(Sequence[str]):
    """Terms that are kept in one text until one of them is asked for: of most candidates of a question none is."""

    __slots__ = ("_apart", "text")

    def __init__(self, text: str) -> None:
        """Take the terms with a space between them."""
        self.text = text
        self._apart: list[str] | None = None

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        return self._list()[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._list())

    def __len__(self) -> int:
        return self.text.count(" ") + 1 if self.text else 0

    def _list(self) -> list[str]:
        if self._apart is None:
            self._apart = self.text.split(" ") if self.text else []
        return self._apart
