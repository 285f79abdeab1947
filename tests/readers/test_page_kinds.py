"""What kinds of blocks a web page gives, and what of it is left out."""

from __future__ import annotations

import pytest

from index.errors import ArticleError
from index.readers.html.masthead import author_of
from index.readers.html.page import page_content

SENTENCE = "The boiler of house B is being replaced until the end of the month, so bring a bucket."


def kinds(body: str) -> list[tuple[str, int, str]]:
    """Return the blocks of a page with their kinds and levels."""
    content = page_content(f"<html><body><main><h1>Rules</h1><p>{SENTENCE}</p>{body}</main></body></html>".encode())
    return [(str(one.kind), one.level, content.text[slice(*one.span)]) for one in content.blocks][1:]


def test_lists_keep_their_levels_and_markers() -> None:
    """The marker stands in the text, outside of the block."""
    body = "<ol start=3><li>Wash<ul><li>at 40</li></ul></li><li>Dry</li></ol>"
    assert kinds(body) == [("item", 1, "Wash"), ("item", 2, "at 40"), ("item", 1, "Dry")]
    text = page_content(f"<main><p>{SENTENCE}</p>{body}</main>".encode()).text
    assert text.endswith("3. Wash\n  - at 40\n4. Dry")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<dl><dt>Who pays?<dd>The guest.</dl>", [("question", 0, "Who pays?"), ("answer", 0, "The guest.")]),
        ("<dl><dt>Wash<dd>12 crowns</dl>", [("item", 1, "Wash: 12 crowns")]),
        (
            "<details><summary>Who pays?</summary><p>The guest.</p></details>",
            [("question", 0, "Who pays?"), ("answer", 0, "The guest.")],
        ),
        (
            "<details><summary>Costs</summary>A wash costs 12 crowns.</details>",
            [("heading", 2, "Costs"), ("paragraph", 0, "A wash costs 12 crowns.")],
        ),
        (
            "<table><caption>Prices</caption><tr><td>Wash</td><td>12</td></tr><thead><tr><th>What<th>Crowns</thead></table>",
            [("paragraph", 0, "Prices"), ("row", 0, "What | Crowns"), ("row", 0, "Wash | 12")],
        ),
        ("<pre>\n  a\n    b\n</pre>", [("code", 0, "a\n    b")]),
        ("<section><span>The key hangs here.</span></section>", [("paragraph", 0, "The key hangs here.")]),
        (
            "<article><h2>Noise</h2><p>Be quiet.</p></article><article><h2>Bicycles</h2><p>In the shed.</p></article>",
            [
                ("heading", 2, "Noise"),
                ("paragraph", 0, "Be quiet."),
                ("heading", 2, "Bicycles"),
                ("paragraph", 0, "In the shed."),
            ],
        ),
    ],
)
def test_an_element_gives_its_kind_of_block(body: str, expected: list[tuple[str, int, str]]) -> None:
    """Questions with their answers, terms with what they mean, rows below their header, code as it stands."""
    assert kinds(body) == expected


def test_what_is_left_out_by_guess_is_told() -> None:
    """What the page itself declares as navigation is not."""
    menu = "".join(f"<a href=/{n}>Harbour news number {n}</a> " for n in range(9))
    page = f"<html><body>{{}}<p>{SENTENCE}</p></body></html>"
    assert page_content(page.format(f"<div>{menu}</div>").encode()).notes == (
        "70 % of the text was taken for navigation.",
    )
    assert page_content(page.format(f"<nav>{menu}</nav>").encode()).notes == ()


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 10_000 + SENTENCE,
        "<div>" * 1_000 + f"<p>{SENTENCE}",
        f"<h1>{'cat ' * 250_000}</h1><p>{SENTENCE}</p>",
        f"<p>{SENTENCE}</p><table>" + "<tr><td>a<td>b" * 100_000,
        "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + f">{SENTENCE}</p>",
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>{SENTENCE} &x;</p>',
    ],
    ids="deep nested heading table attributes entity".split(),
)
def test_a_monstrous_page_is_read_or_told(page: str) -> None:
    """And nothing is fetched."""
    try:
        assert SENTENCE in page_content(page.encode()).text
    except ArticleError as error:
        assert any(word in str(error) for word in ("elements", "nested", "attributes"))  # noqa: PT017 - each is right


def test_every_article_of_a_page_is_read() -> None:
    """Where none of them is most of the page."""
    parts = {"Bikes": "Bikes stand in the shed.", "Grills": "Grills are forbidden here.", "Dogs": "Dogs stay outside."}
    page = "".join(f"<article><h2>{name}</h2><p>{rule}</p></article>" for name, rule in parts.items())
    content = page_content(f"<html><head><title>Rules</title></head><body><h1>Rules</h1>{page}</body></html>".encode())
    said = [content.text[slice(*block.span)] for block in content.blocks]
    assert said == [text for pair in parts.items() for text in pair]


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("Lena Ortiz August 3", "Lena Ortiz"),
        ("Lena Ortiz, Monday", "Lena Ortiz"),
        ("Username", None),
        ("Last updated January 7", None),
        ("May Holt, Jan Berg", "May Holt, Jan Berg"),
    ],
)
def test_an_author_is_a_name(said: str, author: str | None) -> None:
    """No date, no account, no note of a change; May and Jan are names too."""
    assert author_of(said) == author


def test_a_line_of_marks_and_date_above_the_prose_is_no_prose() -> None:
    """Its date is the article's, as it stands below the title."""
    head = "<h1>渡口的钟</h1><div><span>原创</span> <a>河港生活</a> <em>2021年03月12日 08:00</em></div>"
    content = page_content(f"<title>渡口的钟</title>{head}<section><span>渡口的钟重两吨半。</span></section>".encode())
    assert [content.text[slice(*one.span)] for one in content.blocks] == ["渡口的钟重两吨半。"]
    assert content.fields.date == "2021-03-12"


def test_the_name_of_the_site_is_no_part_of_a_title() -> None:
    """Also where the page itself is headed otherwise."""
    head = '<meta property="og:title" content="Rules of the house | Harbour">'
    page = f"<head>{head}</head><main><h1>Our rules</h1><p>{SENTENCE}</p></main>"
    assert page_content(page.encode()).fields.title == "Rules of the house"
