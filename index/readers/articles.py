"""From a file to the articles in it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from index.errors import ArticleError
from index.model import Article, Block, Source
from index.readers.content import Content, text_content
from index.readers.docx import docx_content
from index.readers.encodings import decode
from index.readers.epub import epub_content
from index.readers.files import largest, read_bytes
from index.readers.frontmatter import read_front_matter
from index.readers.html.page import page_content
from index.readers.jsonl import read_record, record_lines
from index.readers.markdown.document import markdown_content
from index.readers.metadata import SOURCES_FILE, Layer, SourceFields, merge
from index.readers.mhtml import mhtml_content
from index.readers.pdf.document import pdf_content
from index.readers.plain.blocks import plain_blocks
from index.readers.rst import rst_content
from index.readers.seeds import Skipped, relative
from index.readers.telegram.export import export_days
from index.readers.telegram.page import is_chat, page_days
from index.text.language import language_of
from index.text.sentences import sentences
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from index.readers.telegram.messages import Day

READER_VERSION: Final = 5
"""Raised whenever the same file would give other articles or passages, so that every file is read again."""

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
    with _collector_paused():
        return _read(data, path.suffix.lower(), _Named(relative(path, seeds), name, fields))


class _Named(NamedTuple):
    """Where a file is below the seeds folder, its article id, and what sources.toml says of its articles."""

    where: str
    name: str
    fields: Mapping[str, SourceFields]


def _read(data: bytes, suffix: str, named: _Named) -> FileArticles:
    where, name, fields = named
    if suffix == ".jsonl":
        return _read_lines(data, where, name, fields)
    if suffix == ".json" or (suffix in _PAGES and is_chat(data)):
        return _read_days(export_days(data) if suffix == ".json" else page_days(data), where, name, fields)
    content = _CONTENTS[suffix](data) if suffix in _CONTENTS else _TEXTS[suffix](decode(data))
    return FileArticles([_article(content, name, where, fields.get(name, SourceFields()))], [])


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python from looking for garbage: a long table is a million tokens, and each is looked at again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _plain_content(text: str) -> Content:
    front = read_front_matter(text)
    return text_content(text, plain_blocks(text, front.end), front.fields)


_PAGES: Final = frozenset({".html", ".htm"})
_CONTENTS: Final[Mapping[str, Callable[[bytes], Content]]] = {
    **dict.fromkeys(_PAGES, page_content),
    **dict.fromkeys((".mhtml", ".mht"), mhtml_content),
    ".pdf": pdf_content,
    ".docx": docx_content,
    ".epub": epub_content,
}
_TEXTS: Final[Mapping[str, Callable[[str], Content]]] = {
    **dict.fromkeys((".md", ".markdown", ".mdx"), markdown_content),
    ".rst": rst_content,
    ".txt": _plain_content,
}


def _read_days(days: Iterable[Day], where: str, name: str, fields: Mapping[str, SourceFields]) -> FileArticles:
    """Read a chat; what is said of the file is said of each of its days that has no entry of its own."""
    of_file = fields.get(name, SourceFields())
    articles = []
    for day in days:
        article_id = f"{name}#{day.id}"
        articles.append(_article(day.content, article_id, where, fields.get(article_id, SourceFields()).over(of_file)))
    if not articles:
        raise ArticleError("There is no message in it that has words.")
    return FileArticles(articles, [])


def _read_lines(data: bytes, where: str, name: str, fields: Mapping[str, SourceFields]) -> FileArticles:
    """Read a .jsonl; what is said of the file is said of each of its articles that has no entry of its own."""
    file = FileArticles([], [])
    of_file = fields.get(name, SourceFields())
    lines: dict[str, int] = {}
    for number, line in record_lines(data):
        try:
            record = read_record(line)
            article_id = f"{name}#{record.id}"
            article = _article(record.content, article_id, where, fields.get(article_id, SourceFields()).over(of_file))
        except ArticleError as error:
            reason = str(error)
        else:
            if (first := lines.setdefault(record.id, number)) == number:
                file.articles.append(article)
                continue
            reason = f'Its id "{record.id}" is that of line {first}: give it one of its own.'
        file.problems.append(Skipped(f"{where}, line {number}", reason))
    if not file.articles:
        first_reason = f": {file.problems[0].reason}" if file.problems else "."
        raise ArticleError(f"None of its lines is an article{first_reason}")
    return FileArticles(file.articles, _few(file.problems, where))


def _few(problems: list[Skipped], where: str) -> list[Skipped]:
    """Return the first problems, and how many there are besides: a file of another kind may have a million."""
    if len(problems) <= _MAX_TOLD_PROBLEMS:
        return problems
    more = len(problems) - _MAX_TOLD_PROBLEMS
    return [*problems[:_MAX_TOLD_PROBLEMS], Skipped(where, f"{more:,} more of its lines are no articles.")]


def _article(content: Content, article_id: str, path: str, fields: SourceFields) -> Article:
    text, blocks, metadata, header, notes = content
    if not text:
        raise ArticleError("It is empty but for front matter, comments or marks.")
    if text.isspace():
        raise ArticleError("It holds nothing but white space.")
    if (size := len(text.encode())) > largest(".txt"):
        most = largest(".txt") / 1e6
        raise ArticleError(f"It holds {size / 1e6:.1f} MB of text, and an article may hold {most:.0f}: split it.")
    if not any(block.kind != "heading" and _has_words(text, block) for block in blocks):
        raise ArticleError("It holds no prose, only headings, links or the furniture of a web page.")
    facts, places = merge(
        [Layer(SOURCES_FILE, fields), Layer("the text", header), Layer("the file's metadata", metadata)]
    )
    origins = {"title": "the first sentence", "language": "the script", "path": "the file", "id": "the file"} | places
    source = Source(
        id=article_id,
        title=facts.title or _first_words(text, blocks),
        publisher=facts.publisher,
        date=facts.date,
        url=facts.url,
        path=path,
        language=language_of(text),
        author=facts.author,
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
