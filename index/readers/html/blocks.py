"""The blocks of a web page's article, from the elements in which trafilatura hands it over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from index.model import BlockKind
    from index.readers.text_builder import Draft

_BLOCKS: Final = frozenset({"head", "p", "list", "item", "quote", "table", "row", "cell", "code", "div"})
_WIDEST_HEADING: Final = 80  # columns of a bold line that is one
_STOPPED = re.compile(r"[.!?…。！？:：][\"'”’)」』）]*\Z")


def add_body(parent: _Element, draft: Draft, kind: BlockKind = "paragraph") -> None:
    """Put an element into the draft: the blocks in it, and what stands between them as blocks of a kind."""
    run = [parent.text or ""]
    for child in parent:
        if child.tag not in _BLOCKS or (child.tag == "code" and parent.tag == "p"):
            run += _inline(child)
        else:
            _add_run(run, draft, kind)
            run = [child.tail or ""]
            _add_block(child, draft, kind)
    _add_run(run, draft, kind)


def _add_block(block: _Element, draft: Draft, kind: BlockKind) -> None:
    match block.tag:
        case "p" | "item" | "cell" if _is_link(block):
            draft.add(None, _one_line(block))
        case "p" if _is_bold_line(block):
            draft.add("heading", _one_line(block))
        case "head":
            draft.add("heading", _one_line(block))
        case "code":
            draft.add(None, "".join(block.itertext()))
        case "row" if _is_data(block.getparent()):
            draft.add(None, " | ".join(map(_one_line, block)))
        case "item":
            add_body(block, draft, "item")
        case _:
            add_body(block, draft, kind)


def _inline(element: _Element) -> Iterator[str]:
    """Give the pieces of an element's text and of what follows it up to the next one."""
    # No page holds a vertical tab; its line feeds are no line breaks.
    yield "\v" if element.tag == "lb" else element.text or ""
    for child in element:
        yield from _inline(child)
    yield element.tail or ""


def _add_run(pieces: list[str], draft: Draft, kind: BlockKind) -> None:
    """Add text as blocks: a line break is kept, and two of them part paragraphs."""
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\v"))
    for paragraph in re.split(r"\n\n+", "\n".join(lines)):
        draft.add(kind, paragraph)


def _one_line(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_data(table: _Element) -> bool:
    """Tell whether a table holds data; one with a cell a row is prose that was laid out so."""
    return any(len(row) > 1 for row in table.iterchildren("row"))


def _is_link(block: _Element) -> bool:
    """Tell whether a block is nothing but links, as those of menus and to related articles are."""
    words = _one_line(block)
    linked = "".join("".join(link.itertext()) for link in block.iter("ref"))
    return bool(linked) and len("".join(linked.split())) >= 0.9 * len("".join(words.split())) and not _stopped(words)


def _is_bold_line(block: _Element) -> bool:
    """Tell whether a paragraph is one bold line, which is how many a page writes its headings."""
    words = _one_line(block)
    bold = "".join("".join(part.itertext()) for part in block.iterchildren("hi") if part.get("rend") == "#b")
    return bool(words) and "".join(bold.split()) == "".join(words.split()) and _fits_heading(words)


def _fits_heading(words: str) -> bool:
    return columns(words) <= _WIDEST_HEADING and not _stopped(words)


def _stopped(words: str) -> bool:
    return bool(_STOPPED.search(words))
