"""The text of a PDF document, and what the document says of itself where its first page bears it out."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Final

from index.errors import ArticleError
from index.readers.content import Content, content_of
from index.readers.files import largest, missing
from index.readers.metadata import SourceFields, check
from index.readers.pdf.reflow import add_lines, without_running_lines
from index.readers.text_builder import Draft

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES: Final = 2_000  # 10 ms each if they are plain
_FIRST: Final = 3_000  # characters that count as the first page
_FILE_NAME = re.compile(
    r"(?i)microsoft|untitled|document\s*\d*\Z|presentation\s*\d*\Z|slide \d|.*\.[a-z]{3,4}\Z|[\d\W_]*\Z"
)


def pdf_content(data: bytes) -> Content:
    """Read a PDF document: its lines joined to paragraphs, without page numbers and what runs along every page.

    Raises ArticleError where it is broken, needs a password, has too many pages or holds no text, and where the extra
    `ingest` is not installed.
    """
    try:
        import pypdf  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing("a PDF document") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said once, by us
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        pages = _pages(reader)
        said = {name: str(value) for name, value in (reader.metadata or {}).items()}
    except ArticleError:
        raise
    except pypdf.errors.DependencyError as error:
        raise ArticleError("It is encrypted: save it without a password.") from error
    except Exception as error:  # pypdf says itself that a broken file may make it raise anything
        raise ArticleError(f"It is a broken PDF document ({type(error).__name__}: {error!s:.80}).") from error
    draft = Draft()
    add_lines([line for page in without_running_lines(pages) for line in page], draft)
    text, blocks = draft.finished()
    if not text:
        raise ArticleError("It is a PDF document without text, maybe scanned: run text recognition (OCR) over it.")
    sure = _borne_out(said, text)
    content = content_of(text, blocks, sure, titled=sure.title is not None)
    return content._replace(fields=content.fields.over(_likely(said, text)))


def _pages(reader: PdfReader) -> list[list[str]]:
    """Return the lines of each page."""
    if reader.is_encrypted and not reader.decrypt(""):  # many are locked against changes only
        raise ArticleError("It is encrypted: save it without a password.")
    if len(reader.pages) > _MOST_PAGES:
        raise ArticleError(f"It has {len(reader.pages):,} pages, more than {_MOST_PAGES:,}: split it.")
    pages: list[list[str]] = []
    size = 0
    for page in reader.pages:
        # Half surrogates and U+0000 come from broken fonts.
        lines = page.extract_text().encode("utf-8", "replace").decode().replace("\0", "").splitlines()
        size += sum(map(len, lines))
        if size > largest(".txt"):
            raise ArticleError(f"It holds more than {largest('.txt') / 1e6:.0f} million characters: split it.")
        pages.append([" ".join(line.split()) for line in lines])
    return pages


def _borne_out(said: dict[str, str], text: str) -> SourceFields:
    """Return the title and the author where the first page names them: else they are a template's or a computer's."""
    first = _squeezed(text[:_FIRST])
    found = {"title": check("title", said.get("/Title")), "author": check("author", said.get("/Author"))}
    return SourceFields(**{name: value for name, value in found.items() if value and _squeezed(value) in first})


def _likely(said: dict[str, str], text: str) -> SourceFields:
    """Return a title for a document that shows none, and the month in which it was made if its first page has the year.

    A page that was printed to PDF years later has that later date.
    """
    title = check("title", said.get("/Title"))
    made = re.match(r"D:(\d{4})(\d\d)", said.get("/CreationDate", ""))
    year_shown = made and re.search(rf"(?<!\d){made[1]}(?!\d)", text[:_FIRST])
    return SourceFields(
        title=title if title and not _FILE_NAME.match(title) else None,
        date=check("date", f"{made[1]}-{made[2]}") if made and year_shown else None,
    )


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())
