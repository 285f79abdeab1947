"""Articles as JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answer.retriever import Retriever
from index.build.build import build
from index.errors import ArticleError
from index.readers.articles import FileArticles, read_articles
from index.readers.metadata import SourceFields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CAT = "The cat sat on the mat in Brimfield."
DOG = "The dog ran to the harbour of Oldport."


def read(folder: Path, *lines: object, fields: Mapping[str, SourceFields] | None = None) -> FileArticles:
    """Write lines, bytes as they are and anything else as JSON, and read the file."""
    path = folder / "a.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return read_articles(path, folder, "a", fields or {})


def test_a_line_is_an_article(tmp_path: Path) -> None:
    """With what it says of itself, under its own or another usual name; null says nothing."""
    row = {"id": "x", "title": "Mats", "text": f"Mats\n\n{CAT}\r\n\n- One.\n", "authors": ["A B", "C D"]}
    more = {"site_name": "Press", "date": 2021, "url": "https://example.org/x", "publisher": None, "tags": ["t"]}
    ((article,), problems) = read(tmp_path, row | more)
    assert problems == []
    assert article.text == f"Mats\n\n{CAT}\n\n- One.\n"
    assert [(block.kind, article.text[slice(*block.span)]) for block in article.blocks] == [
        ("paragraph", CAT),
        ("item", "One."),
    ]
    source = article.source
    assert (source.id, source.path, source.title, source.author) == ("a#x", "a.jsonl", "Mats", "A B, C D")
    assert (source.publisher, source.date, source.url) == ("Press", "2021", "https://example.org/x")


def test_what_the_operator_says_of_a_line_wins(tmp_path: Path) -> None:
    """Over what is said of the whole file, which wins over the line."""
    fields = {"a#1": SourceFields(title="Told"), "a": SourceFields(title="File", publisher="Press")}
    rows = [{"id": number, "title": "Own", "date": "2020", "text": CAT} for number in (1, 2)]
    told = [article.source for article in read(tmp_path, *rows, fields=fields).articles]
    assert [(one.title, one.publisher, one.date) for one in told] == [
        ("Told", "Press", "2020"),
        ("File", "Press", "2020"),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"id": 3, "text": ', "not JSON"),
        (b"\xff\xfe\xfd \x80", ""),
        (b"[" * 100_000, "not JSON"),
        (b'{"a":' * 100_000, "not JSON"),
        (b'{"id": ' + b"9" * 5_000 + b"}", "not JSON"),
        (b'{"id": 3, "text": "' + b"x" * 5_000_001 + b'"}', "MB"),
        (["id", "text"], "no object"),
        ("text", "no object"),
        (None, "no object"),
        ({"text": CAT}, '"id"'),
        ({"id": "", "text": CAT}, '"id"'),
        ({"id": True, "text": CAT}, '"id"'),
        ({"id": 1.5, "text": CAT}, '"id"'),
        ({"id": "a\nb", "text": CAT}, '"id"'),
        ({"id": "a\u202eb", "text": CAT}, '"id"'),
        ({"id": "x" * 300, "text": CAT}, '"id"'),
        ({"id": 3}, '"text"'),
        ({"id": 3, "text": None}, '"text"'),
        ({"id": 3, "text": [CAT]}, '"text"'),
        ({"id": 3, "text": ""}, '"text"'),
        ({"id": 3, "text": " \n"}, "white space"),
        ({"id": 3, "text": "12 comments"}, "no prose"),
        ({"id": 3, "text": CAT + "\0"}, "binary"),
        ({"id": "1", "text": DOG}, 'Its id "1" is that of line 1'),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_broken_line_costs_that_line(tmp_path: Path, line: object, says: str) -> None:
    """It is named by its number, a blank line counted; the others are articles."""
    articles, problems = read(tmp_path, {"id": "1", "text": CAT}, b"", line, {"id": "4", "text": DOG})
    assert [article.source.id for article in articles] == ["a#1", "a#4"]
    ((where, reason),) = problems
    assert where == "a.jsonl, line 3"
    assert says in reason


def test_half_a_surrogate_pair_is_replaced(tmp_path: Path) -> None:
    """JSON can write it, no text can hold it; a whole pair is a character."""
    ((article,), _) = read(tmp_path, rb'{"id": 1, "title": "A\udc00", "text": "The \ud800 cat \ud83d\ude00 sat."}')
    assert article.text == "The \ufffd cat 😀 sat."
    article.source.title.encode()


def test_metadata_of_another_type_is_left_out(tmp_path: Path) -> None:
    """It costs no article."""
    row = {"id": 1, "text": CAT, "title": {"en": "x"}, "date": "soon", "url": 7, "author": [1], "publisher": 1.5}
    ((article,), problems) = read(tmp_path, row)
    assert problems == []
    assert article.source.title == CAT
    assert (article.source.date, article.source.url, article.source.author) == (None, None, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_lines_may_be_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """Chinese articles, not escaped."""
    text = "微信更新了公众平台的规定。"
    lines = "\r\n".join(json.dumps({"id": n, "text": text}, ensure_ascii=False) for n in (1, 2))
    (tmp_path / "a.jsonl").write_bytes(lines.encode(encoding))
    articles, problems = read_articles(tmp_path / "a.jsonl", tmp_path, "a", {})
    assert problems == []
    assert [article.text for article in articles] == [text, text]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"{}", b"\x89PNG\n\n"])
def test_a_file_without_an_article_is_skipped(tmp_path: Path, data: bytes) -> None:
    """With the reason of its first line."""
    with pytest.raises(ArticleError, match=r"empty|None of its lines"):
        read(tmp_path, data)


def test_a_file_of_broken_lines_names_the_first_of_them(tmp_path: Path) -> None:
    """A million lines would drown everything else."""
    articles, problems = read(tmp_path, *([b"x"] * 1_000), {"id": 1, "text": CAT})
    assert len(articles) == 1
    assert len(problems) == 21
    assert problems[-1] == ("a.jsonl", "980 more of its lines are no articles.")


def test_lines_are_built_and_asked(tmp_path: Path) -> None:
    """A build names the broken line and an entry for a line that is not there, and answers from the others."""
    (tmp_path / "seeds").mkdir()
    read(tmp_path / "seeds", {"id": "cat", "text": CAT}, b"{", {"id": "dog", "text": DOG})
    (tmp_path / "seeds" / "sources.toml").write_text('["a#dog"]\ntitle = "Dogs"\n["a#cow"]\ntitle = "Cows"\n')
    report = build(tmp_path / "seeds", tmp_path / "index")
    assert [where for where, _ in report.skipped] == ["a.jsonl, line 2"]
    assert len(report.problems) == 1
    assert "a#cow" in report.problems[0]
    snippet = Retriever.open(tmp_path / "index").ask("dog harbour").snippets[0]
    assert (snippet.text, snippet.article.id, snippet.article.title) == (DOG, "a#dog", "Dogs")


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists), st.text())
def test_any_values_give_an_article_or_are_told(
    tmp_path_factory: pytest.TempPathFactory, value: object, text: str
) -> None:
    """Whatever stands where, nothing but ArticleError is raised."""
    row = {"id": value, "text": text, "title": value, "date": text, "url": value}
    try:
        read(tmp_path_factory.mktemp("seeds"), row, {"id": "sure", "text": CAT})
    except ArticleError as error:
        pytest.fail(str(error))
