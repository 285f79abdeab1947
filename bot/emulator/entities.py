"""HTML text → what Telegram shows: plain text and entities, with offsets in UTF-16 units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from bot.emulator.params import JSON, RefusedError, bad_request

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
}
_REFERENCE = re.compile(r"&(?:#([0-9]{1,9})|#x([0-9a-fA-F]{1,8})|([a-zA-Z]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)(?=[\s>])))?""")


class _Open(NamedTuple):
    tag: str
    attributes: dict[str, str]
    offset: int


def utf16(text: str) -> int:
    """Return the length of `text` in UTF-16 units, as Telegram counts; half a surrogate pair is one unit."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(html: str) -> tuple[str, list[JSON]]:
    """Return the text that HTML shows and its entities, trimmed of white space at both ends.

    Raises RefusedError where tags are unknown, unclosed or crossed.
    """
    try:
        text, entities = _Parser(html).parse()
    except RefusedError as refused:
        raise bad_request(f"can't parse entities: {refused.description}") from None
    content = text.strip()
    return content, list(_trimmed(entities, utf16(text[: len(text) - len(text.lstrip())]), utf16(content)))


def _trimmed(entities: list[JSON], lead: int, length: int) -> Iterator[JSON]:
    for entity in sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])):
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, length)
        if end > start:
            yield {**entity, "offset": start, "length": end - start}


class _Parser:
    """Reads one HTML text from left to right, keeping the tags that are open."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._at = 0
        self._pieces: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[JSON] = []

    def parse(self) -> tuple[str, list[JSON]]:
        while self._at < len(self._html):
            if self._html[self._at] != "<":
                self._read_text()
            elif self._html.startswith("</", self._at):
                self._read_end()
            else:
                self._read_start()
        if self._open:
            raise RefusedError(400, f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return "".join(self._pieces), self._entities

    def _offset(self) -> int:
        return len(self._html[: self._at].encode())

    def _read_text(self) -> None:
        end = self._html.find("<", self._at)
        end = len(self._html) if end < 0 else end
        text = _REFERENCE.sub(_resolved, self._html[self._at : end])
        self._pieces.append(text)
        self._length += utf16(text)
        self._at = end

    def _read_start(self) -> None:
        begin = self._offset()
        named = re.compile(r"[^\s>]*(?=[\s>])").match(self._html, self._at + 1)
        if named is None:
            raise RefusedError(400, f"Unclosed start tag at byte offset {begin}")
        tag = named.group().lower()
        if tag not in KINDS:
            raise RefusedError(400, f'Unsupported start tag "{tag}" at byte offset {begin}')
        attributes, self._at = self._attributes(tag, named.end(), begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise RefusedError(400, f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        # Telegram drops the inner one silently.
        if tag == "blockquote" and any(element.tag == tag for element in self._open):
            raise RefusedError(400, f"Blockquote inside a blockquote at byte offset {begin}")
        if self._open and self._open[-1].tag in ("pre", "code") and (self._open[-1].tag, tag) != ("pre", "code"):
            # Telegram drops one of the two silently.
            raise RefusedError(400, f'Tag "{tag}" inside code at byte offset {begin}')
        self._open.append(_Open(tag, attributes, self._length))

    def _attributes(self, tag: str, at: int, begin: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            while at < len(self._html) and self._html[at].isspace():
                at += 1
            if at == len(self._html):
                raise RefusedError(400, f'Unclosed start tag "{tag}" at byte offset {begin}')
            if self._html[at] == ">":
                return attributes, at + 1
            attribute = _ATTRIBUTE.match(self._html, at)
            if attribute is None:
                raise RefusedError(400, f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
            value = next((group for group in attribute.groups()[1:] if group is not None), "")
            attributes[attribute.group(1).lower()] = _REFERENCE.sub(_resolved, value)
            at = attribute.end()

    def _read_end(self) -> None:
        begin = self._offset()
        if not self._open:
            raise RefusedError(400, f"Unexpected end tag at byte offset {begin}")
        closing = re.compile(r"</([^\s>]*)\s*>").match(self._html, self._at)
        if closing is None:
            raise RefusedError(400, f"Unclosed end tag at byte offset {begin}")
        opened = self._open.pop()
        if closing.group(1) and closing.group(1).lower() != opened.tag:
            wanted = f'expected "</{opened.tag}>", found "</{closing.group(1)}>"'
            raise RefusedError(400, f"Unmatched end tag at byte offset {begin}, {wanted}")
        self._at = closing.end()
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        if self._length == opened.offset:
            return
        entity: JSON = {"type": KINDS[opened.tag], "offset": opened.offset, "length": self._length - opened.offset}
        if opened.tag == "a":
            url = opened.attributes.get("href", "")
            if not reachable(url):
                return  # Telegram shows such a link as plain text, without a word
            entity["url"] = url
        if opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        self._entities.append(entity)


def _resolved(reference: re.Match[str]) -> str:
    """Return the character that a reference stands for; what Telegram does not know stays as it is written."""
    decimal, hexadecimal, name = reference.groups()
    if name:
        return _NAMED.get(name, reference.group())
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else reference.group()


def reachable(url: str) -> bool:
    """Tell whether Telegram makes a link of it: http, https, tg or ton, with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https", "tg", "ton"} and bool(parts.netloc) and not re.search(r"\s", url)
