"""The text of a PDF document, and what the document says of itself where its first page bears it out."""

from __future__ import annotations

from typing import Final

from index.errors import ArticleError
from index.readers.content import Content, content_of
from index.readers.pdf.pages import read_pages
from index.readers.pdf.reflow import add_lines, without_running_lines
from index.readers.properties import borne_out, likely
from index.readers.text_builder import Draft

_PROPERTIES: Final = {"title": "Title", "author": "Author", "made": "CreationDate"}


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
    properties = {ours: printed.properties.get(theirs, "") for ours, theirs in _PROPERTIES.items()}
    sure = borne_out(properties, text)
    content = content_of(text, blocks, sure, titled=sure.title is not None, web_page=False)
    notes = (f"{printed.lost} of its {len(printed.pages)} pages could not be read.",) if printed.lost else ()
    return content._replace(fields=content.fields.over(likely(properties, text)), notes=notes)
