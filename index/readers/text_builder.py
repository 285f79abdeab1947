"""A text that is put together from blocks, for files whose own text is not made to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model import Block, Span

if TYPE_CHECKING:
    from index.model import BlockKind


class Draft:
    """Blocks one after the other, an empty line between them; list items stand below each other."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._last: BlockKind | None = None

    def add(self, kind: BlockKind | None, text: str) -> None:
        """Add a block, or with `None` what is no prose; white space alone adds nothing."""
        text = text.strip()
        if not text:
            return
        if self._parts:
            self._append("\n" if kind == self._last == "item" else "\n\n")
        if kind:
            self._blocks.append(Block(kind, Span(self._length, self._length + len(text))))
        self._append(text)
        self._last = kind

    def finished(self) -> tuple[str, list[Block]]:
        """Return the text, which ends with its last block, and the blocks."""
        return "".join(self._parts), self._blocks

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
