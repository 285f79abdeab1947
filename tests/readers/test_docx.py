"""Word documents: what is read of them, and what no document can make a build do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ArticleError
from index.readers.docx import docx_content
from tests.support.archives import docx, line, table, zipped

if TYPE_CHECKING:
    from index.readers.content import Content

PROSE = line("The ferry leaves at 7:40.")


def blocks(content: Content) -> list[tuple[str, str]]:
    """Return the kind and the words of each block."""
    return [(block.kind, content.text[slice(*block.span)]) for block in content.blocks]


def test_a_document_is_read_by_its_styles() -> None:
    """Headings with their levels, lists, quotes and tables; the title is in none of the blocks."""
    rows = table([("Day", "Boat"), ("Monday", "7:40")])
    body = line("Harbour notes", "Title") + line("Ferry", "Heading2") + PROSE + line("Bring:")
    body += line("a ticket", item=True) + line("a dog", item=True) + rows + line("Said Nora.", "Quote")
    content = docx_content(docx(body))
    assert content.fields.title == "Harbour notes"
    assert blocks(content) == [
        ("heading", "Ferry"),
        ("paragraph", "The ferry leaves at 7:40."),
        ("paragraph", "Bring:"),
        ("item", "a ticket"),
        ("item", "a dog"),
        ("row", "Day | Boat"),
        ("row", "Monday | 7:40"),
        ("quote", "Said Nora."),
    ]
    assert content.blocks[0].level == 2
    assert content.text.count("- a ") == 2


def test_nothing_of_a_persons_own_text_is_furniture() -> None:
    """Only web pages have that."""
    content = docx_content(docx(PROSE + line("Contact: Ruth") + line("Correction: 54 crowns, not 45.")))
    assert [words for _, words in blocks(content)][1:] == ["Contact: Ruth", "Correction: 54 crowns, not 45."]


def test_a_note_is_read_without_the_marks_that_lead_to_it_and_back() -> None:
    """Its text stands at the end."""
    mark = '<w:p><w:r><w:t>It cost 30 crowns.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {space}><w:footnote w:id="2">{line("In 1911.")}</w:footnote></w:footnotes>'
    content = docx_content(docx(mark, more={"word/footnotes.xml": notes}))
    assert [words for _, words in blocks(content)] == ["It cost 30 crowns.", "In 1911."]


@pytest.mark.parametrize(
    ("core", "expected"),
    [
        ("<dc:title>Ferry &amp; harbour</dc:title><dc:creator>Nora Lind</dc:creator>", ("Ferry & harbour", None, None)),
        ("<dc:title>Word Document</dc:title><dc:creator>user</dc:creator>", (None, None, None)),
        ("<dcterms:created>2019-08-03T10:20:00Z</dcterms:created>", (None, None, None)),
        ("<dcterms:created>1911-08-03T10:20:00Z</dcterms:created>", (None, None, "1911-08")),
    ],
)
def test_properties_count_as_far_as_the_text_bears_them_out(core: str, expected: tuple[str | None, ...]) -> None:
    """The author and the date of a document are mostly those of a computer."""
    said = docx_content(docx(line("The ferry of 1911 was built in Kiel. It sank."), core=core)).fields
    assert (said.title, said.author, said.date) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"x", "It is not a Word document"),
        (docx(PROSE)[:200], "It is not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "It has a password, or is of an old kind"),
        (zipped({"a.txt": "one"}), '"word/document.xml" is missing'),
        (docx(PROSE, more={"word/more.xml": b"x" * 31_000_000}), "It unpacks to more than 30 MB"),
        (docx(PROSE, more={"word/notes.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'}), "entities"),
        (docx(PROSE, more={"word/notes.xml": " " * 2000 + "<!DOCTYPE a []>"}), "entities"),
        (docx(PROSE, more={"word/notes.xml": "<!DOCTYPE a []>".encode("utf-16")}), "entities"),
        (docx("<w:p>"), "It is a broken Word document"),
        (docx("<w:tbl><w:tr><w:tc>" * 3000 + PROSE + "</w:tc></w:tr></w:tbl>" * 3000), "broken|too deeply"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_document_is_named(data: bytes, reason: str) -> None:
    """Broken, with a password, a bomb, with entities, nested without end."""
    with pytest.raises(ArticleError, match=reason):
        docx_content(data)


def test_damage_anywhere_is_an_error_of_its_own() -> None:
    """Whatever byte is wrong, the document is read or named."""
    whole = docx(line("Harbour notes", "Title") + PROSE)
    for at in range(0, len(whole), 7):
        broken = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
        try:
            docx_content(broken)
        except ArticleError:
            continue


_WORDS = st.text("abc 一。.?!:&<-1", min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


@given(st.lists(st.tuples(_WORDS, st.sampled_from(["", "Heading1", "Quote", "item", "row"])), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_blocks_tile_the_text_and_hold_all_that_is_shown(parts: list[tuple[str, str]]) -> None:
    """Whatever is written: in order, and every word is in a block or is the title."""
    made = [table([(text, "x")]) if kind == "row" else line(escape(text), kind.replace("item", ""), item=kind == "item")
            for text, kind in ((escape(text) if kind == "row" else text, kind) for text, kind in parts)]  # fmt: skip
    content = docx_content(docx("".join(made)))
    end = 0
    for block in content.blocks:
        assert end <= block.span.start < block.span.end <= len(content.text)
        end = block.span.end
    shown = [content.fields.title or "", *(words for _, words in blocks(content))]
    written = [word for text, _ in parts for word in re.findall(r"\w+", text)]
    assert [word for text in shown for word in re.findall(r"\w+", text) if word != "x"] == written
