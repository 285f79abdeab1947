"""The YAML block between two lines of dashes with which a text may open."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import yaml

from index.readers.metadata import SourceFields, usable

LONGEST: Final = 16_384
"""Characters; a longer block is not front matter."""

# The closing line is the next one of three dashes (or dots): searched once, so that a text of dashes stays cheap.
_OPEN = re.compile(r"\s*^---[ \t]*\n", re.MULTILINE)
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_LINE = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.*\S)[ \t]*$", re.MULTILINE)


class FrontMatter(NamedTuple):
    """What the front matter says, and where the text begins behind it."""

    fields: SourceFields
    end: int


def read_front_matter(text: str) -> FrontMatter:
    """Read the front matter of a text; where there is none, the fields are unset and the text begins at 0.

    What is broken YAML (a title with a colon in it, mostly) is read line by line. Values that cannot be used, such as
    a date that is none, are left out.
    """
    opening = _OPEN.match(text)
    closing = _CLOSE.search(text, opening.end(), opening.end() + LONGEST) if opening else None
    if opening is None or closing is None:
        return FrontMatter(SourceFields(), 0)
    block = text[opening.end() : closing.start()]
    lines = dict(_LINE.findall(block))
    if block.strip() and not lines:
        return FrontMatter(SourceFields(), 0)  # two rules with prose between them
    values = _yaml(block)
    if values is None:
        values = {key: value.strip("\"'[] ") for key, value in lines.items()}
    return FrontMatter(usable(values), closing.end())


def _yaml(block: str) -> dict[str, str] | None:
    """Return the scalars of a YAML mapping, a list of them joined by commas; None where it is no mapping.

    The nodes are read as they were written and never built into objects: aliases, merges and tags can do no harm, and
    `2021-13-45` is a text like any other.
    """
    try:
        node = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    if not isinstance(node, yaml.MappingNode):
        return None
    values: dict[str, str] = {}
    for key, value in node.value:
        parts = value.value if isinstance(value, yaml.SequenceNode) else [value]
        if isinstance(key, yaml.ScalarNode) and all(isinstance(part, yaml.ScalarNode) for part in parts):
            said = [part.value for part in parts if part.tag != "tag:yaml.org,2002:null"]
            values[key.value] = ", ".join(said)
    return values
