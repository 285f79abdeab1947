"""A text that is put together from blocks, for files whose own text is not made to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.model import Block, Span

if TYPE_CHECKING:
    from index.model import BlockKind

_CLOSE: Final = frozenset({"item", "row"})  # such blocks stand right below each other


class Draft:
    """Blocks one after the other, an empty line between them; list items and table rows stand below each other."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._last: BlockKind | None = None

    def add(  # noqa: PLR0913 - all that a block has
        self,
        kind: BlockKind | None,
        text: str,
        *,
        level: int = 0,
        page: int | None = None,
        marker: str = "",
        opens: bool = False,
    ) -> None:
        """Add a block, or with `None` what is no prose; white space alone adds nothing.

        A `marker` ("  - ") stands before the block and outside of it; a block that `opens` a list or a table stands
        apart from the one before. The lines of code are kept as they are.
        """
        text = _without_empty_ends(text) if kind == "code" else text.strip()
        if not text:
            return
        if self._parts:
            self._append("\n" if kind == self._last and kind in _CLOSE and not opens else "\n\n")
        self._append(marker)
        if kind:
            self._blocks.append(Block(kind, Span(self._length, self._length + len(text)), level, page))
        self._append(text)
        self._last = kind

    def holds_prose(self) -> bool:
        """Tell whether there is a block that is no heading."""
        return any(block.kind != "heading" for block in self._blocks)

    def finished(self) -> tuple[str, list[Block]]:
        """Return the text, which ends with its last block, and the blocks."""
        return "".join(self._parts), self._blocks

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _without_empty_ends(code: str) -> str:
    lines = code.rstrip().split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    return "\n".join(lines)
