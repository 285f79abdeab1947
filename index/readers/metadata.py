"""What an operator says of the articles: the five fields, and the file `sources.toml` that holds them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from index.readers.persons import author_name
from index.text.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SOURCES_FILE: Final = "sources.toml"


@dataclass(frozen=True, slots=True)
class SourceFields:
    """What is said of one article; `date` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, `url` is http or https."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None

    def over(self, other: SourceFields) -> SourceFields:
        """Return these fields, and the other's where these are unset."""
        return replace(other, **{name: value for name in NAMES if (value := getattr(self, name)) is not None})

    def but(self, other: SourceFields) -> SourceFields:
        """Return those of these fields that the other leaves unset."""
        return replace(self, **{name: None for name in NAMES if getattr(other, name) is not None})


NAMES: Final = tuple(field.name for field in fields(SourceFields))


class Layer(NamedTuple):
    """What one place says of an article, and the place in words."""

    place: str
    fields: SourceFields


def merge(layers: Sequence[Layer]) -> tuple[SourceFields, dict[str, str]]:
    """Return for each field what the first of the layers that has it says, and in which place that stands."""
    merged, places = SourceFields(), dict[str, str]()
    for place, values in layers:
        places = {name: place for name in NAMES if getattr(values, name) is not None} | places
        merged = merged.over(values)
    return merged, places


# Other names that files have for the fields, those that say most first: of a page that was clipped, `created` is when.
_ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "title": ("title", "标题", "標題"),
    "publisher": ("publisher", "site", "site_name", "sitename", "publication", "website", "newspaper"),
    "author": ("author", "authors", "byline", "by", "creator", "writer", "作者"),
    "date": (
        *("date", "published", "publishdate", "publish_date", "published_at", "published_date", "pubdate", "pub_date"),
        *("datepublished", "published_time", "日期", "发布日期", "created", "created_at"),
    ),
    "url": ("url", "link", "canonical_url", "canonical", "source_url", "original_url", "source", "permalink"),
}


class Sources(NamedTuple):
    """The entries of a `sources.toml` by article id, and what is wrong in it, a plain sentence each."""

    entries: dict[str, SourceFields]
    problems: list[str]


def load_sources(seeds: Path) -> Sources:
    """Read `sources.toml` in the seeds folder; what is wrong in it is left out and named, never raised."""
    try:
        tables = tomllib.loads((seeds / SOURCES_FILE).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return Sources({}, [])
    except (OSError, ValueError, RecursionError) as error:
        return Sources({}, [f"It cannot be read ({error}): nothing in it is used until it is mended."])
    entries: dict[str, SourceFields] = {}
    problems: list[str] = []
    for article, table in tables.items():
        if isinstance(table, dict):
            entries[article] = _entry(article, table, problems)
        else:
            problems.append(f'"{article}" stands alone: put it below a line with its article, ["folder/article"].')
    return Sources(entries, problems)


def _entry(article: str, table: dict[str, object], problems: list[str]) -> SourceFields:
    good: dict[str, str] = {}
    for name, value in table.items():
        if name not in NAMES:
            problems.append(f'["{article}"] has "{name}", which is none of {", ".join(NAMES)}.')
        elif (checked := check(name, value)) is None:
            wanted = {"date": "a date such as 2022-06 or 2022-06-20", "url": "an http or https address"}
            problems.append(f'["{article}"] {name}: {value!r:.80} is not {wanted.get(name, "a text")}.')
        else:
            good[name] = checked
    return SourceFields(**good)


def check(name: str, value: object) -> str | None:
    """Return a field's value as it is kept; None where it cannot be one. Dates may be TOML dates, years numbers."""
    if value is None or isinstance(value, (bool, dict, list, float)):
        return None
    if isinstance(value, int) and name != "date":
        return None
    text = " ".join(str(value).encode("utf-8", "replace").decode().split())  # YAML can write lone surrogates
    if name == "date":
        return parse_date(text)
    if name == "url":
        return text if is_web_address(text) else None
    if name == "author":
        return author_name(text)
    return None if not text or "{{" in text else text


def usable(values: Mapping[str, object]) -> SourceFields:
    """Return the fields among the values that a file holds, by their own or another usual name.

    Values that cannot be used, such as a date that is none, are left out.
    """
    by_name = {key.lower().replace("-", "_"): value for key, value in values.items()}
    record = {
        name: next((good for other in others if (good := check(name, by_name.get(other)))), None)
        for name, others in _ALIASES.items()
    }
    return SourceFields(**record)


def is_web_address(text: str) -> bool:
    """Tell whether a text is an absolute http or https address without white space in it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, text))
