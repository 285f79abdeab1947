"""What a file says of itself above its text, in any of the ways that writers' tools have for it."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Final, NamedTuple

import yaml

from index.readers.metadata import SourceFields, usable

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST: Final = 16_384
"""Characters; a longer block is not front matter."""

_MOST_NODES: Final = 2000  # of a block's YAML
_SPACE = re.compile(r"\s*")
# The closing line is the next one of three dashes (or dots): searched once, so that a text of dashes stays cheap.
_DASHES = re.compile(r"---[ \t]*\n")
_CLOSING_DASHES = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_PLUSES = re.compile(r"\+\+\+[ \t]*\n")
_CLOSING_PLUSES = re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE)
_SEMICOLONS = re.compile(r"\n;;;[ \t]*(?:\n|\Z)")
_LINE = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*\S)[ \t]*$", re.MULTILINE)
_KNOWN: Final = r"title|date|authors?|tags|categor(?:y|ies)|layout|slug|permalink"
_OPENS_WITHOUT_DASHES = re.compile(rf"(?:{_KNOWN})[ \t]*:", re.IGNORECASE)
_YAML_LINE = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:[ \t].*)?\Z|[ \t]+\S|-[ \t]|#|\s*\Z")
_HEADER_LINE = re.compile(r"(?P<key>[A-Za-z][\w -]{0,24}?)[ \t]*:[ \t]*(?P<value>\S.{0,300})(?:\n|\Z)")
_PANDOC_LINE = re.compile(r"%[ \t]*(?P<value>.*(?:\n[ \t]+\S.*)*)(?:\n|\Z)")
_TITLED: Final = frozenset({"title", "date"})


class FrontMatter(NamedTuple):
    """What the front matter says, and where the text begins behind it."""

    fields: SourceFields
    end: int


_NONE: Final = FrontMatter(SourceFields(), 0)


def read_front_matter(text: str) -> FrontMatter:
    """Read the front matter of a text; where there is none, the fields are unset and the text begins at 0.

    It is YAML between dashes (also without the first of them, as Hexo has it), TOML between pluses, JSON, Pandoc's
    title block, or lines such as "Title: …" up to the first empty one. What is broken YAML (a title with a colon in
    it, mostly) is read line by line. Values that cannot be used, such as a date that is none, are left out.
    """
    opening = _SPACE.match(text)
    start = opening.end() if opening else 0
    match text[start : start + 1]:
        case "-":
            return _between_dashes(text, start)
        case "+":
            return _between_pluses(text, start)
        case "{" | '"':
            return _json(text, start)
        case "%":
            return _pandoc(text, start)
    front = _without_dashes(text, start)
    return front if front.end else _header_lines(text, start)


def _between_dashes(text: str, start: int) -> FrontMatter:
    opening = _DASHES.match(text, start)
    closing = _CLOSING_DASHES.search(text, opening.end(), opening.end() + LONGEST) if opening else None
    if opening is None or closing is None:
        return _NONE
    block = text[opening.end() : closing.start()]
    if block.strip() and not _LINE.search(block):
        return _NONE  # two rules with prose between them
    return FrontMatter(_yaml_fields(block), closing.end())


def _without_dashes(text: str, start: int) -> FrontMatter:
    if not _OPENS_WITHOUT_DASHES.match(text, start):
        return _NONE
    closing = _CLOSING_DASHES.search(text, start, start + LONGEST)
    if closing is None:
        return _NONE
    lines = text[start : closing.start()].rstrip("\n").split("\n")
    if len(lines) < len(_TITLED) or not all(map(_YAML_LINE.match, lines)):
        return _NONE  # a heading that is underlined
    return FrontMatter(_yaml_fields("\n".join(lines)), closing.end())


def _between_pluses(text: str, start: int) -> FrontMatter:
    opening = _PLUSES.match(text, start)
    closing = _CLOSING_PLUSES.search(text, opening.end(), opening.end() + LONGEST) if opening else None
    if opening is None or closing is None:
        return _NONE
    block = text[opening.end() : closing.start()]
    try:
        values = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        values = {}
    return FrontMatter(_fields(values), closing.end())


def _json(text: str, start: int) -> FrontMatter:
    """Read a JSON object, or Hexo's, which has no braces and ends with ";;;"."""
    block, closing = text[start : start + LONGEST], None
    if not block.startswith("{"):
        closing = _SEMICOLONS.search(block)
        if closing is None:
            return _NONE
        block = "{" + block[: closing.start()].rstrip().rstrip(",") + "}"
    try:
        values, end = json.JSONDecoder().raw_decode(block)
    except (ValueError, RecursionError):
        return _NONE
    return FrontMatter(_fields(values), start + (closing.end() if closing else end)) if values else _NONE


def _pandoc(text: str, start: int) -> FrontMatter:
    values: dict[str, str] = {}
    at = start
    for name in ("title", "author", "date"):
        line = _PANDOC_LINE.match(text, at)
        if line is None:
            break
        values[name] = ", ".join(part.strip() for part in line["value"].replace(";", "\n").split("\n"))
        at = line.end()
    return FrontMatter(usable(values), at) if values.get("title") else _NONE


def _header_lines(text: str, start: int) -> FrontMatter:
    """Read "Title: …", "Date: …", as Pelican and MultiMarkdown have them, up to the first empty line."""
    values: dict[str, str] = {}
    at = start
    while line := _HEADER_LINE.match(text, at):
        values.setdefault(line["key"].lower(), line["value"].strip())
        at = line.end()
    at_end = not text[at:].strip() or text[at] == "\n"
    is_header = _OPENS_WITHOUT_DASHES.match(text, start) and "title" in values and len(values) > 1
    return FrontMatter(usable(values), at) if is_header and at_end else _NONE


def _yaml_fields(block: str) -> SourceFields:
    values = _yaml(block)
    if values is None:
        values = {key: value.strip("\"'[] ") for key, value in _LINE.findall(block)}
    return _fields(values)


def _fields(values: Mapping[str, object]) -> SourceFields:
    """Return the fields of a mapping: a list is joined by commas, of a person the name is taken."""
    inner = values.get("params")
    every = {**inner, **values} if isinstance(inner, dict) else values
    return usable({str(key): words for key, value in every.items() if (words := _said(value))})


def _said(value: object) -> object:
    if isinstance(value, list):
        return ", ".join(filter(None, (str(_said(part) or "") for part in value)))
    if isinstance(value, dict):
        return _said(value.get("name") or value.get("title"))
    return value


def _yaml(block: str) -> dict[str, object] | None:
    """Return what a YAML mapping holds; None where it is no mapping.

    The nodes are read as they were written and never built into objects: aliases, merges and tags can do no harm, and
    `2021-13-45` is a text like any other.
    """
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader)
        plain = _plain(node, [_MOST_NODES])
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return plain if isinstance(plain, dict) else None


def _plain(node: yaml.Node | None, left: list[int]) -> object:
    """Return a node's texts as lists and mappings; `left` counts down the nodes, of which aliases can make billions."""
    left[0] -= 1
    if left[0] < 0 or node is None:
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part, left) for part in node.value]
    if isinstance(node, yaml.MappingNode):
        pairs = [pair for pair in node.value if isinstance(pair[0], yaml.ScalarNode)]
        return {key.value: _plain(value, left) for key, value in pairs if key.value != "<<"}
    return None if node.tag == "tag:yaml.org,2002:null" else node.value
