"""Pages that a browser saved in one file."""

from __future__ import annotations

import pytest

from index.errors import ArticleError
from index.readers.mhtml import mhtml_content

PAGE = (
    "<html><head><title>Lock reopens</title></head><body><nav><a href=a>Home</a></nav><main><h1>Lock reopens</h1>"
    "<p>The lock on the Elv was reopened after five months of repairs, said the caf=C3=A9.</p></main></body></html>"
)


def saved(page: str = PAGE, kind: str = "text/html; charset=utf-8") -> bytes:
    """Return a file as Chromium writes it."""
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/lock\r\n"
        "Subject: =?utf-8?Q?Lock=20reopens?=\r\nDate: Sat, 3 Aug 2019 10:20:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n\r\n--b\r\n'
        f"Content-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://example.org/lock\r\n\r\n{page}\r\n--b\r\n"
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n"
    ).encode()


def test_the_page_in_it_is_read() -> None:
    """With the address it came from; the day on which it was saved is none of the article's."""
    content = mhtml_content(saved())
    assert [content.text[slice(*block.span)] for block in content.blocks] == [
        "The lock on the Elv was reopened after five months of repairs, said the café."
    ]
    assert (content.fields.title, content.fields.url, content.fields.date) == (
        "Lock reopens",
        "https://example.org/lock",
        None,
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"one", "There is no web page in it"),
        (saved(kind="text/plain"), "There is no web page in it"),
        (saved()[:200], "There is no web page in it"),
        (saved()[:-200], "It breaks off"),
        (saved(page=""), "There is no article on the page"),
    ],
)
def test_what_holds_no_page_is_named(data: bytes, reason: str) -> None:
    """Another file of that name, one that breaks off, an empty page."""
    with pytest.raises(ArticleError, match=reason):
        mhtml_content(data)


def test_damage_anywhere_is_an_error_of_its_own() -> None:
    """Whatever byte is wrong, the page is read or named."""
    whole = saved()
    for at in range(0, len(whole), 5):
        try:
            mhtml_content(whole[:at] + b"\xff" + whole[at + 1 :])
        except ArticleError:
            continue
