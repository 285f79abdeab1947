"""Fetching from the web, tried on a server of this machine."""

from __future__ import annotations

import gzip
import socket
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from index.add.fetch import Fetched, fetch
from index.errors import AddError
from index.readers.files import largest
from tests.support.web import Page, Web, web

if TYPE_CHECKING:
    from collections.abc import Iterator

HTML = b"<p>The cat sat on the mat in Brimfield.</p>"


@pytest.fixture
def site() -> Iterator[Web]:
    """Return a server without pages."""
    with web() as running:
        yield running


def anywhere(address: str) -> bool:
    """Allow every address."""
    return True


def only_one(address: str) -> bool:
    """Allow the server's address, as if it were the only public one."""
    return address == "127.0.0.1"


def test_a_page_is_fetched(site: Web) -> None:
    """With its kind, its encoding and its address, which is without what stands behind a "#"."""
    site.pages["/a?b=c"] = Page(HTML, "Text/HTML; charset=GB2312")
    assert fetch(site.url("/a?b=c#d"), allowed=anywhere) == Fetched(site.url("/a?b=c"), ".html", "gb2312", HTML)
    (headers,) = site.asked
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert headers["User-Agent"] == "citebot"


@pytest.mark.parametrize(
    ("path", "kind", "suffix"),
    [
        ("/a", "application/xhtml+xml", ".html"),
        ("/a.html", "application/pdf", ".pdf"),
        ("/a", "text/plain; charset=utf-8", ".txt"),
        ("/a.md", "text/plain", ".md"),
        ("/a", "text/markdown", ".md"),
        ("/a.jsonl", "text/plain", ".jsonl"),
        ("/a.jsonl", "application/octet-stream", ".jsonl"),
        ("/A.PDF", None, ".pdf"),
    ],
)
def test_the_kind_is_the_servers_or_the_names(site: Web, path: str, kind: str | None, suffix: str) -> None:
    """The name counts where the server says nothing of use."""
    site.pages[path] = Page(HTML, kind)
    assert fetch(site.url(path), allowed=anywhere).suffix == suffix


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (Page(status=404), "404 Not Found"),
        (Page(status=503), "503"),
        (Page(status=204), "204"),
        (Page(status=302), "302"),
        (Page(HTML, "image/png"), "is image/png, not a page"),
        (Page(HTML, "application/json"), "application/json"),
        (Page(HTML, None), "of a kind that the server does not name"),
        (Page(HTML, "application/octet-stream"), "octet-stream"),
        (Page(b"x" * (largest(".html") + 1)), "larger than 20 MB"),
        (Page(b"x" * (largest(".txt") + 1), "text/plain"), "larger than 5 MB"),
        (Page(status=301, location="ftp://example.org/"), "not an http or https"),
        (Page(status=301, location="file:///etc/passwd"), "not an http or https"),
        (Page(status=301, location="http://u:p@127.0.0.1/"), "password"),
        (Page(status=302, location="/a"), "redirects more than 5 times"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else "",
)
def test_what_cannot_be_had_is_told(site: Web, page: Page, says: str) -> None:
    """In a line that says what the server did."""
    site.pages["/a"] = page
    with pytest.raises(AddError, match=says):
        fetch(site.url("/a"), allowed=anywhere)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("ftp://example.org/a", "not an http or https"),
        ("file:///etc/passwd", "not an http or https"),
        ("http://", "not an http or https"),
        ("http://[::1", "not an http or https"),
        ("http://exa mple.org/", "not an http or https"),
        ("https://user:secret@example.org/", "password"),
        ("http://no-such-host.invalid/", "no-such-host.invalid is not known"),
        ("http://127.0.0.1:99999/", "cannot be fetched"),
        ("http://" + "a" * 300 + ".org/", "not known|cannot be fetched"),
        ("http://exämple..org/", "not known|cannot be fetched"),
    ],
)
def test_an_address_that_is_none_is_told(url: str, says: str) -> None:
    """And no password is shown again."""
    with pytest.raises(AddError, match=says) as error:
        fetch(url)
    assert "secret" not in str(error.value)


def test_nobody_there_is_told() -> None:
    """A port on which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    with pytest.raises(AddError, match="cannot be fetched"):
        fetch(url, allowed=anywhere)


def test_redirects_are_followed(site: Web) -> None:
    """The address is then the last one's."""
    site.pages.update({f"/{n}": Page(status=302, location=f"/{n + 1}") for n in range(5)} | {"/5": Page(HTML)})
    assert fetch(site.url("/0"), allowed=anywhere).url == site.url("/5")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]"]
)
def test_this_machine_is_not_fetched_from(site: Web, host: str) -> None:
    """However it is written; the message names the option."""
    with pytest.raises(AddError, match=r"--allow-private|is not known"):
        fetch(site.url("/a", host))
    assert site.asked == []


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost.localdomain.invalid", "169.254.169.254", "[::1]"])
def test_each_redirect_is_checked(site: Web, host: str) -> None:
    """A page of the internet cannot send us to an address within."""
    site.pages.update({"/a": Page(status=302, location=site.url("/b", host)), "/b": Page(HTML)})
    with pytest.raises(AddError, match=r"--allow-private|is not known"):
        fetch(site.url("/a"), allowed=only_one)
    assert len(site.asked) == 1


def test_a_name_is_looked_up_once(site: Web) -> None:
    """What was checked is what is connected to, so that a name which then changes its address gains nothing."""
    site.pages["/a"] = Page(HTML)
    looked_up: list[object] = []
    connected: list[object] = []
    on = True

    def hook(event: str, details: tuple[object, ...]) -> None:
        if on and event == "socket.getaddrinfo" and details[0] in {"localhost", b"localhost"}:
            looked_up.append(details[0])
        if on and event == "socket.connect" and isinstance(details[1], tuple):
            connected.append(details[1][0])

    sys.addaudithook(hook)
    assert fetch(site.url("/a", "localhost"), allowed=only_one).data == HTML
    on = False
    assert len(looked_up) == 1
    assert set(connected) == {"127.0.0.1"}
    assert site.asked[0]["Host"] == f"localhost:{site.port}"


@pytest.mark.parametrize("body", [b"x" * 1_000, b""])
def test_a_fetch_ends_in_time(site: Web, body: bytes) -> None:
    """Whether the server sends a byte now and then, or nothing at all."""
    done = threading.Event()
    site.pages["/a"] = Page(body or b"x", slowly=lambda: done.wait(0.05 if body else 60))
    with pytest.raises(AddError, match=r"within 0\.4 s"):
        fetch(site.url("/a"), allowed=anywhere, seconds=0.4)
    done.set()


def test_no_proxy_stands_between(site: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be the one to look up the name."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    site.pages["/a"] = Page(HTML)
    assert fetch(site.url("/a"), allowed=anywhere).data == HTML


def test_what_a_server_packs_unasked_counts_unpacked(site: Web) -> None:
    """A small body may hold much."""
    assert len(gzip.compress(bytes(largest(".html") + 1))) < 100_000
    site.pages["/a"] = Page(gzip.compress(HTML), "text/html\r\nContent-Encoding: gzip")
    site.pages["/b"] = Page(gzip.compress(bytes(largest(".html") + 1)), "text/html\r\nContent-Encoding: gzip")
    assert fetch(site.url("/a"), allowed=anywhere).data == HTML
    with pytest.raises(AddError, match="larger"):
        fetch(site.url("/b"), allowed=anywhere)
