"""Printed lines, as a PDF has them, put together again to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from index.text.punctuation import ending
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index.readers.pdf.pages import Line
    from index.readers.text_builder import Draft

_EDGE: Final = 2  # lines at the head and at the foot of a page that may run along all of them
_FEWEST: Final = 3  # pages on which a line must stand to be one of these
_PAGE_NUMBER = re.compile(
    r"(?i)\W*(?:page |p\. ?|第)? ?\d{1,4} ?(?:页|頁)?(?: ?(?:/|of|/ ?共) ?\d{1,4} ?(?:页|頁)?)?\W*\Z"
)
_STOPPED = ending(".!?…。！？:：;；", "\"'”’)」』）]")
# Symbol fonts give bullets as characters of private use, or as a control character.
_SYMBOLS: Final = r"[-*•‣▪●◦·–■□➢✓\x7f\ue000-\uf8ff]"
_BULLET = re.compile(rf"(?:{_SYMBOLS}|\d{{1,2}}[.)）]|\(\d{{1,2}}\)) +|\d{{1,2}}、")
_SYMBOL_ALONE = re.compile(rf"{_SYMBOLS}\Z")
_HYPHEN = re.compile(r"(?P<word>[^\W\d_]{2,})[-\u2010\xad]\Z")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\uff65\U00020000-\U0003ffff]")
# "2.3 Mooring fees ............ 17", "2.3 Mooring fees . . . . . 17"
_LEADER = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|·{4,}|_{4,})\s*(?:\d{1,4}|[ivxl]{1,6})\s*\Z")
_CONTENTS = re.compile(r"(?i)(?:table of )?contents\Z|目\s*[录錄次]\Z")
_LARGER: Final = 1.12  # of the size of most letters: what is larger is a heading
_WIDEST_HEADING: Final = 160  # columns of one
_FULL: Final = 0.8  # of the usual width: a finished line that is less wide has reached the end of its paragraph
_SHORT: Final = 0.6  # of the usual width: a line that is less wide stands alone even if it is not finished


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without page numbers, contents, and what runs along most pages."""
    pages = [_without_contents(page) for page in pages]
    counts = Counter(shape for page in pages for shape in {_shape(page[at].text) for at in _edges(page)})
    running = {shape for shape, count in counts.items() if count >= max(_FEWEST, len(pages) / 2)}
    kept = []
    for page in pages:
        dropped = {at for at in _edges(page) if _PAGE_NUMBER.match(page[at].text) or _shape(page[at].text) in running}
        kept.append([line for at, line in enumerate(page) if at not in dropped])
    return kept


def _without_contents(page: Sequence[Line]) -> list[Line]:
    """Drop lines that dots lead to a page number, and what stands above them."""
    if not any(_LEADER.search(line.text) for line in page):
        return list(page)
    return [line for line in page if not _LEADER.search(line.text) and not _CONTENTS.match(line.text)]


def _edges(page: Sequence[Line]) -> list[int]:
    """Return where the first and the last lines of a page are that are not blank."""
    filled = [at for at, line in enumerate(page) if line.text]
    return [*filled[:_EDGE], *filled[_EDGE:][-_EDGE:]]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def add_lines(lines: Sequence[Line], draft: Draft) -> None:
    """Add lines to a draft as headings, paragraphs and list items, with the words whole that were parted by a hyphen.

    A paragraph ends at a blank line, or behind a line that is finished and not full, or short. A line in larger
    letters than most is a heading; the larger, the higher.
    """
    lines = list(_with_bullets(lines))
    words = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    usual = _usual_width([line.text for line in lines])
    levels = _levels(lines)
    open_lines: list[Line] = []
    for at, line in enumerate(lines):
        if open_lines and (not line.text or _parts(open_lines[-1].text, line.text, usual) or _differ(line, open_lines)):
            _close(open_lines, draft, words, levels)
            open_lines = []
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        large = line.size in levels and columns(line.text) <= usual
        if line.text and not open_lines and not large and _is_heading(line.text, following, usual):
            draft.add("heading", line.text, level=min(len(levels) + 1, 6), page=line.page)
        elif line.text:
            open_lines.append(line)
    _close(open_lines, draft, words, levels)


def _differ(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether letters of another size begin, or a page behind a finished sentence."""
    if line.page != lines[-1].page and _STOPPED.search(lines[-1].text):
        return True
    size = lines[-1].size
    return bool(size and line.size) and abs(line.size - size) > _LARGER * size - size


def _levels(lines: Sequence[Line]) -> dict[float, int]:
    """Return the sizes of letters that are those of headings, and the level of each."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.text)
    if not counts or not (body := counts.most_common(1)[0][0]):
        return {}
    large = sorted((size for size in counts if size >= _LARGER * body), reverse=True)
    return {size: min(level, 6) for level, size in enumerate(large, 1)}


def _usual_width(lines: Sequence[str]) -> float:
    """Return the width that one line in five exceeds, in columns."""
    widths = sorted(columns(line) for line in lines if line)
    return widths[len(widths) * 4 // 5] if widths else 0


def _with_bullets(lines: Iterable[Line]) -> Iterator[Line]:
    """Give the lines with each bullet that stands alone before the next line."""
    bullet = ""
    for line in lines:
        if _SYMBOL_ALONE.match(line.text):
            bullet = f"{line.text} "
        elif line.text or not bullet:
            yield line._replace(text=bullet + line.text)
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


def _close(lines: Sequence[Line], draft: Draft, words: Counter[str], levels: Mapping[float, int]) -> None:
    if not lines:
        return
    text, size, page = lines[0]
    for line in lines[1:]:
        text = _joined(text, line.text, words)
    bullet = _BULLET.match(text)
    if size in levels and columns(text) <= _WIDEST_HEADING and not bullet:
        draft.add("heading", text, level=levels[size], page=page)
    elif bullet:
        draft.add("item", text[bullet.end() :], level=1, page=page, marker=_marker(bullet[0]))
    else:
        draft.add("paragraph", text, page=page)


def _marker(bullet: str) -> str:
    return f"{bullet.strip()} " if bullet.strip()[:1].isalnum() or bullet.startswith("(") else "- "


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
