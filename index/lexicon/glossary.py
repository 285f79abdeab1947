"""The glossary: translations that an operator gives in the file `glossary.toml`."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Final, NamedTuple

from index.text.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

GLOSSARY_FILE: Final = "glossary.toml"

_MAX_TERM_CHARS: Final = 100  # characters; what is longer is a sentence, and no question holds it


class Glossary(NamedTuple):
    """The pairs of a `glossary.toml`, and what is wrong in it, a plain sentence each.

    `entries` leads from the key of every text that stands in a pair to the texts it is paired with, as they are
    written, in the order of the file and none twice.
    """

    entries: dict[str, tuple[str, ...]]
    problems: list[str]


def key(text: str) -> str:
    """Return what a text is looked up by: folded to Simplified, without case, one space between words."""
    return " ".join(fold(text).casefold().split())


def load_glossary(seeds: Path) -> Glossary:
    """Read `glossary.toml` in the seeds folder; what is wrong in it is left out and named, never raised."""
    try:
        table = tomllib.loads((seeds / GLOSSARY_FILE).read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return Glossary({}, [])
    except (OSError, ValueError, RecursionError) as error:
        return Glossary({}, [f"It cannot be read ({error}): nothing in it is used until it is mended."])
    equivalents: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    for term, value in table.items():
        term_key = key(term)
        for other_key, other in _equivalents(term, term_key, value, problems):
            equivalents.setdefault(term_key, {}).setdefault(other_key, _written(other))
            equivalents.setdefault(other_key, {}).setdefault(term_key, _written(term))
    return Glossary({headword: tuple(others.values()) for headword, others in equivalents.items()}, problems)


def _written(text: str) -> str:
    return " ".join(text.split())


def _equivalents(term: str, term_key: str, value: object, problems: list[str]) -> list[tuple[str, str]]:
    """Return the good equivalents of an entry, each behind its key; the others become problems."""
    if isinstance(value, dict):
        # A dot or a header makes a table: web3.0 = … is web3 with a 0 in it.
        problems.append(f'"{term:.80}" is a table: write it as "{term:.80}" = ["…"], quoted where it holds a dot.')
        return []
    if fault := _fault(term):
        problems.append(f'"{term:.80}" {fault}: it is no term to look up.')
        return []
    values = value if isinstance(value, list) else [value]
    if not values:
        problems.append(f'"{term}" has no equivalents: put one or more between the brackets.')
    good: list[tuple[str, str]] = []
    for word in values:
        if not isinstance(word, str):
            problems.append(f'"{term}": {word!r:.80} is not a text; write it in quotation marks.')
        elif fault := _fault(word):
            problems.append(f'"{term}": "{word:.80}" {fault}.')
        elif (other := key(word)) == term_key:
            problems.append(f'"{term}": "{word}" is the term itself (case and Traditional characters make no other).')
        else:
            good.append((other, word))
    return good


def _fault(text: str) -> str | None:
    """Return why a text can stand in no pair, or None where it can."""
    if len(text) > _MAX_TERM_CHARS:
        return f"is longer than {_MAX_TERM_CHARS} characters"
    if not text.strip():
        return "is empty"
    return None if any(map(str.isalpha, text)) else "has no letter in it"
