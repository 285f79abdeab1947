"""Question sets are read row by row: a broken row is named and left out, a file without a good one is an error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.errors import QuestionError
from index.evaluation.question_sets import Gold, Question, read_question_set

if TYPE_CHECKING:
    from pathlib import Path

GOOD = b'{"id": "a", "question": "Who?", "gold": [{"article": "x/y", "start": 3, "end": 9}], "answers": ["Ann", "Bo"]}'


def test_a_row_becomes_a_question(tmp_path: Path) -> None:
    """Its id, text, places and answers are kept; other keys do no harm."""
    path = tmp_path / "set.jsonl"
    path.write_bytes(GOOD.replace(b'"id"', b'"note": [1], "id"'))
    asked = read_question_set(path)
    assert asked.questions == (Question("a", "Who?", (Gold("x/y", 3, 9),), ("Ann", "Bo")),)
    assert asked.problems == ()


def test_id_and_answers_may_be_missing(tmp_path: Path) -> None:
    """A question without an id is called by its line; byte order mark, CRLF and blank lines are nothing to stop at."""
    path = tmp_path / "set.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"question": "One?", "gold": []}\r\n  \r\n{"question": "Two?", "gold": []}')
    assert read_question_set(path).questions == (Question("1", "One?", (), ()), Question("3", "Two?", (), ()))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'["question"]', "not a JSON object"),
        (b'{"gold": []}', '"question"'),
        (b'{"question": 7, "gold": []}', '"question"'),
        (b'{"question": "Who?"}', '"gold"'),
        (b'{"question": "Who?", "gold": {}}', '"gold"'),
        (b'{"question": "Who?", "gold": [null]}', '"gold"'),
        (b'{"question": "Who?", "gold": [{"article": 1, "start": 0, "end": 5}]}', '"gold"'),
        (b'{"question": "Who?", "gold": [{"article": "x", "start": 5, "end": 5}]}', '"gold"'),
        (b'{"question": "Who?", "gold": [{"article": "x", "start": -1, "end": 5}]}', '"gold"'),
        (b'{"question": "Who?", "gold": [{"article": "x", "start": 0.5, "end": 5}]}', '"gold"'),
        (b'{"question": "Who?", "gold": [], "answers": "Ann"}', '"answers"'),
        (b'{"question": "Who?", "gold": [], "answers": [1]}', '"answers"'),
    ],
)
def test_a_broken_row_costs_that_row(tmp_path: Path, row: bytes, told: str) -> None:
    """It is named with its file and line, and the others are read."""
    path = tmp_path / "set.jsonl"
    path.write_bytes(GOOD + b"\n" + row + b"\n" + GOOD)
    asked = read_question_set(path)
    assert len(asked.questions) == 2
    [problem] = asked.problems
    assert problem.startswith(f"{path}, line 2: ")
    assert told in problem


@pytest.mark.parametrize("content", [b"", b"\n \n", b"who signed it\n", b"\x00\x01\xff\n" * 3])
def test_a_file_without_a_question_is_an_error(tmp_path: Path, content: bytes) -> None:
    """The error names the file and says what a line must be."""
    path = tmp_path / "set.jsonl"
    path.write_bytes(content)
    with pytest.raises(QuestionError, match=r"There are no questions in .*Each line must be") as raised:
        read_question_set(path)
    assert str(path) in str(raised.value)


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A missing file and a folder are told by name."""
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(QuestionError, match="Cannot read the questions in ") as raised:
            read_question_set(path)
        assert str(path) in str(raised.value)


def test_hostile_texts_are_kept_as_they_are(tmp_path: Path) -> None:
    """Surrogates, markup and right-to-left text are somebody's question too."""
    path = tmp_path / "set.jsonl"
    texts = ["\ud800?", "<b>\u202emark\u200b</b>", "مرحبا", "😀" * 10_000]
    path.write_text("\n".join(json.dumps({"question": text, "gold": []}) for text in texts), encoding="utf-8")
    assert [one.text for one in read_question_set(path).questions] == texts
