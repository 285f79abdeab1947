"""What is prose in Markdown."""

from __future__ import annotations

import pytest

from index.readers.markdown import markdown_blocks


def blocks(text: str) -> list[tuple[str, str]]:
    """Return the kind and the words of each block."""
    return [(block.kind, text[block.span.start : block.span.end]) for block in markdown_blocks(text, 0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One #\nTwo\nthree", [("heading", "One"), ("paragraph", "Two\nthree")]),
        ("One\ntwo\n===\nThree", [("heading", "One\ntwo"), ("paragraph", "Three")]),
        ("One\n---\n\nTwo\n\n---\n\nThree", [("heading", "One"), ("paragraph", "Two"), ("paragraph", "Three")]),
        ("- one\n  goes on\n* [x] two\n\n3. three", [("item", "one\n  goes on"), ("item", "two"), ("item", "three")]),
        ("- one\n\n    still one", [("item", "one"), ("paragraph", "still one")]),
        ("> One\n> two\n\n> > three", [("paragraph", "One\n> two"), ("paragraph", "three")]),
        ("One\n```py\n# code\n```\ntwo\n~~~~\n~~~\ncode\n~~~~", [("paragraph", "One"), ("paragraph", "two")]),
        ("One\n\n    code\n\ntwo", [("paragraph", "One"), ("paragraph", "two")]),
        ("One\n<!-- not\n\n# this -->\ntwo", [("paragraph", "One"), ("paragraph", "two")]),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\nOne", [("paragraph", "One")]),
        (
            "[a]: http://e.org\n![x](y.png)\n[![x](y.png)](http://e.org)\n<div>\nOne <b>two</b>",
            [("paragraph", "One <b>two</b>")],
        ),
        ("One [a](http://e.org) **b**.", [("paragraph", "One [a](http://e.org) **b**.")]),
        ("#hash\n\n-dash\n\n1984. It was.", [("paragraph", "#hash"), ("paragraph", "-dash"), ("item", "It was.")]),
        ("#\n\n-\n\n> \n\n***\n\n", [("paragraph", "-")]),
        ("```\nnever closed\n\n# One", []),
    ],
)
def test_blocks_are_what_a_reader_sees(text: str, expected: list[tuple[str, str]]) -> None:
    """Spans begin behind the marks; code, tables, images and comments are left out."""
    assert blocks(text) == expected


@pytest.mark.parametrize(
    "line", ["<a>" * 20_000, "<" * 50_000, "|" * 50_000, "- " * 50_000, "![](" * 20_000, "> " * 50_000]
)
def test_a_hostile_line_is_read_in_one_pass(line: str) -> None:
    """A pattern that tried every way to match would not come back from this."""
    assert len(blocks(line + "x")) <= 1
