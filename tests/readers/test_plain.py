"""The blocks of plain text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.plain.blocks import plain_blocks

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferry\n=====\nIt leaves.\n\nBoats\n---\nTwo.", "1 Ferry|It leaves.|2 Boats|Two."),
        ("OPENING HOURS\n\nWe open at seven.", "1 OPENING HOURS|We open at seven."),
        ("We open.\n\n2.1 Mooring fees\n\nThirty crowns.", "We open.|3 2.1 Mooring fees|Thirty crowns."),
        ("We open.\n\n1. Tools\n\nA saw.\n\n2. Wood\n\nPine.", "We open.|2 Tools|A saw.|2 Wood|Pine."),
        ("We open.\n\n第三条 费用\n\n每天三十元。", "We open.|1 第三条 费用|每天三十元。"),
        ("一、工具\n\n锯子一把。", "1 一、工具|锯子一把。"),
        ("Chapter 4: The quay\n\nIt is old.", "1 Chapter 4: The quay|It is old."),
        ("1. Log in\n\n2. Search\n\nThen print.", "1 Log in|1 Search|Then print."),
        ("He said.\n\nWHO\nand UNO met.", "He said.|WHO\nand UNO met."),
        ("It rose 3.5 million\n\n2.1 million were sold.", "It rose 3.5 million|2.1 million were sold."),
        ("STOP!\n\nHe said. END", "STOP!|He said. END"),
        ("---\n\nOne", "---|One"),
    ],
)
def test_headings_are_known_as_people_write_them(text: str, expected: str) -> None:
    """Underlined, in capitals, numbered; alone, short, no sentence and no item of a list."""
    assert "|".join(f"{one.level or ''} {text[slice(*one.span)]}".strip() for one in plain_blocks(text, 0)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: May I?\nA: Yes, you\nmay.\n\nQ2. How?\n\nA: So.", ["May I?", "Yes, you\nmay.", "How?", "So."]),
        ("问：几点开门？\n答：七点。", ["几点开门？", "七点。"]),
    ],
)
def test_questions_and_answers_are_told_apart(text: str, expected: list[str]) -> None:
    """By what stands before them."""
    found = plain_blocks(text, 0)
    assert [text[slice(*one.span)] for one in found] == expected
    assert [one.kind for one in found] == ["question", "answer"] * (len(found) // 2)


def test_a_list_may_stand_below_its_lead_in() -> None:
    """Without a blank line between; what is indented more belongs to the item above."""
    text = "Bring:\n- a ticket\n  - or two\n- a dog\n\nOne\na) two\nb) three"
    assert [(one.kind, one.level, text[slice(*one.span)]) for one in plain_blocks(text, 0)] == [
        ("paragraph", 0, "Bring:"),
        ("item", 1, "a ticket"),
        ("item", 2, "or two"),
        ("item", 1, "a dog"),
        ("paragraph", 0, "One"),
        ("item", 1, "two"),
        ("item", 1, "three"),
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Day\tBoat\nMonday\t7:40\nTuesday\t", 3),
        ("| Day | Boat |\n|-----|------|\n| Monday | 7:40 |", 2),
        ("Day      Boat   Price\nMonday   7:40     12\nTuesday  16:15     9\nThen it rains.", 3),
        ("One  two three.\nFour five  six.\nSeven  eight.", 0),
        ("He came.  She left.\nIt rose.  It fell.\nWe saw.  We won.", 0),
        ("Home | About", 0),
        ("- on | off\n- yes | no", 0),
    ],
)
def test_rows_of_tables_are_known(text: str, rows: int) -> None:
    """By tabs, bars, or columns in line; two spaces behind a sentence are none."""
    assert [one.kind for one in plain_blocks(text, 0)].count("row") == rows


_PIECES = ["\n", "\n\n", "  ", "\t", "- ", "1. ", "2.1 ", "===", "---", "|", "Q: ", "A: ", "ONE", "two.", "三：", "①"]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_blocks_tile_the_text_and_hold_all_its_words(text: str) -> None:
    """Whatever is written: in order, and between them stand bullets, numbers, rules and "Q:" only."""
    end = 0
    for block in plain_blocks(text, 0):
        assert end <= block.span.start < block.span.end <= len(text)
        shown = text[slice(*block.span)]
        assert shown == shown.strip()
        assert not re.search(r"ONE|two|三", text[end : block.span.start])
        end = block.span.end
    assert not re.search(r"ONE|two|三", text[end:])
