"""Messages to the person who runs a command, and the width of a line."""

from __future__ import annotations

import shutil
import sys
from typing import Final

_MAX_LINE_CELLS: Final = 100  # longer lines are hard to read


def say(line: str) -> None:
    """Tell the person who runs the command something that is no result."""
    print(f"citebot: {line}" if line[:1].isupper() else line, file=sys.stderr)


def line_width() -> int:
    """Return how many cells of the terminal a line of text may take."""
    return min(shutil.get_terminal_size().columns, _MAX_LINE_CELLS)
