"""A Word document, by mammoth: turned into HTML by its styles, and then read as a page is."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any, Final

from index.errors import ArticleError
from index.readers.archive import Archive
from index.readers.content import Content, content_of
from index.readers.files import missing
from index.readers.html.chapter import add_chapter
from index.readers.properties import borne_out, likely
from index.readers.text_builder import Draft

_KIND: Final = "a Word document (.docx)"
_BODY: Final = "word/document.xml"
_CORE: Final = "docProps/core.xml"
_PROPERTIES: Final = {"title": "dc:title", "author": "dc:creator", "made": "dcterms:created"}
_STYLES: Final = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
"""


def docx_content(data: bytes) -> Content:
    """Read a Word document: headings, lists, tables and notes by their styles; its pictures are left out.

    Raises ArticleError where it is broken, has a password or unpacks to too much, and where the extra `ingest` is not
    installed.
    """
    properties = _checked(data)
    draft = Draft()
    try:
        add_chapter(_html(data), draft)
    except ArticleError:
        raise
    except Exception as error:  # whatever a hostile document makes the library raise costs that document only
        raise ArticleError(f"It is a broken Word document ({type(error).__name__}: {error!s:.80}).") from error
    text, blocks = draft.finished()
    sure = borne_out(properties, text)
    content = content_of(text, blocks, sure, titled=sure.title is not None, web_page=False)
    return content._replace(fields=content.fields.over(likely(properties, text)))


def _html(data: bytes) -> str:
    try:
        import mammoth  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing("a Word document") from error
    without_pictures: Any = mammoth.images.img_element(lambda _: {})
    made = mammoth.convert_to_html(
        BytesIO(data), style_map=_STYLES, include_embedded_style_map=False, convert_image=without_pictures
    )
    return str(made.value)


def _checked(data: bytes) -> dict[str, str]:
    """Return the document's properties; all that mammoth may unpack is unpacked once here, within bounds."""
    archive = Archive(data, _KIND)
    for name in sorted(archive.names | {_BODY}):
        if not name.endswith((".xml", ".rels")):
            continue
        if b"<!DOCTYPE" in archive.read(name).replace(b"\0", b""):  # also in UTF-16
            raise ArticleError("It is a broken Word document: it declares entities, which none does.")
    core = archive.read(_CORE).decode("utf-8", "replace") if _CORE in archive.names else ""
    matches = {key: re.search(rf"<{tag}\b[^>]*>([^<]*)</{tag}>", core) for key, tag in _PROPERTIES.items()}
    return {key: unescape(match[1]).strip() for key, match in matches.items() if match}
