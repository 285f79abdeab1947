"""The blocks of a page's content, in the order in which they stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.readers.html.elements import BLOCKS, BREAK, HEADINGS, LISTS, one_line, pieces
from index.readers.html.tables import is_data, rows_of
from index.text.punctuation import CLAUSE_END
from index.text.width import columns

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from index.model import BlockKind
    from index.readers.html.elements import Sizes
    from index.readers.text_builder import Draft

_DEEPEST: Final = 150  # elements in one another; what is below is read as one text
_WIDEST_HEADING: Final = 80  # columns of a bold line that is one
_WIDEST_TERM: Final = 80  # columns of a term that stands before its definition on one line
_QUESTION = re.compile(r"[?？][\"'”’)」』）]*\Z|(?:Q|问|問)\s*\d*\s*[:：.]", re.IGNORECASE)
_PERMALINK = re.compile(r"\s*[¶§#🔗]\s*\Z")


class Walk:
    """A way through the elements of a page, which puts each block into a draft."""

    def __init__(self, draft: Draft, sizes: Sizes) -> None:
        self._draft = draft
        self._sizes = sizes
        self._heading = 1  # level of the last heading
        self._depth = 0
        self._list = 0  # lists in one another
        self._listed = False  # whether the last block was a heading, or a link below it
        self._marker = ""  # of a list item that has not begun yet

    def body(self, parent: HtmlElement, kind: BlockKind = "paragraph") -> None:
        """Add what stands in an element: the blocks in it, and the text between them as blocks of a kind."""
        self._depth += 1
        if self._depth > _DEEPEST:
            self._run(pieces(parent), kind)
        else:
            run = [parent.text or ""]
            for child in parent:
                if self._is_inline(child):
                    run += [*pieces(child), child.tail or ""]
                else:
                    self._run(run, kind)
                    run = [child.tail or ""]
                    self._block(child, kind)
            self._run(run, kind)
        self._depth -= 1

    def _is_inline(self, element: HtmlElement) -> bool:
        return element.tag not in BLOCKS and element not in self._sizes.holders and element.tag != "button"

    def _block(self, element: HtmlElement, kind: BlockKind) -> None:
        """Add an element that is a block; links below a heading are what it announces, one in prose leads away."""
        self._dispatch(element, kind)
        if self._sizes.texts[element]:
            held = element in self._sizes.holders or (element.tag == "p" and self._is_link(element))
            self._listed = element.tag in HEADINGS or (self._listed and held)

    def _dispatch(self, element: HtmlElement, kind: BlockKind) -> None:  # noqa: C901 - one case an element
        match element.tag:
            case tag if tag in HEADINGS:
                self._heading = HEADINGS[tag]
                self._head(one_line(element), self._heading)
            case "button":
                self._button(one_line(element))
            case "p" | "div" if self._is_bold_line(element):
                self._head(one_line(element), min(self._heading + 1, 6))
            case "p" if self._is_link(element) and not self._listed:
                self._draft.add(None, one_line(element))
            case tag if tag in LISTS:
                self._items(element)
            case "dl":
                self._definitions(element)
            case "pre":
                self._code(element)
            case "blockquote":
                self.body(element, "quote")
            case "details":
                self._details(element)
            case "table" if is_data(element, self._sizes):
                self._table(element)
            case _:
                self.body(element, kind)

    def _run(self, run: list[str], kind: BlockKind) -> None:
        """Add text as blocks: a line break is kept, and two of them part paragraphs."""
        lines = (" ".join(line.split()) for line in "".join(run).split(BREAK))
        for paragraph in re.split(r"\n\n+", "\n".join(lines).strip("\n")):
            if paragraph.strip():
                level = self._list if kind == "item" else 0
                self._draft.add(kind, paragraph, level=level, marker=self._take_marker() if kind == "item" else "")

    def _take_marker(self) -> str:
        marker, self._marker = self._marker, " " * len(self._marker)
        return marker

    def _head(self, words: str, level: int) -> None:
        words = _PERMALINK.sub("", words)
        if words:
            self._draft.add("heading", words, level=level)

    def _button(self, words: str) -> None:
        """Add what folds out an answer; other buttons do something."""
        if _QUESTION.search(words):
            self._draft.add("question", words)

    def _items(self, element: HtmlElement) -> None:
        self._list += 1
        outer, number = self._marker, _start(element)
        for child in element:
            if child.tag != "li":
                self._block(child, "item") if not self._is_inline(child) else self._run(pieces(child), "item")
                continue
            sign = f"{number}. " if element.tag == "ol" else "- "
            self._marker = "  " * (self._list - 1) + sign
            number += 1
            self.body(child, "item")
        self._marker = outer
        self._list -= 1

    def _definitions(self, element: HtmlElement) -> None:
        """Add terms with what they mean: on one line where that is short, as question and answer where they are."""
        self._list += 1
        outer, answered, term = self._marker, False, ""
        for child in _flat(element):
            words = one_line(child)
            if child.tag == "dt":
                self._term(term)
                answered, term = bool(_QUESTION.search(words)), words
                if answered:
                    self._draft.add("question", words)
                    term = ""
            elif answered:
                self.body(child, "answer")
            else:
                self._meaning(child, term)
                term = ""
        self._term(term)
        self._marker = outer
        self._list -= 1

    def _term(self, term: str) -> None:
        self._marker = "  " * (self._list - 1) + "- "
        if term:
            self._draft.add("item", term, level=self._list, marker=self._take_marker())

    def _meaning(self, element: HtmlElement, term: str) -> None:
        if term and element not in self._sizes.holders and columns(term) <= _WIDEST_TERM:
            self._term(f"{term}{' ' if CLAUSE_END.search(term) else ': '}{one_line(element)}")
            return
        self._term(term)
        self.body(element, "item")

    def _details(self, element: HtmlElement) -> None:
        summary = next(element.iterchildren("summary"), None)
        words = one_line(summary) if summary is not None else ""
        question = bool(_QUESTION.search(words))
        if question:
            self._draft.add("question", words)
        else:
            self._head(words, min(self._heading + 1, 6))
        if summary is not None:
            summary.drop_tree() if summary.tail else element.remove(summary)
        self.body(element, "answer" if question else "paragraph")

    def _code(self, element: HtmlElement) -> None:
        lines = "".join(pieces(element)).replace(BREAK, "\n").rstrip().split("\n")
        while lines and not lines[0].strip():
            del lines[0]
        code = "\n".join(lines)
        indent = code[: len(code) - len(code.lstrip())]
        self._draft.add("code", code[len(indent) :], marker=indent)

    def _table(self, element: HtmlElement) -> None:
        caption, rows = rows_of(element)
        self._draft.add("paragraph", caption)
        for n, cells in enumerate(rows):
            self._draft.add("row", " | ".join(cells), opens=n == 0)

    def _is_link(self, element: HtmlElement) -> bool:
        """Tell whether a paragraph is nothing but a link, as those to other articles are."""
        return self._sizes.share_of_links(element) >= 0.9 and not CLAUSE_END.search(one_line(element))

    def _is_bold_line(self, element: HtmlElement) -> bool:
        """Tell whether a paragraph is one bold line, which is how many a page writes its headings."""
        if element in self._sizes.holders:
            return False
        bold = sum(self._sizes.texts[part] for part in element.iterchildren("b", "strong"))
        if not bold or bold < self._sizes.texts[element]:
            return False
        words = one_line(element)
        return columns(words) <= _WIDEST_HEADING and not CLAUSE_END.search(words)


def _start(element: HtmlElement) -> int:
    start = element.get("start", "")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1


def _flat(element: HtmlElement) -> list[HtmlElement]:
    """Return the terms and meanings of a definition list, those that are grouped by a `div` too."""
    parts: list[HtmlElement] = []
    for child in element:
        parts += list(child) if child.tag == "div" and child.find("dt") is not None else [child]
    return parts
