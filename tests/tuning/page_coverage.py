"""Which share of the words that a page shows outside of its navigation is in blocks, file by file.

usage: python -m tests.tuning.page_coverage FOLDER…
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from lxml.html import HTMLParser, document_fromstring

from index.errors import ArticleError
from index.readers.html.page import page_content
from index.readers.html.tree import decode_page

REACH = 0.93
_WORD = re.compile(r"[\u3400-\u9fff]|\w+")
_OUTSIDE = (
    "//script|//style|//noscript|//template|//svg|//head|//nav|//select|//textarea|//button"
    "|//footer[not(ancestor::article)]|//header[not(ancestor::main) and not(ancestor::article) and not(.//h1)]"
    "|//*[contains(@class, 'toc') or starts-with(@class, 'nav')]"
    "|//*[@role='navigation' or @role='search' or @role='banner' or @role='contentinfo']"
)


class Measured(NamedTuple):
    """Words of a page outside of what it declares as navigation, and which of them and of its headings are kept."""

    words: int
    kept: int
    headings: int
    headings_kept: int

    @property
    def share(self) -> float:
        """Return which share of the words is kept."""
        return self.kept / self.words if self.words else 1.0


def measure(data: bytes) -> Measured:
    """Compare a page's visible words with those in its blocks; a word counts as often as it stands there."""
    content = page_content(data)
    title = content.fields.title or ""
    tree = document_fromstring(decode_page(data).encode(), parser=HTMLParser(remove_comments=True, encoding="utf-8"))
    for element in tree.xpath(_OUTSIDE):
        if element.getparent() is not None:
            element.drop_tree()
    main = tree.xpath("//main|//*[@role='main']") or [tree]
    shown = Counter(word for part in main for text in part.itertext() for word in _WORD.findall(text.casefold()))
    said = "\n".join([title, *(content.text[slice(*block.span)] for block in content.blocks)])
    kept = Counter(_WORD.findall(said.casefold()))
    headings = [words for one in tree.iter("h1", "h2", "h3", "h4", "h5", "h6") if (words := _line(one.text_content()))]
    blocks = {
        _line(content.text[slice(*block.span)]) for block in content.blocks if block.kind in {"heading", "question"}
    }
    return Measured(
        shown.total(), (shown & kept).total(), len(headings), sum(one in blocks | {_line(title)} for one in headings)
    )


def _line(text: str) -> str:
    return " ".join(text.casefold().split())


def main(folders: list[str]) -> None:
    """Print the share of each file that is below the reach, and the whole."""
    sums = [0, 0, 0, 0]
    files = below = 0
    for path in sorted(path for folder in folders for path in Path(folder).rglob("*.htm*")):
        try:
            found = measure(path.read_bytes())
        except ArticleError as error:
            print(f"{path}: {error}")
            continue
        files += 1
        sums = [one + other for one, other in zip(sums, found, strict=True)]
        if found.share < REACH:
            below += 1
            print(f"{found.share:.3f} {found.words:6} words, headings {found.headings_kept}/{found.headings}: {path}")
    print(f"{files} files, {below} below {REACH}: {sums[1] / max(1, sums[0]):.3f} of {sums[0]} words", end="")
    print(f", {sums[3]} of {sums[2]} headings")


if __name__ == "__main__":
    main(sys.argv[1:])
