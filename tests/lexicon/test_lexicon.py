"""What words are called in the other language: the glossary first, then aliases and the dictionary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import Retriever
from index.build.build import build
from index.lexicon.lexicon import Lexicon, Translation
from index.stores.engines import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from index.build.report import Report
    from tests.conftest import MakeIndex

ENGLISH = (
    "The bank of Brimfield closed.\n\nA digital collectible of Tencent (騰訊) and Huobi (布里行) sold at the shore."
)
CHINESE = "银行关闭了。\n\n腾讯（Tencent）出售数字藏品，在岸边。"


def said(lexicon: Lexicon, key: str) -> list[tuple[str, ...]]:
    """Return the terms of the translations of a key."""
    return [one.terms for one in lexicon.translations(key)]


def test_words_lead_to_what_the_articles_have(make_index: MakeIndex) -> None:
    """From Chinese to English articles, and from English to Chinese ones; what they lack is no translation."""
    english = Lexicon(open_store(make_index({"a.txt": ENGLISH})))
    chinese = Lexicon(open_store(make_index({"a.txt": CHINESE})))
    assert ("bank",) in said(english, "银行")
    assert ("银行",) in said(chinese, "bank")
    assert said(english, "灯塔") == []
    assert said(chinese, "lighthous") == []
    assert said(english, "") == said(english, "😀") == said(english, "\ufffd") == []


def test_an_alias_stands_beside_the_dictionary_and_counts_more(make_index: MakeIndex) -> None:
    """The articles themselves say it."""
    lexicon = Lexicon(open_store(make_index({"a.txt": ENGLISH})))
    alias, known = lexicon.translations("腾讯")
    assert alias == Translation(("tencent",), 3.0, named=True)
    assert known == Translation(("tencent",), 1.0, named=True)
    assert said(lexicon, "布里行") == [("huobi",)]


def test_the_glossary_wins_over_both(make_index: MakeIndex) -> None:
    """What stands in it is all that is known of a term, in both directions and in either script."""
    glossary = '"銀行" = ["shore"]\n"腾讯" = "Brimfield"\n"digital collectible" = ["數字藏品"]\n'
    lexicon = Lexicon(open_store(make_index({"a.txt": ENGLISH, "glossary.toml": glossary})))
    assert lexicon.translations("银行") == [Translation(("shore",), 1.0)]
    assert said(lexicon, "腾讯") == [("brimfield",)]
    assert said(lexicon, "数字藏品") == [("digit", "collect")]
    assert said(lexicon, "shore") == [("银行",)]


def test_a_single_character_counts_less(make_index: MakeIndex) -> None:
    """From English most texts have it by chance; and a headword counts the less, the more else it means."""
    lexicon = Lexicon(open_store(make_index({"a.txt": CHINESE})))
    priors = {one.terms: one.prior for one in lexicon.translations("close")}
    assert priors["关闭",] > priors["关",]
    assert all(0 < prior <= 1 for prior in priors.values())


def build_with(glossary: str, make_index: MakeIndex) -> tuple[Report, Path]:
    """Build with a glossary; return the report and the index folder."""
    folder = make_index({"a.txt": ENGLISH, "glossary.toml": '"old" = "旧"'})
    (folder / "seeds" / "glossary.toml").write_text(glossary)
    return build(folder / "seeds", folder), folder


@pytest.mark.parametrize(
    ("glossary", "named", "known"),
    [
        ('"雨伞" = ["collectible"\n', "cannot be read", False),
        ('"雨伞" = ["collectible"]\n"空" = []\n', '"空" has no equivalents', True),
        ('"雨伞" = ["collectible"]\n"伞" = ["雨伞"]\n"collectible" = ["伞", "雨伞"]\n', None, True),
    ],
)
def test_a_bad_glossary_is_named_by_the_build_and_the_rest_is_indexed(
    make_index: MakeIndex, glossary: str, named: str | None, known: bool
) -> None:
    """A typing error in TOML, an empty list; a cycle is no error and ends."""
    report, folder = build_with(glossary, make_index)
    assert report.coverage.articles == 1
    assert len(report.problems) == (1 if named else 0)
    assert all(str(named) in problem and "glossary.toml" in problem for problem in report.problems)
    lexicon = Lexicon(open_store(folder))
    assert (("collect",) in said(lexicon, "雨伞")) is known
    assert said(lexicon, "old") == []
    shown = Retriever.open(folder).ask("哪家银行关闭了").snippets[0]
    assert shown.text[slice(*shown.focus)] == ENGLISH.partition("\n")[0]


def test_fifty_thousand_entries_are_one_glossary(make_index: MakeIndex) -> None:
    """All of them are there."""
    lines = (f"{json.dumps(f'词条{n:05}条', ensure_ascii=False)} = [{json.dumps(f'entry {n}')}]" for n in range(50_000))
    report, folder = build_with("\n".join(lines), make_index)
    assert report.problems == ()
    lexicon = Lexicon(open_store(folder))
    assert said(lexicon, "词条00000条") == [("entri", "0")]
    assert said(lexicon, "词条49999条") == [("entri", "49999")]
    assert Retriever.open(folder).ask("哪家银行关闭了").snippets


def test_a_change_of_the_glossary_alone_is_a_change(make_index: MakeIndex) -> None:
    """Nothing else is read for it."""
    report, folder = build_with('"雨伞" = ["collectible"]', make_index)
    before = open_store(folder)
    (folder / "seeds" / "glossary.toml").write_text('"雨伞" = ["shore"]')
    assert build(folder / "seeds", folder).unchanged == report.coverage.articles
    assert said(Lexicon(before), "雨伞") == [("collect",)]
    assert said(Lexicon(before.latest()), "雨伞") == [("shore",)]
