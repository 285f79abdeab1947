"""The lines of a PDF document's pages, with their sizes, as PDFium reads them."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from index.errors import ArticleError
from index.readers.files import largest, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument, PdfTextPage

_MOST_PAGES: Final = 2_000  # 10 ms each if they are plain
_PASSWORD: Final = 4  # PDFium's code for a document that needs one
_GAP: Final = 1.6  # of the usual step from line to line: what is farther apart is parted
# PDFium joins the two halves of a word at a line's end by one of these; which hyphens stay, the whole text tells.
_PARTED = re.compile("[\ufffe\x02](?:\r?\n)?")
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_LATIN = re.compile(r"[A-Za-z]")
_VOWEL = re.compile(r"[AEIOUYaeiouy]")
_FEWEST_VOWELS: Final = 0.15  # of the letters: English has .39, and a font that is shifted by 29 characters .05
_FEWEST_LETTERS: Final = 200
_MOST_UNREADABLE: Final = 0.2


class Line(NamedTuple):
    """A printed line, the height of its characters in points (0 where it is not known), and its page, from 1."""

    text: str
    size: float = 0.0
    page: int | None = None


class Printed(NamedTuple):
    """The lines of each page, what the document says of itself, and how many pages could not be read."""

    pages: list[list[Line]]
    properties: dict[str, str]
    lost: int


def read_pages(data: bytes) -> Printed:
    """Read the pages of a document; one that cannot be read costs that page.

    Raises ArticleError where the document is broken, needs a password, has too many pages or too much text, or where
    none of its text can be read.
    """
    try:
        import pypdfium2  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing("a PDF document") from error
    try:
        document = pypdfium2.PdfDocument(data)
        pages, lost = _pages(document)
        properties = {key: value for key, value in document.get_metadata_dict(skip_empty=True).items() if value}
        document.close()
    except ArticleError:
        raise
    except Exception as error:  # whatever a hostile document makes the library raise costs that document only
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ArticleError("It is encrypted: save it without a password.") from error
        raise ArticleError(f"It is a broken PDF document ({type(error).__name__}: {error!s:.80}).") from error
    return Printed(pages, properties, lost)


def _pages(document: PdfDocument) -> tuple[list[list[Line]], int]:
    if (count := len(document)) > _MOST_PAGES:
        raise ArticleError(f"It has {count:,} pages, more than {_MOST_PAGES:,}: split it.")
    pages: list[list[Line]] = []
    size = lost = soup = 0
    for at in range(count):
        try:
            lines = _read(document, at)
        except Exception:  # noqa: BLE001 - one bad page costs the page
            lines, lost = [], lost + 1
        text = "".join(line.text for line in lines)
        size += len(text)
        if size > largest(".txt"):
            raise ArticleError(f"It holds more than {largest('.txt') / 1e6:.0f} million characters: split it.")
        if _is_soup(text):
            lines, soup = [], soup + 1
        pages.append(lines)
    if soup and not any(pages):
        raise ArticleError("Its fonts do not say which characters they show: run text recognition (OCR) over it.")
    return pages, lost + soup


def _is_soup(text: str) -> bool:
    """Tell whether what a page says is none of any language: its fonts map its glyphs to nothing, or wrongly."""
    if len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * max(1, len(text)):
        return True
    letters = len(_LATIN.findall(text))
    return letters > max(_FEWEST_LETTERS, len(text) / 2) and len(_VOWEL.findall(text)) < _FEWEST_VOWELS * letters


def _read(document: PdfDocument, at: int) -> list[Line]:
    page = document[at]
    try:
        text_page = page.get_textpage()
        try:
            return list(_lines(text_page, at + 1))
        finally:
            text_page.close()
    finally:
        page.close()


def _lines(text_page: PdfTextPage, number: int) -> Iterator[Line]:
    """Give the lines of a page, and an empty one where a gap parts them."""
    text = text_page.get_text_range()
    is_placed = len(text) == text_page.count_chars()  # else places in the text are not those on the page
    boxes: list[tuple[str, float, float]] = []
    for match in re.finditer(r"[^\r\n]+", _PARTED.sub(lambda hyphen: "\ufffe" * len(hyphen[0]), text)):
        words = match[0]
        parts = re.split("\ufffe+", words)
        place = match.start()
        for n, part in enumerate(parts):
            tall, top = _box(text_page, place, part) if is_placed and part.strip() else (0.0, 0.0)
            place = text.find(parts[n + 1], place + len(part)) if n + 1 < len(parts) else place
            clean = _clean(part)
            boxes.append((f"{clean}-" if n + 1 < len(parts) else clean, tall, top))
    steps = [above[2] - below[2] for above, below in pairwise(boxes) if above[2] > below[2] > 0]
    usual = median(steps) if steps else 0.0
    for n, (words, tall, top) in enumerate(boxes):
        above = boxes[n - 1][2] if n else 0.0
        if usual and above and top and (above - top > _GAP * usual or top > above):
            yield Line("", page=number)
        yield Line(words, tall, number)


def _box(text_page: PdfTextPage, start: int, words: str) -> tuple[float, float]:
    """Return how tall a line's characters are, and where its foot is: as its middle one that is not blank tells."""
    middle = next((n for n in range(len(words) // 2, len(words)) if not words[n].isspace()), 0)
    box: Any = text_page.get_charbox(start + middle, loose=True)
    return round(box[3] - box[1], 1), round(box[1], 1)


def _clean(words: str) -> str:
    # Half surrogates and U+0000 come from broken fonts.
    return " ".join(words.encode("utf-8", "replace").decode().replace("\0", "").split())
