"""What a file says of itself above its text."""

from __future__ import annotations

import pytest

from index.readers.frontmatter import LONGEST, read_front_matter
from index.readers.metadata import SourceFields, usable


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


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Boats\ndate: Mon, 04 Mar 2019 09:30:00 +0000\nauthor:\n  name: Eva Holt\n  url: x\n---\n",
        "---\ntitle: Boats\npublished: 2019-03-04\ncreated: 2020-01-01\nauthors: [{name: Eva Holt}]\n---\n",
        '+++\ntitle = "Boats"\ndate = 2019-03-04T08:00:00Z\nauthors = ["Eva Holt"]\n+++\n',
        '+++\ntitle = "Boats"\ndate = "2019-03-04"\n[params]\nauthor = "Eva Holt"\n+++\n',
        '{\n"title": "Boats", "date": "2019-03-04",\n"author": {"name": "Eva Holt"}}\n',
        '"title": "Boats",\n"date": "2019/03/04",\n"author": "Eva Holt"\n;;;\n',
        "% Boats\n% Eva Holt\n% March 4, 2019\n",
        "Title: Boats\nDate: 2019-03-04 10:20\nAuthors: Eva Holt\nSlug: boats\n\n",
        "title: Boats\ndate: 2019-03-04\nauthor: Eva Holt\ntags:\n- a\n---\n",
    ],
)
def test_every_habit_of_front_matter_is_read(front: str) -> None:
    """YAML, TOML, JSON, Pandoc's, Pelican's, Hexo's without the first dashes."""
    text = f"{front}\nOne rose."
    fields, end = read_front_matter(text)
    assert (fields.title, fields.author, fields.date) == ("Boats", "Eva Holt", "2019-03-04")
    assert text[end:].strip() == "One rose."


@pytest.mark.parametrize(
    "text",
    [
        "Note: one\n---\n\nTwo",
        "Title: a heading\n---\n\nTwo",
        "+++\none",
        "{one}",
        "{}\n",
        "%\n\none",
        "Title: one\ntwo\n\nthree",
        "date: x\n\n---\n",
        "--- one\n---\n",
    ],
)
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    """A heading that is underlined, a line with a colon."""
    assert read_front_matter(text).end == 0


def test_aliases_do_not_multiply() -> None:
    """Ten lines of them stand for a billion nodes."""
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)), "title: T"]
    assert read_front_matter("---\n" + "\n".join(lines) + "\n---\n").end > 0


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Lena Ortiz August 3, 2019", "Lena Ortiz"),
        ("By Lena Ortiz, Monday", "Lena Ortiz"),
        ("Lena Ortiz <lena@example.org>", "Lena Ortiz"),
        ("Last updated January 7", None),
        ("Username", None),
        ("April May and Augustus Day", "April May and Augustus Day"),
        ("李文", "李文"),
    ],
)
def test_an_author_is_a_name(said: str, name: str | None) -> None:
    """Dates and what stands for nobody are left out."""
    assert usable({"author": said}).author == name
