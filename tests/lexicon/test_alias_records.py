"""Names that articles teach, as records that go with their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.build.build import build
from index.build.options import Options
from index.lexicon.alias_records import all_aliases, taught
from index.lexicon.aliases import Alias
from index.lexicon.lexicon import Lexicon
from index.stores.engines import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeIndex

FILES = {
    "a.txt": "Traders left Brimcoin (布里幣) for Oldex (歐德).\n\nBrimcoin (布里幣) closed.",
    "b.txt": "A virtual private network (VPN) and Brimcoin (布里幣).",
}


@pytest.fixture
def index(make_index: MakeIndex) -> Path:
    """Return an index folder of two articles."""
    return make_index(FILES)


def test_an_alias_is_found_from_either_side_and_counted_once(index: Path) -> None:
    """In whatever script or case it is asked for; those taught most often come first."""
    store = open_store(index)
    assert taught(store, "布里币") == ["Brimcoin"]
    assert taught(store, "brimcoin") == ["布里幣"]
    assert taught(store, "virtual privat network") == ["VPN"]
    assert taught(store, "vpn") == ["virtual private network"]
    assert taught(store, "没有") == []
    assert all_aliases(store) == [
        (Alias("Brimcoin", "布里幣"), 3),
        (Alias("Oldex", "歐德"), 1),
        (Alias("virtual private network", "VPN"), 1),
    ]


@pytest.mark.parametrize("most", [0.0, 1.0])
def test_an_alias_goes_with_the_articles_that_teach_it(index: Path, most: float) -> None:
    """Whether or not the files are written anew; what another article teaches stays."""
    how = Options(most_deleted=most)
    (index / "seeds" / "a.txt").write_text("Traders left.")
    build(index / "seeds", index, options=how)
    store = open_store(index)
    assert dict(all_aliases(store)) == {Alias("Brimcoin", "布里幣"): 1, Alias("virtual private network", "VPN"): 1}
    assert Lexicon(store).translations("欧德") == []
    (index / "seeds" / "b.txt").unlink()
    build(index / "seeds", index, options=how)
    assert all_aliases(open_store(index)) == []
    (index / "seeds" / "b.txt").write_text(FILES["b.txt"])
    build(index / "seeds", index, options=how)
    assert taught(open_store(index), "布里币") == ["Brimcoin"]


def test_hostile_brackets_teach_nothing(make_index: MakeIndex) -> None:
    """Unbalanced, nested, without a name, or endless: the article is indexed all the same."""
    texts = [
        "Tencent ((腾讯) closed (see chart) in (2017).",
        "Tencent (腾讯 (x)) closed ) ( again.",
        "Closed " + "(" * 5_000 + "腾讯" + ")" * 5_000 + " again.",
        "Closed （" * 2_000 + "again.",
    ]
    folder = make_index({f"{n}.txt": text for n, text in enumerate(texts)})
    store = open_store(folder)
    assert [store.text(str(n)) for n in range(len(texts))] == texts
    assert all_aliases(store) == []
