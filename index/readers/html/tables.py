"""The rows of a page's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.readers.html.elements import HEADINGS, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from index.readers.html.elements import Sizes

_LONG: Final = 600  # columns of a cell that holds blocks: prose that was laid out so


def is_data(table: HtmlElement, sizes: Sizes) -> bool:
    """Tell whether a table holds data; others lay out a page."""
    if table.get("role") == "presentation" or next(table.iterdescendants("table", "pre", *HEADINGS), None) is not None:
        return False
    cells = list(table.iter("td", "th"))
    if any(cell in sizes.holders and sizes.texts[cell] > _LONG for cell in cells):
        return False
    return any(sum(1 for cell in row.iterchildren("td", "th") if sizes.texts[cell]) > 1 for row in table.iter("tr"))


def rows_of(table: HtmlElement) -> tuple[str, list[list[str]]]:
    """Return the caption of a table and the cells of its rows, those of its head first.

    A first row of one cell is a caption.
    """
    caption = " ".join(one_line(element) for element in table.iterchildren("caption"))
    head = [row for part in table.iterchildren("thead") for row in part.iter("tr")]
    rest = [row for row in table.iter("tr") if row.getparent().tag != "thead"]
    rows = [[one_line(cell) for cell in row.iterchildren("td", "th")] for row in (*head, *rest)]
    rows = [cells for cells in rows if any(cells)]
    while len(rows) > 1 and sum(map(bool, rows[0])) == 1 and len(rows[0]) < len(rows[1]):
        caption = " ".join(filter(None, (caption, *rows.pop(0))))
    return caption, rows
