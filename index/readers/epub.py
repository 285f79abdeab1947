"""An EPUB: the chapters of a book in the order in which they are read."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from index.errors import ArticleError
from index.readers.archive import Archive
from index.readers.content import Content, content_of
from index.readers.files import missing
from index.readers.html.chapter import add_chapter
from index.readers.html.tree import decode_page
from index.readers.metadata import usable
from index.readers.text_builder import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_KIND: Final = "an EPUB"
_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_PAGES: Final = frozenset({"application/xhtml+xml", "text/html"})
_SAID: Final = {"title": "title", "author": "creator", "publisher": "publisher"}


def epub_content(data: bytes) -> Content:
    """Read a book: the blocks of its chapters, its title, its authors and its publisher.

    A chapter that cannot be read costs that chapter. Raises ArticleError where the book is broken, protected or unpacks
    to too much, and where the extra `ingest` is not installed.
    """
    archive = Archive(data, _KIND)
    package = _package_name(archive)
    tree = _xml(archive, package)
    draft, lost, chapters = Draft(), 0, list(_chapters(archive, tree, package))
    for name in chapters:
        try:
            add_chapter(decode_page(archive.read(name)), draft)
        except ArticleError:
            if len(chapters) == 1:
                raise
            lost += 1
    text, blocks = draft.finished()
    fields = usable({key: ", ".join(_texts(tree, tag)[: 1 if key == "title" else 9]) for key, tag in _SAID.items()})
    content = content_of(text, blocks, fields, titled=fields.title is not None, web_page=False)
    return content._replace(notes=(f"{lost} of its {len(chapters)} chapters could not be read.",) if lost else ())


def _package_name(archive: Archive) -> str:
    roots: list[str] = [element.get("full-path", "") for element in _named(_xml(archive, _CONTAINER), "rootfile")]
    if not roots:
        raise ArticleError("It is a broken EPUB: it does not say where its list of chapters is.")
    return roots[0]


def _chapters(archive: Archive, package: _Element, name: str) -> Iterator[str]:
    """Give the names of the chapters in the archive, but for the table of contents; all are names in it, no paths."""
    protected = _protected(archive)
    items = {item.get("id"): item for item in _named(package, "item")}
    for reference in _named(package, "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        chapter = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(item.get("href", ""))))
        if chapter in protected:
            raise ArticleError("It is protected (DRM): get it without that.")
        yield chapter


def _protected(archive: Archive) -> frozenset[str]:
    if _ENCRYPTION not in archive.names:
        return frozenset()
    return frozenset(
        unquote(reference.get("URI", "")) for reference in _named(_xml(archive, _ENCRYPTION), "CipherReference")
    )


def _texts(package: _Element, tag: str) -> list[str]:
    return [text for element in _named(package, tag) if (text := "".join(element.itertext()).strip())]


def _named(tree: _Element, tag: str) -> list[_Element]:
    return list(tree.iter("{*}" + tag))


def _xml(archive: Archive, name: str) -> _Element:
    """Return the tree of a file of XML; no entity of it is resolved and nothing fetched."""
    try:
        from lxml import etree  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing("an EPUB") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise ArticleError(f'It is a broken EPUB: "{name:.80}" is no XML ({error!s:.80}).') from error
