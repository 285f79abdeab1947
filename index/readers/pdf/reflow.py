"""Printed lines, as a PDF has them, put together again to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.readers.text_builder import Draft

_EDGE: Final = 2  # lines at the head and at the foot of a page that may run along all of them
_FEWEST: Final = 3  # pages on which a line must stand to be one of these
_PAGE_NUMBER = re.compile(
    r"(?i)\W*(?:page |p\. ?|第)? ?\d{1,4} ?(?:页|頁)?(?: ?(?:/|of|/ ?共) ?\d{1,4} ?(?:页|頁)?)?\W*\Z"
)
_STOPPED = re.compile(r"[.!?…。！？:：;；][\"'”’)」』）\]]*\Z")
# Symbol fonts give bullets as characters of private use, or as a control character.
_SYMBOLS: Final = r"[-*•‣▪●◦·–■□➢✓\x7f\ue000-\uf8ff]"
_BULLET = re.compile(rf"(?:{_SYMBOLS}|\d{{1,2}}[.)）]|\(\d{{1,2}}\)) +|\d{{1,2}}、")
_SYMBOL_ALONE = re.compile(rf"{_SYMBOLS}\Z")
_HYPHEN = re.compile(r"(?P<word>[^\W\d_]{2,})[-\u2010\xad]\Z")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\uff65\U00020000-\U0003ffff]")
_FULL: Final = 0.8  # of the usual width: a finished line that is less wide has reached the end of its paragraph
_SHORT: Final = 0.6  # of the usual width: a line that is less wide stands alone even if it is not finished


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of each page without page numbers and what stands at the head or foot of most pages."""
    counts = Counter(shape for page in pages for shape in {_shape(page[at]) for at in _edges(page)})
    running = {shape for shape, count in counts.items() if count >= max(_FEWEST, len(pages) / 2)}
    kept = []
    for page in pages:
        dropped = {at for at in _edges(page) if _PAGE_NUMBER.match(page[at]) or _shape(page[at]) in running}
        kept.append([line for at, line in enumerate(page) if at not in dropped])
    return kept


def _edges(page: Sequence[str]) -> list[int]:
    """Return where the first and the last lines of a page are that are not blank."""
    filled = [at for at, line in enumerate(page) if line]
    return [*filled[:_EDGE], *filled[_EDGE:][-_EDGE:]]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def add_lines(lines: Sequence[str], draft: Draft) -> None:
    """Add lines to a draft as headings, paragraphs and list items, with the words whole that were parted by a hyphen.

    A paragraph ends at a blank line, or behind a line that is finished and not full, or short.
    """
    lines = list(_with_bullets(lines))
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line))
    usual = _usual_width(lines)
    open_lines: list[str] = []
    for at, line in enumerate(lines):
        if open_lines and (not line or _parts(open_lines[-1], line, usual)):
            _close(open_lines, draft, words)
            open_lines = []
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if line and not open_lines and _is_heading(line, following, usual):
            draft.add("heading", line)
        elif line:
            open_lines.append(line)
    _close(open_lines, draft, words)


def _usual_width(lines: Sequence[str]) -> float:
    """Return the width that one line in five exceeds, in columns."""
    widths = sorted(columns(line) for line in lines if line)
    return widths[len(widths) * 4 // 5] if widths else 0


def _with_bullets(lines: Iterable[str]) -> Iterator[str]:
    """Give the lines with each bullet that stands alone before the next line."""
    bullet = ""
    for line in lines:
        if _SYMBOL_ALONE.match(line):
            bullet = f"{line} "
        elif line or not bullet:
            yield bullet + line
            bullet = ""


def _parts(line: str, following: str, usual: float) -> bool:
    if columns(line) < _SHORT * usual and not following[:1].islower():
        return True
    if not _STOPPED.search(line):
        return False
    return columns(line) < _FULL * usual or bool(_BULLET.match(following))


def _is_heading(line: str, following: str, usual: float) -> bool:
    """Tell whether a line that opens a block is a heading: short, no sentence, above a full line or a blank one."""
    if _STOPPED.search(line) or _BULLET.match(line) or columns(line) >= _FULL * usual or following[:1].islower():
        return False
    return not following or columns(following) >= _FULL * usual


def _close(lines: Sequence[str], draft: Draft, words: Counter[str]) -> None:
    if not lines:
        return
    text = lines[0]
    for line in lines[1:]:
        text = _joined(text, line, words)
    bullet = _BULLET.match(text)
    draft.add("item" if bullet else "paragraph", text[bullet.end() :] if bullet else text)


def _joined(text: str, line: str, words: Counter[str]) -> str:
    """Join two lines; a hyphen between them stays where the document has the word with it elsewhere."""
    hyphen, rest = _HYPHEN.search(text), _WORD.match(line)
    if hyphen and rest and line[0].islower():
        first = hyphen["word"].casefold()
        parted = f"{first}-{rest[0].casefold()}"
        whole = first + rest[0].casefold()
        return (text if words[parted] > words[whole] and text[-1] != "\xad" else text[:-1]) + line
    if _HAN.match(text[-1]) and _HAN.match(line[0]):
        return text + line
    return f"{text}{'' if text.endswith(('-', '–', '—')) and text[-2:-1].isalnum() else ' '}{line}"
