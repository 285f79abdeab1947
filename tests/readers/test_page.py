"""Articles on web pages."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from index.answer.retriever import Retriever
from index.build.build import build
from index.build.passages import passages
from index.errors import ArticleError
from index.readers.articles import read_articles
from index.readers.html.page import page_content
from tests.support.archives import docx, epub, line

if TYPE_CHECKING:
    from pathlib import Path

    from index.model import Article

NEWS = """<!DOCTYPE html><html lang="en"><head><title>Exchanges must stop | Example News</title>
<meta property="og:site_name" content="Example News"><meta property="og:title" content="Exchanges must stop">
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2017-09-18T10:00:00+08:00">
<meta property="article:modified_time" content="2019-01-01T10:00:00+08:00">
<link rel="canonical" href="https://news.example.org/exchanges"><script>var x = "SCRIPT";</script></head><body>
<header><a href="/">Home</a><ul><li><a href="/b">Business</a></li><li><a href="/c">Markets</a></li></ul></header>
<div id="cookie-banner"><p>We use cookies to improve your experience.</p></div>
<article><h1>Exchanges must stop</h1><p class="byline">By Jane Doe</p><time datetime="2017-09-18">Sept 18, 2017</time>
<p>The central bank told <b>all</b> exchanges on <a href="/monday">Monday</a> that they must stop trading. BTCChina was
the first.</p>
<figure><img src="a.jpg"><figcaption>A coin. Photo: Agency</figcaption></figure>
<h2>What the rules say</h2>
<p>Deposits are returned within a week.<br>Accounts are closed after that.</p>
<ul><li>Trading in tokens is banned.</li><li>Issuing tokens is <i>banned</i> too.</li></ul>
<blockquote><p>“We shall obey,” the firm said.</p></blockquote>
<table><tr><th colspan=2>The users</th></tr>
<tr><th>Year</th><th>Users</th></tr><tr><td>2016</td><td>1.5 million</td></tr></table>
<pre><code>print("CODE")</code></pre>
<p><a href="/3">Why the mint closed its doors</a></p>
<p><strong>Reaction</strong></p><p>Colin Wu called it the end of an era. He trades in Oldport.</p>
<div class="related"><h3>Related stories</h3><ul><li><a href="/1">Bitcoin falls below 3,000 dollars</a></li></ul></div>
</article>
<section id="comments"><h3>3 comments</h3><div class="comment"><p>John: Terrible news for collectors, they should
reconsider it.</p></div></section>
<aside><h3>Most read</h3><ul><li><a href="/2">Ant Group renames its tokens</a></li></ul></aside>
<footer><p>© 2017 Example News. All rights reserved.</p><p><a href="/p">Privacy policy</a></p></footer></body></html>"""

CHINESE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>微信封禁数字藏品_财经_示例网</title></head><body><div id="nav"><a href="/">首页</a> | <a href="/c">财经</a></div>
<table width="100%"><tr><td><div class="main"><h1>微信封禁数字藏品</h1>
<div class="info">2022年06月20日 10:15　来源：示例财经　作者：李明</div>
<div id="content"><p>　　微信更新了公众平台的规定，禁止提供数字藏品二次交易服务。违规的将被封禁，直至永久封号。</p>
<p>　　公司的一位发言人表示，新规定自6月20日起施行。微信每天有超过11亿名用户。</p>
<p><strong>各方反应</strong></p>
<p>　　香港媒体最早在推特上报道了这一变化，此举对中国的数字藏品市场影响重大。</p>
<p>（责任编辑：王芳）</p></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/1">比特币跌破两万美元</a></li></ul></div></div>
</td></tr></table>
<div id="footer">版权所有 © 2022 示例网 <a href="/about">关于我们</a></div></body></html>"""
PIECES = (
    "<p> </p> <b> <br> <ul><li> </li> <table><tr><td> </td> cat. 猫。 &#0; &lt; <a> </a> <h1> <!-- \x00 \ud800".split()
)
TRADITIONAL = OpenCC("s2tw").convert(CHINESE).replace("gb2312", "big5")

OLD = """<html><head><title>Old site - The cat of Brimfield</title></head><body>
<center><b>The cat of Brimfield</b></center><br>By Jane Doe<br>March 3, 1999<br><br>
The cat sat on the mat in Brimfield on Monday. It was seen by nine people, of
whom three took pictures.<br><br>The mayor said that the cat would be given a medal.<br>He added that it was a good cat.
<br><br>In April the cat left for Oldport, where it lives with a family of bakers to this day.</body></html>"""
CAT = "<p>The cat sat on the mat in Brimfield.</p><p>The dog ran to the harbour of Oldport and barked.</p>"


def read(folder: Path, page: str | bytes, name: str = "a.html") -> Article:
    """Write a page and read it as an article."""
    (folder / name).write_bytes(page.encode() if isinstance(page, str) else page)
    ((article,), problems) = read_articles(folder / name, folder, "a", {})
    assert problems == []
    return article


def prose(article: Article) -> list[tuple[str, str]]:
    """Return the blocks of an article with their kinds."""
    return [(block.kind, article.text[slice(*block.span)]) for block in article.blocks]


def test_a_news_page_is_read_without_what_surrounds_the_article(tmp_path: Path) -> None:
    """No menu, no banner, no comment, no related story; a table of data is rows."""
    article = read(tmp_path, NEWS)
    assert prose(article) == [
        (
            "paragraph",
            "The central bank told all exchanges on Monday that they must stop trading. BTCChina was the first.",
        ),
        ("paragraph", "A coin. Photo: Agency"),
        ("heading", "What the rules say"),
        ("paragraph", "Deposits are returned within a week.\nAccounts are closed after that."),
        ("item", "Trading in tokens is banned."),
        ("item", "Issuing tokens is banned too."),
        ("quote", "“We shall obey,” the firm said."),
        ("paragraph", "The users"),
        ("row", "Year | Users"),
        ("row", "2016 | 1.5 million"),
        ("code", 'print("CODE")'),
        ("heading", "Reaction"),
        ("paragraph", "Colin Wu called it the end of an era. He trades in Oldport."),
    ]
    assert "2016 | 1.5 million" in article.text
    for furniture in ("SCRIPT", "Markets", "cookies", "John", "Bitcoin falls", "Ant Group", "rights", "Privacy"):
        assert furniture not in article.text
    source = article.source
    assert (source.title, source.publisher, source.author) == ("Exchanges must stop", "Example News", "Jane Doe")
    assert (source.date, source.url) == ("2017-09-18", "https://news.example.org/exchanges")
    assert [passage.headings for passage in passages(article)] == [
        (),
        ("What the rules say",),
        ("What the rules say", "Reaction"),
    ]


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize(("page", "encoding"), [(CHINESE, "gb18030"), (TRADITIONAL, "big5hkscs"), (CHINESE, "utf-16")])
def test_an_old_chinese_page_is_read(tmp_path: Path, page: str, encoding: str, declared: bool) -> None:
    """A table lays it out, and what is known of the article stands in one line below its title."""
    if not declared:
        page = page.replace("charset=", "")
    article = read(tmp_path, page.encode(encoding, "replace"))
    told = prose(article)
    assert [kind for kind, _ in told] == ["paragraph", "paragraph", "heading", "paragraph"]
    assert told[0][1].startswith("微信更新了公")
    assert told[2][1] in {"各方反应", "各方反應"}
    source = article.source
    assert (source.title[:4], source.date, source.author) == ("微信封禁", "2022-06-20", "李明")
    assert source.publisher in {"示例财经", "示例財經"}
    assert source.language == ("zh-Hant" if encoding.startswith("big5") else "zh-Hans")


def test_a_page_of_line_breaks_is_read(tmp_path: Path) -> None:
    """Two of them part paragraphs; the part of the page's title that it shows is the article's."""
    article = read(tmp_path, OLD)
    assert [text.partition(" ")[0] for _, text in prose(article)] == ["The", "The", "In"]
    assert prose(article)[1][1].count("\n") == 1
    source = article.source
    assert (source.title, source.author, source.date) == ("The cat of Brimfield", "Jane Doe", "1999-03-03")


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://example.org/cat">', "https://example.org/cat"),
        ('<link rel="canonical" href="https://example.org/">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ("<!-- saved from url=(0023)https://example.org/cat -->", "https://example.org/cat"),
        ("<!--\n Page saved with SingleFile \n url: https://example.org/cat \n-->", "https://example.org/cat"),
        ("<!-- saved from url=(0014)about:internet -->", None),
        (
            '<!-- saved from url=(0023)https://example.org/dog --><link rel="canonical" href="https://example.org/cat">',
            "https://example.org/cat",
        ),
        ("", None),
    ],
)
def test_the_address_is_the_pages_own_or_where_it_was_saved(tmp_path: Path, head: str, url: str | None) -> None:
    """Some sites say of every page that it is their front page: that is no article's address."""
    assert read(tmp_path, f"<html><head>{head}<title>Cat</title></head><body>{CAT}</body></html>").source.url == url


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("", "empty"),
        (" \n", "no article"),
        ("<html><head></head><body></body></html>", "no article"),
        ("<html><body><nav><a href=/a>One thing.</a> <a href=/b>Another thing.</a></nav></body></html>", "no article"),
        ("<ul>" + "".join(f"<li><a href=/{n}>Section {n} of it</a></li>" for n in range(40)) + "</ul>", "no "),
        ("<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div>", "no article"),
        ("<script>" + "var a = 'The cat sat on the mat in Brimfield.';\n" * 20_000 + "</script>", "no article"),
        ("<div>" * 20_000 + CAT, "nested too deeply"),
        ("<p>One.</p>" * 100_001, "100,00. elements, more than 100,000"),
        ("".join(f"<p>On day {n} {'the cat sat on the mat ' * 9}.</p>" for n in range(25_000)), "MB of text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\x00\x01\x02" * 1_000, "binary"),
    ],
    ids="nothing space tags menu links app script deep many large image binary".split(),
)
def test_a_page_without_an_article_is_told(tmp_path: Path, page: str | bytes, says: str) -> None:
    """The message says so."""
    with pytest.raises(ArticleError, match=says):
        read(tmp_path, page)


@pytest.mark.parametrize(
    "page",
    [
        CAT,
        CAT.replace("</p>", ""),
        f"<html><head><title>Cat</title><body><div><p><b>{CAT}</i></table></div></div>",
        f'<?xml version="1.0" encoding="iso-8859-7"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{CAT}</body></html>',
        f"<html><body>{CAT.replace('cat', 'cat&#0;&#1;&#xD800;&#x1F;&#11;')}",
        f"<html><head><script>{'var a = 1;' * 100_000}</script><style>{'p {}' * 10_000}</style></head><body>{CAT}",
        f"<html><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>{CAT}<footer>Copyright 2020</footer>",
        f"<html><body><form action=/><table><tr><td><div>{CAT}</div></td></tr></table></form></body></html>",
        f"<html><body><div><a href=/>Home</a> <a href=/n>News</a></div>{CAT}<div>Imprint</div></body></html>",
    ],
    ids="bare unclosed broken xhtml controls script short form menu".split(),
)
def test_a_page_in_disorder_is_read(tmp_path: Path, page: str) -> None:
    """What can be told of it is, and nothing stands there twice."""
    told = [text.replace("\ufffd", "") for _, text in prose(read(tmp_path, page, "a.HTM"))]
    assert told == ["The cat sat on the mat in Brimfield.", "The dog ran to the harbour of Oldport and barked."]


def test_a_long_page_is_read(tmp_path: Path) -> None:
    """It is read by one algorithm in place of three, in which its paragraphs are the same."""
    lines = [f"On day {day} the cat sat on the mat in Brimfield, and {day + 1} people saw it." for day in range(8_000)]
    long = read(tmp_path, "".join(f"<div><p>{line}</p></div>" for line in lines))
    assert [text for _, text in prose(long)] == lines


def test_the_server_goes_before_the_page() -> None:
    """Where both say an encoding; UTF-8 shows itself."""
    page = "<meta charset=koi8-r><p>Центральный банк сообщил, что биржи закрыты.</p>"
    for encoding, charset in (("cp1251", "windows-1251"), ("koi8-r", None), ("utf-8", "windows-1251")):
        assert page_content(page.encode(encoding), charset).text.startswith("Центральный банк")


def test_a_date_that_is_not_the_articles_is_not_taken(tmp_path: Path) -> None:
    """One of a sidebar, of the rights or in the prose is worse than none."""
    page = (
        f"<title>Cat</title><div>March 5, 2021</div>{CAT}<p>It was born on April 1, 2019.</p><div>© 2020 The site</div>"
    )
    assert read(tmp_path, page).source.date is None


def test_a_page_gives_the_same_text_each_time(tmp_path: Path) -> None:
    """Offsets and what is near a duplicate depend on it; a page that was read before changes nothing."""
    first = read(tmp_path, NEWS)
    for page in (OLD, CHINESE, NEWS, NEWS, NEWS):
        last = read(tmp_path, page)
    assert last == first


def test_a_page_is_built_and_asked(tmp_path: Path) -> None:
    """The snippet is the article's text, word for word."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "news.html").write_text(NEWS, encoding="utf-8")
    (tmp_path / "seeds" / "gb.html").write_bytes(CHINESE.encode("gb18030"))
    (tmp_path / "seeds" / "nav.html").write_text("<nav><a href=/>Home</a></nav>")
    report = build(tmp_path / "seeds", tmp_path / "index")
    assert [where for where, _ in report.skipped] == ["nav.html"]
    retriever = Retriever.open(tmp_path / "index")
    assert (
        retriever.ask("when are deposits returned")
        .snippets[0]
        .text.startswith("Deposits are returned within a week.\nAccounts are closed after that.")
    )
    assert "11亿名用户" in retriever.ask("微信每天有多少用户").snippets[0].text


def test_without_the_extra_each_file_is_told_what_to_install(tmp_path: Path) -> None:
    """And the other files are indexed."""
    (tmp_path / "seeds").mkdir()
    for name in ("a.html", "b.pdf"):
        (tmp_path / "seeds" / name).write_text(CAT)
    (tmp_path / "seeds" / "c.txt").write_text("The cat sat on the mat in Brimfield.")
    (tmp_path / "seeds" / "d.docx").write_bytes(docx(line("One rose.")))
    (tmp_path / "seeds" / "e.epub").write_bytes(epub({"a.xhtml": "<p>One rose."}))
    hide = "import sys; sys.modules.update(dict.fromkeys('trafilatura pypdfium2 httpx mammoth lxml'.split())); "
    hide += "from index.cli.parser import main; "
    run = hide + "sys.exit(main(sys.argv[1:]))"
    arguments = ["build", "--seeds", str(tmp_path / "seeds"), "--index", str(tmp_path / "index")]
    done = subprocess.run([sys.executable, "-c", run, *arguments], capture_output=True, encoding="utf-8", check=True)
    lines = done.stderr.splitlines()
    assert len(lines) == 5
    assert all("pip install 'citebot[ingest]'" in line for line in lines[:4])
    assert "Indexed 1 articles" in lines[4]


@given(st.lists(st.sampled_from(PIECES)))
def test_any_page_gives_blocks_in_order_or_is_told(pieces: list[str]) -> None:
    """Blocks do not overlap, and begin and end with what they hold."""
    try:
        content = page_content("".join(pieces).encode("utf-8", "surrogatepass"))
    except ArticleError:
        return
    place = 0
    for block in content.blocks:
        part = content.text[slice(*block.span)]
        assert place <= block.span.start < block.span.end <= len(content.text)
        assert part == part.strip()
        place = block.span.end
    content.text.encode()
