"""The YAML block with which a text may open."""

from __future__ import annotations

import pytest

from index.readers.frontmatter import LONGEST, read_front_matter
from index.readers.metadata import SourceFields


def fields(block: str) -> SourceFields:
    """Return what a front matter says."""
    text = f"---\n{block}\n---\nBody."
    found = read_front_matter(text)
    assert text[found.end :] == "Body."
    return found.fields


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "title: 'A'\ndate: 2021-11-01\nurl: https://e.org\nother: x",
            SourceFields("A", date="2021-11-01", url="https://e.org"),
        ),
        ("Title: A\nauthors: [B, C]\nsite_name: D", SourceFields("A", "D", "B, C")),
        ("published: 2021-11-01T10:00:00+08:00", SourceFields(date="2021-11-01")),
        ("date: 2021", SourceFields(date="2021")),
        ('title: A: the sequel\nauthor: "B"', SourceFields("A: the sequel", author="B")),
        ("title: ~\nauthor:\ndate: soon\nurl: javascript:x", SourceFields()),
        ("date: 2021-13-45", SourceFields()),
        ("title: {a: b}", SourceFields()),
        ("title: !!python/object/apply:os.system ['true']\nauthor: B", SourceFields("true", author="B")),
        ("", SourceFields()),
    ],
)
def test_known_keys_are_read(block: str, expected: SourceFields) -> None:
    """What cannot be used is left out, and broken YAML is read line by line."""
    assert fields(block) == expected


@pytest.mark.parametrize(
    "block",
    [
        "a: " + "[" * 9_000,
        "a: &a [x]\n" + "\n".join(f"a{i}: &a{i} [{','.join(['*a' + str(i - 1 or '')] * 9)}]" for i in range(1, 30)),
        "a: &a {x: y}\n"
        + "\n".join(f"a{i}: &a{i} {{<<: [{','.join(['*a' + str(i - 1 or '')] * 9)}]}}" for i in range(1, 30)),
        "a: " + "9" * 9_000,
    ],
    ids=["nested", "aliases", "merges", "number"],
)
def test_hostile_yaml_does_no_harm(block: str) -> None:
    """Nothing is built from the nodes, so nothing can grow."""
    assert fields(block) == SourceFields()


@pytest.mark.parametrize(
    "text",
    ["Body.", "---\nBody.", "---\nOne rose.\n---\nBody.", "x\n---\ntitle: A\n---\n", f"---\na: {'b' * LONGEST}\n---\n"],
)
def test_a_text_without_front_matter_begins_at_once(text: str) -> None:
    """A rule between paragraphs opens none."""
    assert read_front_matter(text) == (SourceFields(), 0)
