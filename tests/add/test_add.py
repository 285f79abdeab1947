"""Putting pages and files among the seeds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.add.add import add
from index.build.build import build
from index.errors import AddError, SeedsError
from index.readers.articles import read_articles
from index.readers.metadata import load_sources
from index.readers.seeds import article_ids, find
from index.stores.engines import open_store
from tests.support.forking import run
from tests.support.pdfs import pdf
from tests.support.web import Page, Web, web

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CAT = "The cat sat on the mat in Brimfield."
HTML = f"<html><head><title>Cats</title></head><body><p>{CAT}</p></body></html>".encode()
CHINESE = "<html><head><title>鼋鼍</title></head><body><p>鼋鼍睡在岸上。</p></body></html>".encode("gb18030")


@pytest.fixture
def site() -> Iterator[Web]:
    """Return a server without pages."""
    with web() as running:
        yield running


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return an empty seeds folder."""
    (tmp_path / "seeds").mkdir()
    return tmp_path / "seeds"


def names(seeds: Path) -> list[str]:
    """Return the files of a folder, hidden ones too."""
    return sorted(path.name for path in seeds.iterdir())


def entries(seeds: Path) -> dict[str, str | None]:
    """Return what sources.toml says of addresses."""
    found, problems = load_sources(seeds)
    assert problems == []
    return {name: fields.url for name, fields in found.items()}


def test_a_page_is_added_with_its_address(site: Web, seeds: Path) -> None:
    """It is named by the last part of its path; a build gives the article its address."""
    site.pages["/news/cats.html?from=feed"] = Page(HTML)
    url = site.url("/news/cats.html?from=feed")
    added = add(url, seeds, allow_private=True)
    assert (added.path, added.title, added.problems) == (seeds / "cats.html", "Cats", [])
    assert added.path.read_bytes() == HTML
    assert added.path.stat().st_mode & 0o444 == (seeds / "sources.toml").stat().st_mode & 0o444
    assert names(seeds) == ["cats.html", "sources.toml"]
    report = build(seeds, seeds.parent / "index")
    assert (report.problems, report.skipped) == ((), ())
    assert open_store(seeds.parent / "index").source("cats").url == url


def test_the_address_that_a_page_gives_as_its_own_is_noted(site: Web, seeds: Path) -> None:
    """It is without what brought us there."""
    canonical = b'<link rel="canonical" href="https://example.org/cats">'
    site.pages["/x?utm=1"] = Page(HTML.replace(b"<title>", canonical + b"<title>"))
    add(site.url("/x?utm=1"), seeds, allow_private=True)
    assert entries(seeds) == {"x": "https://example.org/cats"}


def test_what_operators_wrote_into_sources_toml_stays(site: Web, seeds: Path) -> None:
    """Also where it ends without a line ending; a name that has an entry is not given again."""
    (seeds / "sources.toml").write_text('# Mine\n[cats]\ntitle = "Gone"')
    site.pages["/cats"] = Page(HTML)
    assert add(site.url("/cats"), seeds, allow_private=True).path.name == "cats-2.html"
    assert (seeds / "sources.toml").read_text().startswith('# Mine\n[cats]\ntitle = "Gone"\n')
    assert entries(seeds) == {"cats": None, "cats-2": site.url("/cats")}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "127.0.0.1.html"),
        ("/a/b/", "b.html"),
        ("/%E5%BE%AE%E4%BF%A1", "微信.html"),
        ("/..%2f..%2fetc%2fpasswd", "etc-passwd.html"),
        ("/.hidden", "hidden.html"),
        ("/a%00b%0Ac%E2%80%AEd", "a-b-c-d.html"),
        ("/" + "x" * 500, "x" * 80 + ".html"),
        ("/" + "%E5%BE%AE" * 100, "微" * 53 + ".html"),
        ("/sources.toml", "sources.toml.html"),
    ],
)
def test_a_name_made_from_an_address_is_one(site: Web, seeds: Path, path: str, name: str) -> None:
    """It lies in the folder, is no hidden one, and not too long."""
    site.pages[path] = Page(HTML)
    assert add(site.url(path), seeds, allow_private=True).path == seeds / name
    assert len(find(seeds).files) == 1


def test_no_article_is_overwritten_and_none_changes_its_id(site: Web, seeds: Path) -> None:
    """A file of another kind has its name to itself too."""
    (seeds / "cats.txt").write_text(CAT + " It slept.")
    (seeds / "cats-2.html").write_bytes(HTML.replace(b"sat", b"lay"))
    site.pages["/cats"] = Page(HTML)
    before = article_ids(find(seeds).files, seeds)
    assert add(site.url("/cats"), seeds, allow_private=True).path.name == "cats-3.html"
    after = article_ids(find(seeds).files, seeds)
    assert before.items() <= after.items()
    assert (seeds / "cats.txt").read_text() == CAT + " It slept."


def test_what_is_there_already_is_told(site: Web, seeds: Path, tmp_path: Path) -> None:
    """By its address, by the address that it gives as its own, and by its bytes."""
    site.pages["/cats"] = Page(HTML)
    site.pages["/other"] = Page(HTML)
    site.pages["/moved"] = Page(status=302, location="/cats")
    add(site.url("/cats"), seeds, allow_private=True)
    asked = len(site.asked)
    with pytest.raises(AddError, match=r"there already, as .*cats\.html: delete"):
        add(site.url("/cats"), seeds, allow_private=True)
    assert len(site.asked) == asked
    site.pages["/cats"] = Page(HTML.replace(b"sat", b"lay"))
    with pytest.raises(AddError, match=r"there already, as .*cats\.html: delete"):
        add(site.url("/moved"), seeds, allow_private=True)
    with pytest.raises(AddError, match=r"there already, as .*cats\.html"):
        add(site.url("/other"), seeds, allow_private=True)
    (tmp_path / "mine.html").write_bytes(HTML)
    with pytest.raises(AddError, match=r"there already, as .*cats\.html"):
        add(str(tmp_path / "mine.html"), seeds)
    assert names(seeds) == ["cats.html", "sources.toml"]


def test_an_encoding_that_only_the_server_told_is_not_lost(site: Web, seeds: Path) -> None:
    """Two rare characters alone tell nobody what they are in."""
    site.pages["/zh"] = Page(CHINESE, "text/html; charset=gb2312")
    path = add(site.url("/zh"), seeds, allow_private=True).path
    assert read_articles(path, seeds, "zh", {}).articles[0].text == "鼋鼍睡在岸上。"
    site.pages["/ru"] = Page("Банк закрыт с понедельника.".encode("koi8-r"), "text/plain; charset=koi8-r")
    path = add(site.url("/ru"), seeds, allow_private=True).path
    assert read_articles(path, seeds, "ru", {}).articles[0].text == "Банк закрыт с понедельника."


def test_files_are_copied(seeds: Path, tmp_path: Path) -> None:
    """Of every kind, as they are, and the original stays; what no line of a .jsonl is gets named."""
    made = {
        "a.txt": CAT.encode("utf-16"),
        "B.MD": f"---\ntitle: Cats\n---\n{CAT} One.".encode(),
        "c.htm": HTML,
        "d.pdf": pdf([CAT]),
        "e.jsonl": json.dumps({"id": 1, "title": "Mats", "text": CAT}).encode() + b"\n{",
        "two words.txt": (CAT + " Two.").encode(),
        ".hidden.txt": (CAT + " Three.").encode(),
    }
    wanted = ["a.txt", "B.md", "c.htm", "d.pdf", "e.jsonl", "two words.txt", "hidden.txt"]
    for (name, data), copied in zip(made.items(), wanted, strict=True):
        (tmp_path / name).write_bytes(data)
        added = add(str(tmp_path / name), seeds)
        assert added.path == seeds / copied
        assert added.path.read_bytes() == data
        assert (tmp_path / name).exists()
        assert [where for where, _ in added.problems] == (["e.jsonl, line 2"] if name == "e.jsonl" else [])
    assert names(seeds) == sorted(wanted)
    assert build(seeds, tmp_path / "index").coverage.articles == len(made)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("gone.txt", None, "is not there"),
        ("a.doc", b"x", r"none of \.docx, "),
        ("a.txt", b"", "empty"),
        ("a.txt", bytes(range(256)) * 9, "binary"),
        ("a.html", b"<nav><a href=/>Home</a></nav>", "no article"),
        ("a.pdf", b"%PDF-", "broken"),
        ("a.jsonl", b"{", "None of its lines"),
        ("seeds/here.txt", CAT.encode(), "already: run `citebot build`"),
        ("seeds", None, "no file"),
    ],
)
def test_what_cannot_be_added_leaves_nothing_behind(
    seeds: Path, tmp_path: Path, name: str, data: bytes | None, says: str
) -> None:
    """The message says what is wrong with it."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    before = names(seeds)
    with pytest.raises(AddError, match=says):
        add(str(tmp_path / name), seeds)
    assert names(seeds) == before


def test_a_page_that_cannot_be_fetched_leaves_nothing_behind(site: Web, seeds: Path) -> None:
    """Nor one that holds no article, nor one of this machine without leave."""
    site.pages["/nav"] = Page(b"<nav><a href=/>Home</a></nav>")
    for path, says in (("/gone", "404"), ("/nav", "no article")):
        with pytest.raises(AddError, match=says):
            add(site.url(path), seeds, allow_private=True)
    with pytest.raises(AddError, match="--allow-private"):
        add(site.url("/nav"), seeds)
    assert names(seeds) == []


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    """Nothing is made, as it may be a typing error."""
    (tmp_path / "a.txt").write_text(CAT)
    with pytest.raises(SeedsError, match="does not exist"):
        add(str(tmp_path / "a.txt"), tmp_path / "nowhere")


def test_many_are_added_by_one_command(site: Web, seeds: Path, tmp_path: Path) -> None:
    """What was added goes to stdout; one that failed is told, keeps out no other, and makes the exit code 1."""
    site.pages["/cats"] = Page(HTML)
    (tmp_path / "dog.txt").write_text("The dog ran to the harbour of Oldport.")
    what = [site.url("/gone"), site.url("/cats"), str(tmp_path / "dog.txt"), "gone.txt"]
    arguments = ["add", "--seeds", str(seeds), "--allow-private", *what]
    done = run("index", *arguments, folder=tmp_path)
    assert done.code == 1
    assert done.out.splitlines() == [
        f"{seeds / 'cats.html'}: Cats",
        f"{seeds / 'dog.txt'}: The dog ran to the harbour of Oldport.",
    ]
    told = done.told.splitlines()
    assert len(told) == 3
    assert "citebot build" in told[0]
    assert "404" in told[1]
    assert "gone.txt" in told[2]
