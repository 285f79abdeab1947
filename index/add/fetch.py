"""Fetching a page or a file from the web: with limits, and from public addresses only."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urldefrag, urlsplit

from index.add.addresses import is_public
from index.errors import AddError
from index.readers.files import largest
from index.readers.metadata import is_web_address

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

MAX_FETCH_SECONDS: Final = 30.0
"""How long a fetch may take, from the first look-up to the last byte."""

_CONNECT_SECONDS: Final = 8.0  # to one of a host's addresses
_MAX_REDIRECTS: Final = 5
_TYPES: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/epub+zip": ".epub",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
}
_UNTOLD: Final = frozenset({"", "application/octet-stream", "binary/octet-stream"})
_HEADERS: Final = {
    "User-Agent": "citebot",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/*;q=0.9, */*;q=0.1",
    "Accept-Encoding": "identity",  # so that the size on the wire is the size
}


class Fetched(NamedTuple):
    """What stands at a web address; `suffix` is the ending of a file of its kind, `charset` what the server said."""

    url: str
    suffix: str
    charset: str | None
    data: bytes


class _Redirect(NamedTuple):
    url: str


def fetch(url: str, *, allowed: Callable[[str], bool] = is_public, seconds: float = MAX_FETCH_SECONDS) -> Fetched:
    """Fetch what stands at an http or https address, after at most five redirects.

    `allowed` tells of an IP address whether it may be connected to. A host's name is looked up once a hop, and the
    connection goes to an address that was allowed: a name that changes its address meanwhile gains nothing by it.
    Raises AddError, naming the address and what is wrong with it.
    """
    try:
        import httpx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise AddError("To fetch pages, install the extra ingest: pip install 'citebot[ingest]'.") from error
    try:
        return asyncio.run(_fetch(urldefrag(url).url, seconds, allowed))
    except (TimeoutError, httpx.TimeoutException) as error:
        raise AddError(f"{url} did not answer whole within {seconds:g} s: try again, or save the page.") from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise AddError(f"{url} cannot be fetched ({error!s:.120}): check the address.") from error


async def _fetch(url: str, seconds: float, allowed: Callable[[str], bool]) -> Fetched:
    async with asyncio.timeout(seconds):
        for _ in range(_MAX_REDIRECTS + 1):
            _check(url)
            response = await _hop(url, await _look_up(url, allowed), seconds)
            if isinstance(response, Fetched):
                return response
            url = urldefrag(response.url).url
    raise AddError(f"{url} redirects more than {_MAX_REDIRECTS} times: give the address where it ends.")


def _check(url: str) -> None:
    if not is_web_address(url):
        raise AddError(f"{url} is not an http or https address, and nothing else is fetched.")
    if "@" in urlsplit(url).netloc:
        raise AddError(
            "An address with a name or a password in it is not fetched, as it would be shown: save the page."
        )


async def _look_up(url: str, allowed: Callable[[str], bool]) -> list[str]:
    """Return the addresses of a host that a connection may go to."""
    parts = urlsplit(url)
    try:
        records = await asyncio.get_running_loop().getaddrinfo(
            parts.hostname, parts.port or 80, type=socket.SOCK_STREAM
        )
    except (OSError, UnicodeError) as error:
        raise AddError(f"The host {parts.hostname} is not known: check the address and the network.") from error
    addresses = list(dict.fromkeys(str(record[4][0]) for record in records))
    fit = [candidate for candidate in addresses if allowed(candidate)]
    if not fit:
        raise AddError(
            f"{parts.hostname} is {addresses[0]}, which is this machine or its network: use --allow-private to fetch "
            "from there."
        )
    return fit


async def _hop(url: str, addresses: list[str], seconds: float) -> Fetched | _Redirect:
    """Get one address of the web from the first of the host's addresses that answers."""
    import httpx  # noqa: PLC0415 - an extra

    # Without trust_env no proxy stands between us and the address that was checked.
    timeout = httpx.Timeout(seconds, connect=min(seconds, _CONNECT_SECONDS))
    async with httpx.AsyncClient(trust_env=False, timeout=timeout, headers=_HEADERS) as client:
        for address in addresses[:-1]:
            try:
                return await _get(client, url, address)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return await _get(client, url, addresses[-1])


async def _get(client: httpx.AsyncClient, url: str, address: str) -> Fetched | _Redirect:
    import httpx  # noqa: PLC0415 - an extra

    named = httpx.URL(url)
    # The request goes to the address; the server, and its certificate, go by the name.
    request = client.build_request(
        "GET",
        named.copy_with(host=address),
        headers={"Host": named.netloc.decode("ascii")},
        extensions={"sni_hostname": named.raw_host.decode("ascii")},
    )
    response = await client.send(request, stream=True)
    try:
        if response.has_redirect_location:
            return _Redirect(str(named.join(response.headers["Location"])))
        if response.status_code != httpx.codes.OK:
            raise AddError(f"{url} cannot be fetched: the server says {_status(response)}.")
        suffix = _suffix(response, url)
        return Fetched(url, suffix, response.charset_encoding, await _body(response, url, suffix))
    finally:
        await response.aclose()


def _status(response: httpx.Response) -> str:
    return f"{response.status_code} {response.reason_phrase}".strip()


def _suffix(response: httpx.Response, url: str) -> str:
    """Return the ending of the file to be made, by the content type or, where that says nothing, by the address."""
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    path = urlsplit(url).path.lower()
    by_name = next((suffix for suffix in {*_TYPES.values(), ".htm"} if path.endswith(suffix)), None)
    if kind == "text/plain" and by_name in {".md", ".jsonl"}:
        return by_name
    suffix = _TYPES.get(kind) or (by_name if kind in _UNTOLD else None)
    if suffix is None:
        raise AddError(
            f"{url} is {kind or 'of a kind that the server does not name'}, not a page, a text or a PDF document."
        )
    return suffix


async def _body(response: httpx.Response, url: str, suffix: str) -> bytes:
    data = bytearray()
    async for chunk in response.aiter_bytes():
        data += chunk
        if len(data) > largest(suffix):
            raise AddError(f"{url} is larger than {largest(suffix) // 1_000_000} MB: save a part of it.")
    return bytes(data)
