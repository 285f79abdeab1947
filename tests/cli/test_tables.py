"""Tables for a person: columns stand below each other in both scripts, and do not depend on the terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest

from index.cli.tables import aliases_text

ALIASES = [
    {"name": "比特幣中國", "other": "BTCChina", "count": 12},
    {"name": "OKCoin", "other": "[b]幣行", "count": 3},
]
TABLE = "比特幣中國  BTCChina  12\nOKCoin      [b]幣行    3"


def test_a_wide_character_takes_two_cells() -> None:
    """Numbers are flush right, and what looks like markup is shown as it is."""
    assert aliases_text(ALIASES) == TABLE


@pytest.mark.parametrize("name", ["n" * 300, "名" * 300])
def test_a_long_cell_is_neither_cut_nor_wrapped(name: str) -> None:
    """A program may read the table."""
    assert aliases_text([{"name": name, "other": "short", "count": 1}]) == f"{name}  short  1"


def test_a_table_is_the_same_on_every_terminal() -> None:
    """On a narrow one, and on one that is said to have colours but no other abilities."""
    aliases = [*ALIASES, {"name": "n" * 300, "other": "short", "count": 1}]
    script = f"from index.cli.tables import aliases_text\nprint(aliases_text({aliases!r}))"
    terminal = {"COLUMNS": "12", "TERM": "dumb", "FORCE_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=terminal, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == aliases_text(aliases) + "\n"
