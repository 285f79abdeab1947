"""From a file to the articles in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from index.errors import ArticleError
from index.model import Article, Block, Source
from index.readers.content import Content, text_content
from index.readers.encodings import decode
from index.readers.files import largest, read_bytes
from index.readers.frontmatter import read_front_matter
from index.readers.html.page import page_content
from index.readers.jsonl import read_record, record_lines
from index.readers.markdown.document import markdown_content
from index.readers.metadata import SOURCES_FILE, Layer, SourceFields, merge
from index.readers.pdf.document import pdf_content
from index.readers.plain import plain_blocks
from index.readers.rst import rst_content
from index.readers.seeds import Skipped, relative
from index.text.language import language_of
from index.text.sentences import sentences
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

READER_VERSION: Final = 3
"""Raised whenever the same file would give other articles or passages, so that every file is read again."""

MARKDOWN: Final = frozenset({".md", ".markdown", ".mdx"})
_MAX_TOLD_PROBLEMS: Final = 20  # of one file that are named
_MAX_TITLE_COLUMNS: Final = 80  # columns of a title made from the first sentence


class FileArticles(NamedTuple):
    """The articles of one file in order, and its lines that are none."""

    articles: list[Article]
    problems: list[Skipped]


def read_articles(path: Path, seeds: Path, name: str, fields: Mapping[str, SourceFields]) -> FileArticles:
    """Read the articles of a file below the seeds folder.

    `name` is the file's article id. What `fields` (from sources.toml) say of an article wins over what the file says
    of itself. The text of a .txt is the decoded file, untouched but for its line endings; that of other formats is
    what is extracted from it. Raises ArticleError where the whole file is to be skipped, as it cannot be read or holds
    no prose.
    """
    data = read_bytes(path)
    if not data:
        raise ArticleError("It is empty.")
    where = relative(path, seeds)
    if path.suffix.lower() == ".jsonl":
        return _read_lines(data, where, name, fields)
    content = _read_content(data, path.suffix.lower())
    return FileArticles([_article(content, name, where, fields.get(name, SourceFields()))], [])


def _read_content(data: bytes, suffix: str) -> Content:
    match suffix:
        case ".html" | ".htm":
            return page_content(data)
        case ".pdf":
            return pdf_content(data)
    text = decode(data)
    if suffix == ".rst":
        return rst_content(text)
    if suffix in MARKDOWN:
        return markdown_content(text)
    front = read_front_matter(text)
    return text_content(text, plain_blocks(text, front.end), front.fields)


def _read_lines(data: bytes, where: str, name: str, fields: Mapping[str, SourceFields]) -> FileArticles:
    """Read a .jsonl; what is said of the file is said of each of its articles that has no entry of its own."""
    found = FileArticles([], [])
    of_file = fields.get(name, SourceFields())
    lines: dict[str, int] = {}
    for number, line in record_lines(data):
        try:
            record = read_record(line)
            own = f"{name}#{record.id}"
            article = _article(record.content, own, where, fields.get(own, SourceFields()).over(of_file))
        except ArticleError as error:
            reason = str(error)
        else:
            if (first := lines.setdefault(record.id, number)) == number:
                found.articles.append(article)
                continue
            reason = f'Its id "{record.id}" is that of line {first}: give it one of its own.'
        found.problems.append(Skipped(f"{where}, line {number}", reason))
    if not found.articles:
        first_reason = f": {found.problems[0].reason}" if found.problems else "."
        raise ArticleError(f"None of its lines is an article{first_reason}")
    return FileArticles(found.articles, _few(found.problems, where))


def _few(problems: list[Skipped], where: str) -> list[Skipped]:
    """Return the first problems, and how many there are besides: a file of another kind may have a million."""
    if len(problems) <= _MAX_TOLD_PROBLEMS:
        return problems
    more = len(problems) - _MAX_TOLD_PROBLEMS
    return [*problems[:_MAX_TOLD_PROBLEMS], Skipped(where, f"{more:,} more of its lines are no articles.")]


def _article(content: Content, article_id: str, path: str, fields: SourceFields) -> Article:
    text, blocks, own, header, notes = content
    if not text:
        raise ArticleError("It is empty.")
    if text.isspace():
        raise ArticleError("It holds nothing but white space.")
    if (size := len(text.encode())) > largest(".txt"):
        most = largest(".txt") / 1e6
        raise ArticleError(f"It holds {size / 1e6:.1f} MB of text, and an article may hold {most:.0f}: split it.")
    if not any(block.kind != "heading" and _has_words(text, block) for block in blocks):
        raise ArticleError("It holds no prose, only headings, links or the furniture of a web page.")
    said, places = merge([Layer(SOURCES_FILE, fields), Layer("the text", header), Layer("the file's metadata", own)])
    origins = {"title": "the first sentence", "language": "the script", "path": "the file", "id": "the file"} | places
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
    return Article(source, text, tuple(blocks), tuple(origins.items()), notes)


def _has_words(text: str, block: Block) -> bool:
    return any(map(str.isalnum, text[block.span.start : block.span.end]))


def _first_words(text: str, blocks: Sequence[Block]) -> str:
    """Return the first sentence, shortened behind a word."""
    prose = next(block for block in blocks if block.kind != "heading" and _has_words(text, block))
    start, end = sentences(text, *prose.span)[0]
    return shortened(" ".join(text[start:end].split()), _MAX_TITLE_COLUMNS)


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
