"""The paragraphs of plain text."""

from __future__ import annotations

import pytest

from index.readers.plain import plain_blocks

LONG = "The exchange said on Monday that it would close, " * 2 + "and that all would be paid in May."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo.\n\n Three \n \t\nfour", ["One\ntwo.", "Three", "four"]),
        ("One.\nTwo.", ["One.\nTwo."]),
        (f"{LONG}\nTwo.", [LONG, "Two."]),
        ("　　一。\n　　二，\n　　三。", ["一。", "二，\n　　三。"]),
        ("- one\n- two\ngoes on\n\n1. three\n\n1990. It was.", ["one", "two\ngoes on", "three", "1990. It was."]),
        ("One\n- two", ["One\n- two"]),
        ("-\n\n•", ["-", "•"]),
        ("", []),
    ],
)
def test_paragraphs_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    """Blank lines end them; a line break does so behind a finished sentence that was not wrapped by hand."""
    assert [text[block.span.start : block.span.end] for block in plain_blocks(text, 0)] == expected
