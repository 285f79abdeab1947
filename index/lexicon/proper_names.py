"""The names in an article: words that it writes with a capital where no sentence begins, and never without one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.text.stemming import normalise_word

if TYPE_CHECKING:
    from collections.abc import Iterable

_MIN_NAME_LETTERS: Final = 3  # letters; shorter names sound like too many others
# The capital is looked for first, and what stands before it then: so nearly all of a text is passed over at once.
_NAME: Final = re.compile(r"[A-Z](?:(?<=[a-z0-9,;)] [A-Z])|(?<=[a-z][-–][A-Z]))[a-zA-Z\u00c0-\u024f]{2,}")
_COMMON: Final = re.compile(r"\b[a-z]{3,}\b")


def find_names(texts: Iterable[str]) -> set[str]:
    """Return the names in the passages of one article, each as `normalise_word` gives it."""
    names: set[str] = set()
    common: set[str] = set()
    for text in texts:
        names.update(normalise_word(match.group()) for match in _NAME.finditer(text))
        common.update(_COMMON.findall(text))
    return {name for name in names - common if name.isascii() and len(name) >= _MIN_NAME_LETTERS}
