"""From a file to the articles in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from index.columns import columns
from index.content import Content, content_of
from index.encodings import decode
from index.errors import ArticleError
from index.frontmatter import read_front_matter
from index.language import language_of
from index.markdown import markdown_blocks
from index.model import Article, Block, Source
from index.plain import plain_blocks
from index.seeds import Skipped, relative
from index.sentences import sentences
from index.sources import SourceFields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_MARKDOWN: Final = ".md"
_WIDEST_TITLE: Final = 80  # columns of a title made from the first sentence


class FileArticles(NamedTuple):
    """The articles of one file in order, and its lines that are none."""

    articles: list[Article]
    problems: list[Skipped]


def read_articles(path: Path, seeds: Path, name: str, fields: Mapping[str, SourceFields]) -> FileArticles:
    """Read the articles of a file below the seeds folder.

    `name` is the file's article id. What `fields` (from sources.toml) say of an article wins over what the file says
    of itself. The text of a .txt or .md is the decoded file, untouched but for its line endings. Raises ArticleError
    where the whole file is to be skipped, as it cannot be read or holds no prose.
    """
    content = _read_text(_read_bytes(path), markdown=path.suffix.lower() == _MARKDOWN)
    said = fields.get(name, SourceFields())
    return FileArticles([_article(content, name, relative(path, seeds), said)], [])


def _read_text(data: bytes, *, markdown: bool) -> Content:
    text = decode(data)
    front = read_front_matter(text)
    find_blocks = markdown_blocks if markdown else plain_blocks
    return content_of(text, find_blocks(text, front.end), front.fields)


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ArticleError(f"It cannot be read ({error.strerror}): make it readable or move it away.") from error


def _article(content: Content, article_id: str, path: str, fields: SourceFields) -> Article:
    text, blocks, own = content
    if not text:
        raise ArticleError("It is empty.")
    if text.isspace():
        raise ArticleError("It holds nothing but white space.")
    if not any(block.kind != "heading" and _has_words(text, block) for block in blocks):
        raise ArticleError("It holds no prose, only headings, links or the furniture of a web page.")
    said = fields.over(own)
    source = Source(
        id=article_id,
        title=said.title or _first_words(text, blocks),
        publisher=said.publisher,
        date=said.date,
        url=said.url,
        path=path,
        language=language_of(text),
        author=said.author,
    )
    return Article(source, text, tuple(blocks))


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
