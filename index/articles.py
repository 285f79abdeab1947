"""From the seeds folder to articles: which files there are, what each is called, and what is in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.columns import columns
from index.encodings import decode
from index.errors import ArticleError, SeedsError
from index.frontmatter import read_front_matter
from index.furniture import without_furniture
from index.header import read_header
from index.language import language_of
from index.markdown import markdown_blocks
from index.model import Article, Block, Source
from index.plain import plain_blocks
from index.sentences import sentences
from index.sources import SourceFields

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SUFFIXES: Final = frozenset({".txt", ".md"})
"""The endings of files that are articles, in lower case."""

_MARKDOWN: Final = ".md"
_WIDEST_TITLE: Final = 80  # columns of a title made from the first sentence


def find(seeds: Path) -> list[Path]:
    """Return the files below the seeds folder that are articles, in the order of their paths.

    Hidden files and folders are left out, and so is a link unless it leads to a file in the folder. Raises SeedsError
    where the folder, or one in it, is missing, no folder or not readable.
    """
    if not seeds.is_dir():
        what = "is not a folder" if seeds.exists() else "does not exist"
        raise SeedsError(f"The seeds folder {seeds} {what}: set INDEX_SEEDS to your articles, or use `build --seeds`.")
    root = seeds.resolve()
    found: list[Path] = []
    for folder, folders, names in os.walk(seeds, onerror=_cannot_list):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder, name) for name in names if _is_article(name)]
    inside = [path for path in found if path.is_file() and path.resolve().is_relative_to(root)]
    return sorted(inside, key=lambda path: path.relative_to(seeds).as_posix())


def _is_article(name: str) -> bool:
    return not name.startswith(".") and os.path.splitext(name)[1].lower() in SUFFIXES  # noqa: PTH122 - a name, not a path


def _cannot_list(error: OSError) -> None:
    # Going on would take what is below it out of the index without a word.
    raise SeedsError(
        f"The folder {error.filename} cannot be read ({error.strerror}): make it readable or move it away."
    )


def article_ids(paths: Iterable[Path], seeds: Path) -> dict[Path, str]:
    """Return each file's article id: its path below the seeds folder without the ending.

    A second file of that name keeps its ending. Bytes of a name that are not UTF-8 become U+FFFD.
    """
    ids: dict[Path, str] = {}
    taken: set[str] = set()
    for path in paths:
        name = _relative(path, seeds)
        article = name.removesuffix(path.suffix)
        if article in taken:
            article = name
        while article in taken:
            article += "~"  # three names that differ in bytes that are not UTF-8
        taken.add(article)
        ids[path] = article
    return ids


def read_article(path: Path, seeds: Path, article_id: str, fields: SourceFields | None = None) -> Article:
    """Read a file as an article.

    What `fields` (from sources.toml) say wins over the front matter, which wins over what the text says of itself. The
    text is the decoded file, untouched but for its line endings. Raises ArticleError where it cannot be read or holds
    no prose.
    """
    text = _read_text(path)
    front = read_front_matter(text)
    find_blocks = markdown_blocks if path.suffix.lower() == _MARKDOWN else plain_blocks
    header = read_header(text, find_blocks(text, front.end))
    blocks = without_furniture(text, header.blocks)
    if not any(block.kind != "heading" and _has_words(text, block) for block in blocks):
        raise ArticleError("It holds no prose, only headings, links or the furniture of a web page.")
    said = (fields or SourceFields()).over(front.fields).over(header.fields)
    source = Source(
        id=article_id,
        title=said.title or _first_words(text, blocks),
        publisher=said.publisher,
        date=said.date,
        url=said.url,
        path=_relative(path, seeds),
        language=language_of(text),
        author=said.author,
    )
    return Article(source, text, tuple(blocks))


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"It cannot be read ({error.strerror}): make it readable or move it away.") from error
    if not data:
        raise ArticleError("It is empty.")
    text = decode(data)
    if not text.strip():
        raise ArticleError("It holds nothing but white space.")
    return text


def _has_words(text: str, block: Block) -> bool:
    return any(map(str.isalnum, text[block.span.start : block.span.end]))


def _first_words(text: str, blocks: Sequence[Block]) -> str:
    """Return the first sentence, shortened behind a word."""
    prose = next(block for block in blocks if block.kind != "heading" and _has_words(text, block))
    start, end = sentences(text, *prose.span)[0]
    return shortened(" ".join(text[start:end].split()), _WIDEST_TITLE)


def shortened(text: str, widest: float) -> str:
    """Return a text of at most so many columns, cut behind a word (in Chinese a character) and then ended by "…"."""
    if columns(text) <= widest:
        return text
    kept = text[: int(widest)]
    while columns(kept) > widest - 1:
        kept = kept[:-1]
    if text[len(kept)].isascii() and text[len(kept)].isalnum() and " " in kept:
        kept = kept[: kept.rindex(" ")]
    return kept.rstrip(" ,;:，、；：-–—") + "…"


def _relative(path: Path, seeds: Path) -> str:
    name = path.relative_to(seeds).as_posix()
    return name.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="replace")
