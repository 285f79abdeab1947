"""Articles in PDF documents."""

from __future__ import annotations

import io
import itertools
import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from index.errors import ArticleError
from index.readers.articles import read_articles
from index.readers.pdf.document import pdf_content
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from pathlib import Path

    from index.model import Article

PAGE = [
    "The Central Bank and the Exchanges",
    "By Jane Doe",
    "September 2017",
    "The central bank told the exchanges in the capital on Monday that they must stop all trad-",
    "ing by the end of the month. Self-regulation had not been enough, the bank said in its self-",
    "regulation report, and customers had lost money.",
    "The exchanges answered that they would obey, and that they would give back the deposits of",
    "their customers within a week.",
    "What happens next",
    "Nobody in the industry knows what happens next, but three things are certain in the eyes of",
    "those who have traded for years:",
    "• Deposits are returned.",
    "• Accounts are closed, even those which were opened in another country by people who live",
    "abroad.",
]

NUMBERS = ("first", "second", "third", "fourth")


def read(folder: Path, data: bytes) -> Article:
    """Write a document and read it as an article."""
    (folder / "a.pdf").write_bytes(data)
    ((article,), problems) = read_articles(folder / "a.pdf", folder, "a", {})
    assert problems == []
    return article


def prose(article: Article) -> list[tuple[str, str]]:
    """Return the blocks of an article with their kinds."""
    return [(block.kind, article.text[slice(*block.span)]) for block in article.blocks]


def encrypted(password: str, algorithm: str) -> bytes:
    """Return a document that may not be changed, and is opened by a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PAGE))))
    writer.encrypt(password, owner_password="owner", algorithm=algorithm)  # noqa: S106 - a test's
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_lines_are_joined_to_paragraphs(tmp_path: Path) -> None:
    """Parted words are whole again, headings and items stand apart, the header is read and not shown."""
    article = read(tmp_path, pdf(PAGE))
    assert prose(article) == [
        (
            "paragraph",
            (
                "The central bank told the exchanges in the capital on Monday that they must stop all trading by the "
                "end of the month. Self-regulation had not been enough, the bank said in its self-regulation report, "
                "and customers had lost money."
            ),
        ),
        (
            "paragraph",
            (
                "The exchanges answered that they would obey, and that they would give back the deposits of their "
                "customers within a week."
            ),
        ),
        ("heading", "What happens next"),
        (
            "paragraph",
            (
                "Nobody in the industry knows what happens next, but three things are certain in the eyes of those who "
                "have traded for years:"
            ),
        ),
        ("item", "Deposits are returned."),
        (
            "item",
            "Accounts are closed, even those which were opened in another country by people who live abroad.",
        ),
    ]
    source = article.source
    assert (source.title, source.author, source.date) == ("The Central Bank and the Exchanges", "Jane Doe", "2017-09")


def test_chinese_lines_are_joined_without_a_space(tmp_path: Path) -> None:
    """The header is read as elsewhere."""
    lines = [
        "微信封禁数字藏品账号",
        "2022年6月20日",
        "微信更新了公众平台的规定，禁止提供数字藏品二次交易服务的账号。违规的账号将被封",
        "禁，直至永久封号。",
    ]
    article = read(tmp_path, pdf(lines))
    assert prose(article) == [("paragraph", lines[2] + lines[3])]
    assert (article.source.title, article.source.date, article.source.language) == (lines[0], "2022-06-20", "zh-Hans")


def test_what_runs_along_every_page_is_no_prose(tmp_path: Path) -> None:
    """Page numbers, and the lines at the head and the foot of most pages; a sentence goes on over the page's end."""
    bodies = [f"In the {word} year the bank closed the exchanges, and the customers of all" for word in NUMBERS]
    pages = [["Annual Report", body, f"{at} / 4"] for at, body in enumerate(bodies, start=1)]
    text = read(tmp_path, pdf(*pages)).text
    assert "Annual Report" not in text
    assert "/ 4" not in text
    assert "the customers of all In the second year the bank" in text


def test_a_short_document_keeps_its_lines(tmp_path: Path) -> None:
    """What stands on two pages only may be prose."""
    text = read(tmp_path, pdf(["Stop trading.", "The bank closed."], ["Stop trading.", "The shop closed."])).text
    assert text.count("Stop trading.") == 2


@pytest.mark.parametrize(
    ("info", "title", "author", "date"),
    [
        ({}, "Cats of Brimfield", None, None),
        ({"Title": "Cats of  Brimfield"}, "Cats of Brimfield", None, None),
        ({"Title": "Microsoft Word - cats.doc", "Author": "admin"}, "Cats of Brimfield", None, None),
        ({"Title": "Our Template", "Author": "JANE DOE"}, "Cats of Brimfield", "JANE DOE", None),
        ({"CreationDate": "D:20190304101112+01'00'"}, "Cats of Brimfield", None, "2019-03"),
        ({"CreationDate": "D:20230304101112Z"}, "Cats of Brimfield", None, None),
        ({"CreationDate": "D:20191304"}, "Cats of Brimfield", None, None),
        ({"CreationDate": "yesterday"}, "Cats of Brimfield", None, None),
    ],
)
def test_what_a_document_says_of_itself_is_believed_where_its_text_bears_it_out(
    tmp_path: Path, info: dict[str, str], title: str, author: str | None, date: str | None
) -> None:
    """Else it is a template's, a computer's, or the day of printing."""
    lines = ["Cats of Brimfield", "", "In 2019 a cat of Jane Doe sat on the mat in Brimfield.", "It was a good cat."]
    source = read(tmp_path, pdf(lines, info=info)).source
    assert (source.title, source.author, source.date) == (title, author, date)


def test_a_document_without_a_title_line_has_that_of_its_metadata(tmp_path: Path) -> None:
    """Unless that is the name of a file."""
    lines = ["The cat sat on the mat in Brimfield."]
    assert read(tmp_path, pdf(lines, info={"Title": "Cats and mats"})).source.title == "Cats and mats"
    assert read(tmp_path, pdf(lines, info={"Title": "cats_final.docx"})).source.title == lines[0]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_document_that_opens_without_a_password_is_read(tmp_path: Path, algorithm: str) -> None:
    """Many are locked against changes only."""
    assert read(tmp_path, encrypted("", algorithm)).text == read(tmp_path, pdf(PAGE)).text


def blank(pages: int) -> bytes:
    """Return a document of pages without text."""
    return pdf(*([[]] * pages))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (encrypted("secret", "RC4-128"), "encrypted"),
        (encrypted("secret", "AES-256"), "encrypted"),
        (blank(3), "without text, maybe scanned"),
        (blank(10_000), "10,000 pages, more than 2,000"),
        (pdf(*([["The same line of text, over and over again." * 30] * 60] * 75)), "5 million characters"),
        (pdf(PAGE)[:400], "broken"),
        (b"%PDF-1.4\nnothing", "broken"),
        (b"The cat sat on the mat.", "broken"),
        (
            pdf(PAGE).replace(b"/Count 1", b"/Count 1/Parent 2 0 R").replace(b"/Kids[6 0 R]", b"/Kids[2 0 R]"),
            "broken|without text",
        ),
        (pdf(["1", "2"]), "without text"),
    ],
    ids="password aes scanned pages large cut header text loop numbers".split(),
)
def test_what_is_no_article_is_told(tmp_path: Path, data: bytes, says: str) -> None:
    """The message says what it is instead."""
    with pytest.raises(ArticleError, match=says):
        read(tmp_path, data)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_document_is_read_or_told(tmp_path: Path, seed: int) -> None:
    """Whatever the damage, nothing but ArticleError is raised."""
    dice = random.Random(seed)  # noqa: S311 - a test's data
    data = bytearray(pdf(PAGE, PAGE, info={"Title": "Cats", "CreationDate": "D:2017"}))
    for _ in range(dice.randint(1, 30)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    try:
        assert read(tmp_path, bytes(data)).text
    except ArticleError as error:
        assert str(error)  # noqa: PT017 - either is right


def test_blocks_know_their_page_and_contents_are_no_prose(tmp_path: Path) -> None:
    """Lines that dots lead to a number are left out, with the word above them."""
    contents = ["Contents", "1 Mooring .............. 2", "2 Fees . . . . . . . . . 3"]
    article = read(tmp_path, pdf(contents, ["A boat pays 45 crowns a night."], ["The harbour closes in December."]))
    assert [(block.page, article.text[slice(*block.span)]) for block in article.blocks] == [
        (2, "A boat pays 45 crowns a night."),
        (3, "The harbour closes in December."),
    ]


@pytest.mark.parametrize(
    "title", ["Introduction", "This paper is included in the Proceedings of the 30th Meeting", "None"]
)
def test_a_title_of_a_template_is_none(tmp_path: Path, title: str) -> None:
    """The first line is taken instead, and an author who is not named stays unnamed."""
    source = read(tmp_path, pdf(["Cats of Brimfield", "", "A cat sat on the mat. " * 5], info={"Title": title})).source
    assert (source.title, source.author) == ("Cats of Brimfield", None)


@pytest.mark.parametrize("soup", ["\ue001\ue002\ue003 " * 40, "7KH FDW VDW RQ WKH PDW LQ %ULPILHOG " * 20])
def test_glyph_soup_is_told(tmp_path: Path, soup: str) -> None:
    """A font that maps its glyphs to nothing, or to other letters, cannot be searched; one such page costs itself."""
    with pytest.raises(ArticleError, match="which characters they show"):
        read(tmp_path, pdf([soup]))
    article = read(tmp_path, pdf([soup], ["A boat pays 45 crowns a night."]))
    assert article.notes == ("1 of its 2 pages could not be read.",)


_LINES = ["word{n}", "word{n} is dear in Brimfield, said the mayor of it.", "- word{n} of it", "2.1 word{n}", ""]


@given(st.lists(st.lists(st.sampled_from(_LINES), max_size=8), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_blocks_tile_the_text_and_hold_all_that_is_printed(pages: list[list[str]]) -> None:
    """Whatever the lines are: in order, on their page, and every word is in a block or is the title."""
    count = map("".join, itertools.product("abcdefgh", repeat=2))  # digits would make them running heads
    printed = [[line.format(n=next(count)) for line in page] for page in pages]
    written = re.findall(r"word[a-h]+", " ".join(itertools.chain(*printed)))
    assume(written)
    content = pdf_content(pdf(*printed))
    end = 0
    for block in content.blocks:
        assert end <= block.span.start < block.span.end <= len(content.text)
        first = re.search(r"word[a-h]+", content.text[slice(*block.span)])
        assert block.page is not None
        assert first is None or first[0] in " ".join(printed[block.page - 1])
        end = block.span.end
    shown = [content.fields.title or "", *(content.text[slice(*block.span)] for block in content.blocks)]
    assert re.findall(r"word[a-h]+", " ".join(shown)) == written
