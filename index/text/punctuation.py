"""How a text ends: with a finished sentence, or by announcing what comes next."""

from __future__ import annotations

import re
from typing import Final

_SENTENCE_MARKS: Final = ".!?…。！？"
_CLOSERS: Final = "\"'”’)」』）"


def ending(marks: str, closers: str = _CLOSERS) -> re.Pattern[str]:
    """Return a pattern that is found in texts that end with one of the marks, also with closing quotes behind it."""
    return re.compile(rf"[{re.escape(marks)}][{re.escape(closers)}]*\Z")


SENTENCE_END: Final = ending(_SENTENCE_MARKS)
"""Found at the end of a text that ends as a sentence does."""

CLAUSE_END: Final = ending(f"{_SENTENCE_MARKS}:：")
"""The same, or at a colon, behind which the text goes on elsewhere."""
