"""How much of what a reader of a document sees is in the blocks of its article: `python -m tests.tuning.coverage DIR`.

What is seen is told by another renderer: cmark's HTML, made by markdown-it without any of our rules, tags taken off.
Files below the share that is wanted are listed, with words that are in no block.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from markdown_it import MarkdownIt

from index.errors import ArticleError
from index.readers.articles import read_articles
from index.readers.encodings import decode
from index.readers.frontmatter import read_front_matter

if TYPE_CHECKING:
    from index.model import Article

_WORD: Final = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]")
_HIDDEN: Final = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|^(?:import|export)\b[^\n]*from[^\n]*$|\{[%{].*?[%}]\}|\{[:#][^}\n]*\}"
    r"|^:::+\s*\{?[\w-]*|<[A-Z][^<]*?/?>|%%.*?%%|\[\[[^\]|]*\|(?=[^\]]*\]\])",
    re.DOTALL | re.MULTILINE,
)
_TAG: Final = re.compile(r"<[^>]*>")


class Share(NamedTuple):
    """A file, how many of its visible words are in blocks, and which are in none."""

    path: Path
    seen: int
    told: int
    lost: Counter[str]


def words(text: str) -> Counter[str]:
    """Return the words of a text and how often each stands there."""
    return Counter(_WORD.findall(text.casefold()))


def visible(path: Path) -> str:
    """Return what is seen of a Markdown file."""
    text = decode(path.read_bytes())
    body = _HIDDEN.sub(" ", text[read_front_matter(text).end :])
    html = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(body)
    return unescape(_TAG.sub(" ", html))


def told(article: Article) -> str:
    """Return what is in an article's blocks, and its title."""
    spans = [article.text[block.span.start : block.span.end] for block in article.blocks]
    own = article.source
    return "\n".join([*spans, own.title, own.author or "", own.publisher or "", own.date or ""])


def share(path: Path, folder: Path) -> Share:
    """Measure a file."""
    seen = words(visible(path))
    try:
        (article,), _ = read_articles(path, folder, path.stem, {})
    except ArticleError as error:
        print(f"{path}: {error}")
        return Share(path, seen.total(), 0, seen)
    lost = seen - words(told(article))
    return Share(path, seen.total(), seen.total() - lost.total(), lost)


def main() -> None:
    """Measure all Markdown files below the folders."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--wanted", type=float, default=0.97, help="the share below which a file is listed")
    options = parser.parse_args()
    for folder in options.folders:
        found = [share(path, folder) for path in sorted(folder.rglob("*.md"))]
        seen = sum(one.seen for one in found)
        print(
            f"{sum(one.told for one in found) / max(1, seen):.4f} of {seen:,} words in {len(found)} files of {folder}"
        )
        for one in sorted(found, key=lambda one: one.told / max(1, one.seen)):
            if one.told < options.wanted * one.seen:
                lost = " ".join(f"{word}×{n}" for word, n in one.lost.most_common(8))
                print(f"  {one.told / one.seen:.3f} of {one.seen:5} {one.path.relative_to(folder)}: {lost}")


if __name__ == "__main__":
    main()
