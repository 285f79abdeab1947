"""Books: what is read of them, and what no book can make a build do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ArticleError
from index.readers.epub import epub_content
from tests.support.archives import epub, zipped

if TYPE_CHECKING:
    from index.readers.content import Content

ONE = "<html><body><h1>The quay</h1><p>The ferry leaves at 7:40.</p></body></html>"
TWO = "<html><body><h1>The tower</h1><ul><li>It fell.</li></ul><pre>x = 1</pre></body></html>"
SAID = (
    "<dc:title>Harbour tales</dc:title><dc:creator>Nora Lind</dc:creator><dc:creator>Ove Brandt</dc:creator>"
    "<dc:publisher>Quay Press</dc:publisher><dc:date>2019-08-03</dc:date>"
)


def blocks(content: Content) -> list[tuple[str, str]]:
    """Return the kind and the words of each block."""
    return [(block.kind, content.text[slice(*block.span)]) for block in content.blocks]


def test_a_book_is_its_chapters_in_their_order() -> None:
    """One article with a heading a chapter; who wrote it and where, but no date, as that is mostly the file's."""
    content = epub_content(epub({"b/two.xhtml": TWO, "one%20a.xhtml": ONE}, said=SAID, more={"OEBPS/one a.xhtml": ONE}))
    assert blocks(content) == [
        ("heading", "The tower"),
        ("item", "It fell."),
        ("code", "x = 1"),
        ("heading", "The quay"),
        ("paragraph", "The ferry leaves at 7:40."),
    ]
    said = content.fields
    assert (said.title, said.author, said.publisher, said.date) == (
        "Harbour tales",
        "Nora Lind, Ove Brandt",
        "Quay Press",
        None,
    )


def test_contents_and_the_marks_of_notes_are_left_out() -> None:
    """They lead somewhere and say nothing."""
    html = (
        '<html xmlns:epub="e"><body><nav><a href="x">The tower 7</a></nav><p>One<a epub:type="noteref" href="#n">1</a>.'
    )
    assert blocks(epub_content(epub({"a.xhtml": html}))) == [("paragraph", "One.")]


def test_no_chapter_is_read_from_outside_of_the_archive() -> None:
    """A chapter is a name in the archive; one that leads out of it is one that is missing, and the others are read."""
    content = epub_content(epub({"a.xhtml": ONE, "../../../../etc/hostname": "", "/etc/hostname": TWO}))
    assert [words for _, words in blocks(content)] == ["The ferry leaves at 7:40."]
    assert content.notes == ("2 of its 3 chapters could not be read.",)


def test_no_entity_is_fetched() -> None:
    """Neither of the list of chapters nor of a chapter."""
    doctype = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    package = epub({"a.xhtml": doctype + ONE.replace("7:40", "&a;")}, said="<dc:title>&a;</dc:title>")
    with pytest.raises(ArticleError, match="is no XML"):
        epub_content(package)
    content = epub_content(epub({"a.xhtml": doctype + ONE.replace("7:40", "&a;")}))
    assert "leaves at &a;" in content.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "It is not an EPUB"),
        (b"PK\x03\x04", "It is not an EPUB"),
        (epub({"a.xhtml": ONE})[:-30], "It is not an EPUB"),
        (zipped({"a.txt": "one"}), '"META-INF/container.xml" is missing'),
        (zipped({"META-INF/container.xml": "<a/>"}), "does not say where its list of chapters is"),
        (zipped({"META-INF/container.xml": "<a"}), '"META-INF/container.xml" is no XML'),
        (epub({"a.xhtml": "<p>" + "a " * 16_000_000}), "It unpacks to more than 30 MB"),
        (
            epub({"a": ONE}, more={"META-INF/encryption.xml": '<e><CipherReference URI="OEBPS/a"/></e>'}),
            "It is protected",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_book_is_named(data: bytes, reason: str) -> None:
    """Broken, a bomb, protected."""
    with pytest.raises(ArticleError, match=reason):
        epub_content(data)


def test_a_book_that_needs_a_password_is_named() -> None:
    """The archive says so of each file."""
    plain = epub({"a.xhtml": ONE})
    locked = bytearray(plain)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), plain):
            locked[found.start() + offset] |= 1
    with pytest.raises(ArticleError, match="It has a password"):
        epub_content(bytes(locked))


def test_a_chapter_nested_without_end_costs_that_chapter() -> None:
    """The others are read, and it is told."""
    deep = "<div>" * 20_000 + "One"
    content = epub_content(epub({"a.xhtml": deep, "b.xhtml": ONE}))
    assert "The ferry leaves" in content.text
    assert len(content.notes) == ("One" not in content.text)


@given(st.lists(st.sampled_from(["p", "li", "h2", "td", "pre", "blockquote", "dd", "span"]), min_size=1, max_size=15))
@settings(max_examples=60, deadline=None)
def test_blocks_tile_the_text_and_hold_all_that_is_shown(tags: list[str]) -> None:
    """Whatever the elements of a chapter are: in order, and every word is in a block or is the title."""
    html = "".join(f"<{tag}>word{n} of it.</{tag}>" for n, tag in enumerate(tags))
    content = epub_content(epub({"a.xhtml": f"<html><body>{html}</body></html>"}))
    end = 0
    for block in content.blocks:
        assert end <= block.span.start < block.span.end <= len(content.text)
        end = block.span.end
    shown = " ".join([content.fields.title or "", *(words for _, words in blocks(content))])
    assert re.findall(r"word\d+", shown) == [f"word{n}" for n in range(len(tags))]
