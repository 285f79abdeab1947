"""The text of a PDF document, and what the document says of itself where its first page bears it out."""

from __future__ import annotations

import re
from typing import Final

from index.errors import ArticleError
from index.readers.content import Content, content_of
from index.readers.metadata import SourceFields, check
from index.readers.pdf.pages import read_pages
from index.readers.pdf.reflow import add_lines, without_running_lines
from index.readers.text_builder import Draft

_FIRST: Final = 3_000  # characters that count as the first page
_TEMPLATE = re.compile(
    r"(?i)(?:introduction|abstract|contents|cover|preface|title|none|null|template|insert .*|[引导導]言|目[录錄])\Z"
    r"|this (?:paper|article|document) is (?:included|part|published)|proceedings of"
    r"|microsoft|untitled|document\s*\d*\Z|presentation\s*\d*\Z|slide \d|.*\.[a-z]{3,4}\Z|[\d\W_]*\Z"
)


def pdf_content(data: bytes) -> Content:
    """Read a PDF document: its lines joined to paragraphs, without page numbers and what runs along every page.

    Raises ArticleError where it is broken, needs a password, has too many pages or holds no text, and where the extra
    `ingest` is not installed.
    """
    printed = read_pages(data)
    draft = Draft()
    add_lines([line for page in without_running_lines(printed.pages) for line in page], draft)
    text, blocks = draft.finished()
    if not text:
        raise ArticleError("It is a PDF document without text, maybe scanned: run text recognition (OCR) over it.")
    said = printed.said
    sure = _borne_out(said, text)
    content = content_of(text, blocks, sure, titled=sure.title is not None)
    notes = (f"{printed.lost} of its {len(printed.pages)} pages could not be read.",) if printed.lost else ()
    return content._replace(fields=content.fields.over(_likely(said, text)), notes=notes)


def _borne_out(said: dict[str, str], text: str) -> SourceFields:
    """Return the title and the author where the first page names them: else they are a template's or a computer's."""
    first = _squeezed(text[:_FIRST])
    title = check("title", said.get("Title", ""))
    if title and _TEMPLATE.match(title):
        title = None
    found = {"title": title, "author": check("author", said.get("Author", ""))}
    return SourceFields(**{name: value for name, value in found.items() if value and _squeezed(value) in first})


def _likely(said: dict[str, str], text: str) -> SourceFields:
    """Return a title for a document that shows none, and the month in which it was made if its first page has the year.

    A page that was printed to PDF years later has that later date.
    """
    title = check("title", said.get("Title", ""))
    made = re.match(r"D:(\d{4})(\d\d)", said.get("CreationDate", ""))
    year_shown = made and re.search(rf"(?<!\d){made[1]}(?!\d)", text[:_FIRST])
    return SourceFields(
        title=title if title and not _TEMPLATE.match(title) else None,
        date=check("date", f"{made[1]}-{made[2]}") if made and year_shown else None,
    )


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())
