"""From a file to the articles in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.build.passages import passages
from index.errors import ArticleError
from index.readers.articles import read_articles, shortened
from index.readers.metadata import SourceFields, load_sources
from index.readers.seeds import article_ids, find
from index.text.width import columns

if TYPE_CHECKING:
    from index.model import Article

SEEDS = Path(__file__).parents[2] / "seeds"
ALPHABET = "aAbZ.。！?“”’()# \n\n\n-*>:：1中国他😀\u200d\u0301\u200b\u202eא`|<"


def read(folder: Path, data: str | bytes, name: str = "a.txt", fields: SourceFields | None = None) -> Article:
    """Write a file and read it as an article."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    (article,), problems = read_articles(path, folder, path.stem, {path.stem: fields} if fields else {})
    assert problems == []
    return article


def prose(article: Article) -> list[str]:
    """Return the blocks of an article as they stand in its text."""
    return [article.text[block.span.start : block.span.end] for block in article.blocks]


@pytest.mark.parametrize("path", find(SEEDS).files, ids=lambda path: path.name[:3])
def test_the_seeds_are_read(path: Path) -> None:
    """Each seed has its entry, its prose holds no header and no furniture, and its text is the file's own."""
    entries, problems = load_sources(SEEDS)
    ids = article_ids(find(SEEDS).files, SEEDS)
    assert not problems
    assert set(entries) == set(ids.values())
    (article,), _ = read_articles(path, SEEDS, ids[path], entries)
    assert article.text == path.read_text(encoding="utf-8")
    assert article.source.language == "en"
    told = "\n".join(prose(article))
    for furniture in ("Related:", "Read more:", "No Comments", "alltechasia", "AllTechAsia", " date 20", "by Liu Xin"):
        assert furniture not in told
    assert not told.startswith("Bloomberg")
    assert len(passages(article)) >= 3


def test_what_the_operator_says_wins_over_front_matter_over_the_text(tmp_path: Path) -> None:
    """Each field on its own."""
    text = "---\ntitle: 'Front'\npublisher: Front Press\ndate: 2020-01-02\n---\nHead line\n\nby Jane Doe\n\nOne rose.\n"
    source = read(tmp_path, text, fields=SourceFields(title="Told")).source
    assert (source.title, source.publisher, source.date, source.author) == (
        "Told",
        "Front Press",
        "2020-01-02",
        "Jane Doe",
    )
    assert read(tmp_path, text).source.title == "Front"
    assert prose(read(tmp_path, text)) == ["One rose."]


def test_without_a_title_the_first_sentence_serves(tmp_path: Path) -> None:
    """It is shortened behind a word, and stays prose."""
    text = f"The exchange said on Monday that it {'would ' * 20}close. Two fell."
    article = read(tmp_path, text)
    assert article.source.title.endswith("would…")
    assert columns(article.source.title) <= 80
    assert prose(article) == [text]


@pytest.mark.parametrize(
    ("text", "widest", "short"),
    [
        ("one two", 7, "one two"),
        ("one two three", 8, "one two…"),
        ("one, two three", 5, "one…"),
        ("unbreakable", 5, "unbr…"),
        ("中国人民银行", 8, "中国…"),
    ],
)
def test_a_text_is_shortened_behind_a_word(text: str, widest: int, short: str) -> None:
    """The result is never wider than asked for."""
    assert shortened(text, widest) == short
    assert columns(short) <= widest


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "white space"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n", "PNG"),
        (b"Share\n\n12 comments\n", "no prose"),
        (b"---\ntitle: x\n---\n", "no prose"),
        ("😀".encode() * 10_000, "no prose"),
        ("\u200b\u200b".encode(), "no prose"),
    ],
)
def test_what_is_no_article_is_told(tmp_path: Path, data: bytes, says: str) -> None:
    """The message says what it holds instead."""
    with pytest.raises(ArticleError, match=says):
        read(tmp_path, data)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    """It may vanish between being found and being read."""
    with pytest.raises(ArticleError, match="No such file"):
        read_articles(tmp_path / "gone.txt", tmp_path, "gone", {})


def test_markdown_is_read_as_such(tmp_path: Path) -> None:
    """The first heading is the title, the others stay headings, code is code."""
    article = read(
        tmp_path, "# Top *news*\n\nBy Jane Doe\n\nOne rose.\n\n## Then\n\n- Two fell.\n\n```\ncode\n```\n", "a.md"
    )
    assert (article.source.title, article.source.author) == ("Top news", "Jane Doe")
    assert [(block.kind, text) for block, text in zip(article.blocks, prose(article), strict=True)] == [
        ("paragraph", "One rose."),
        ("heading", "Then"),
        ("item", "Two fell."),
        ("code", "code"),
    ]


@given(st.text(st.sampled_from(ALPHABET), max_size=120), st.sampled_from([".txt", ".md"]))
def test_any_text_gives_blocks_in_order_or_is_told(
    tmp_path_factory: pytest.TempPathFactory, text: str, ending: str
) -> None:
    """Blocks do not overlap, begin and end with what they hold, and the text of a .txt is the file's."""
    folder = tmp_path_factory.mktemp("seeds")
    try:
        article = read(folder, text, f"a{ending}")
    except ArticleError:
        return
    assert article.text == text or ending == ".md"
    assert article.source.title
    place = 0
    for block in article.blocks:
        assert place <= block.span.start < block.span.end <= len(article.text)
        part = article.text[block.span.start : block.span.end]
        assert part == (part.rstrip() if block.kind == "code" else part.strip())
        place = block.span.end
    assert passages(article)
