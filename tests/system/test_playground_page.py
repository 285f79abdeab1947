"""The playground's page as a person uses it, in headless Chromium."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import Retriever
from index.build.build import build
from tests.support.browser import PROGRAM, Page, browsing
from tests.support.chatting import EN, HANS, QUESTION, SEEDS
from tests.support.playing import ADA, LI, MEI, NUR, READERS, Played, playing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here (Debian's package: chromium)")

NAME = "emulated_bot"
HOSTILE = "Zorblatt <b>sells</b> <img src=x onerror=alert(1)> tea & </div><script>alert(2)</script> in Grumbleton."
ARABIC = "افتتحت منارة زوربلات في غرمبلتون سنة 1873 على يد حارسها."
LONG = "\n\n".join(f"Barrel {n} of Grumbleton cider was opened. It held {n + 7} pints of pears." for n in range(120))
PINTS = "how many pints did barrel 40 of Grumbleton cider hold?"


@pytest.fixture(scope="module")
def index(shared_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of the seeds, an article of hostile words, one that is long and one written to the left."""
    folder = tmp_path_factory.mktemp("index")
    shutil.copytree(SEEDS, folder / "seeds")
    header = "---\ntitle: Tea & <i>biscuits\nurl: https://example.org/tea?a=1&b=2\n---\n\n"
    (folder / "seeds" / "hostile.txt").write_text(f"{header}{HOSTILE}\n", encoding="utf-8")
    (folder / "seeds" / "arabic.txt").write_text(f"منارة\n\n{ARABIC}\n", encoding="utf-8")
    (folder / "seeds" / "cider.txt").write_text(f"Cider\n\n{LONG}\n", encoding="utf-8")
    build(folder / "seeds", folder / "made", cache=shared_cache)
    return folder / "made"


@pytest.fixture(scope="module")
def played(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Return one playground for all pages."""
    folder = tmp_path_factory.mktemp("played")
    with playing(folder, index) as running:
        yield running


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """Return a browser's page; the test fails where the page complains of an error or of something refused."""
    async with browsing(tmp_path / "profile") as open_page:
        yield open_page
        assert open_page.complaints == []


async def visit(
    page: Page, played: Played, person: int, chat: int | None = None, topic: int = 0, **window: object
) -> None:
    """Open the page as a person in a chat, and wait until the chat is drawn."""
    place = f"{played.address}/#{person}/{person if chat is None else chat}/{topic}"
    await page.open(place, **window)  # type: ignore[arg-type]  # Page's own parameters
    await page.wait_for("!!document.querySelector('#log > *') && !!document.querySelector('#chats [aria-current]')")


async def say(page: Page, text: str) -> None:
    """Type a message, send it by Enter and wait until it stands there."""
    shown = await page.run("document.querySelectorAll('.message').length")
    await page.click("#text")
    await page.type(text)
    await page.press("Enter")
    await page.wait_for(f"document.querySelectorAll('.message').length > {shown}")


async def ask(page: Page, text: str) -> str:
    """Ask a question and return the text of the answer."""
    answers = "document.querySelectorAll('.message:not(.mine)').length"
    shown = await page.run(answers)
    await say(page, text)
    await page.wait_for(f"{answers} > {shown}")
    return await page.text(".message:not(.mine) .text")


async def test_a_conversation(page: Page, played: Played, index: Path) -> None:
    """Started by its button; an answer is marked up, turned in place by keyboard, opened, and voted for."""
    retriever = Retriever.open(index)
    await visit(page, played, ADA)
    assert EN.about in await page.text(".empty")
    await page.click(".begin")
    await page.wait_for(f"document.querySelector('.message:not(.mine)')?.innerText.includes({json.dumps(EN.about)})")
    assert retriever.ask(QUESTION, 5).snippets[0].text.split()[0] in await ask(page, QUESTION)
    assert "June 20" in await page.text(".text u strong")
    shown = await page.run("document.querySelectorAll('.message').length")
    await page.run("[...document.querySelectorAll('.row button')].findLast((one) => one.textContent === '▶').focus()")
    for position in ("2/5", "3/5"):  # the focus stays on the button although the message is drawn anew
        await page.press("Enter")
        await page.wait_for(
            f"[...document.querySelectorAll('.row button')].some((b) => b.textContent === '{position}')"
        )
    assert await page.run("document.querySelectorAll('.message').length") == shown
    await page.click(".row button", "👍")
    await page.wait_for(f"document.querySelector('#toast.open')?.textContent === {json.dumps(EN.thanks)}")
    await ask(page, PINTS)
    await page.click(".row button", EN.context)
    newest = "[...document.querySelectorAll('.message')].at(-1)"  # a long answer has such a quotation too
    tall = f"{newest}.querySelector('.expandable blockquote')?.clientHeight ?? 0"
    closed = await page.wait_for(tall)
    await page.click(".expand")
    assert await page.wait_for(tall) > closed
    assert await page.run(f"{newest}.querySelector('.expand').getAttribute('aria-expanded')") == "true"


async def test_nothing_that_is_written_becomes_markup(page: Page, played: Played) -> None:
    """Neither what articles hold nor what people write; a title leads to its article, in a tab of its own."""
    await visit(page, played, MEI)
    question = "what does Zorblatt <img src=x onerror=alert(3)> sell in Grumbleton?</article>"
    assert HOSTILE in await ask(page, question)
    assert await page.text(".mine .text") == question
    assert await page.run("document.querySelectorAll('#log img, #log script, #log i').length") == 0
    link = await page.run("(({ href, rel, target }) => ({ href, rel, target }))(document.querySelector('.text a'))")
    address, fragment = link.pop("href").split("#")
    assert address == "https://example.org/tea?a=1&b=2"
    assert fragment.startswith(":~:text=Zorblatt%20%3Cb%3Esells")
    assert link == {"rel": "noopener noreferrer", "target": "_blank"}
    with pytest.raises(RuntimeError, match="TrustedHTML"):
        await page.run("document.body.innerHTML = '<p>'")
    assert "TrustedHTML" in page.complaints.pop()


async def test_what_one_wrote_is_corrected(page: Page, played: Played) -> None:
    """↑ takes the last message, Enter sends it again, its answer changes in place; it can be deleted."""
    await visit(page, played, LI)
    assert await ask(page, "hello") == EN.small_talk
    await page.press("ArrowUp")
    assert await page.run("document.querySelector('#text').value") == "hello"
    await page.run("document.querySelector('#text').select()")
    await page.type(QUESTION)
    await page.press("Enter")
    await page.wait_for("document.querySelectorAll('.message:not(.mine) .text strong').length > 0")
    assert "edited" in await page.text(".mine .notes")
    assert await page.run("document.querySelectorAll('.message').length") == 2
    await page.click(".mine .doings button", "Delete")
    await page.wait_for("document.querySelectorAll('.message.mine').length === 0")


async def test_several_people_talk_in_a_group(page: Page, played: Played) -> None:
    """A mention is seen only where privacy mode is off; a command is found by its letters, a reply shows to what."""
    await visit(page, played, ADA)
    await page.click("#chats a", "Readers")
    await page.wait_for("document.querySelector('#title').textContent === 'Readers'")
    await say(page, f"@{NAME} {QUESTION}")
    await page.wait_for("document.querySelector('.mine .notes').textContent.includes('privacy mode')")
    await page.click("#privacy")
    await page.wait_for("document.querySelector('#privacy input').checked === false")
    await page.click(".person", "李明")
    await page.wait_for("document.querySelector('.who[dir]')?.textContent && !document.querySelector('.mine')")
    assert "June 20" in await ask(page, f"@{NAME} {QUESTION}")
    await page.click(".message:not(.mine) .doings button", "Reply")
    assert await ask(page, "who reported it?") != ""
    assert (await page.text(".mine .above")).startswith("citebot")
    await page.click("#privacy")
    await page.wait_for("document.querySelector('#privacy input').checked === true")
    await page.click("#chats a", "Rules")
    await page.wait_for("document.querySelector('#title').textContent === 'Forum › Rules'")
    await page.click("#text")
    await page.type("/as")
    await page.wait_for("document.querySelectorAll('#offers [role=option]').length === 1")
    await page.press("ArrowDown")
    await page.press("Enter")
    assert await page.run("document.querySelector('#text').value") == f"/ask@{NAME} "
    await page.type("微信什么时候封禁NFT账号")
    await page.press("Enter")
    await page.wait_for(f"document.body.innerText.includes({json.dumps(HANS.article)})")


async def test_inline_results_are_chosen_by_keyboard(page: Page, played: Played) -> None:
    """Typed in a group, posted there; the button below opens the article in the private chat."""
    await visit(page, played, MEI, READERS)
    await page.click("#text")
    await page.type("@em")
    await page.wait_for("document.querySelectorAll('#offers [role=option]').length === 1")
    await page.press("ArrowDown")
    await page.press("Enter")
    await page.type("WeChat NFT ban")
    await page.wait_for("document.querySelectorAll('.card').length > 2")
    title = await page.run("document.querySelector('.card strong').textContent")
    await page.press("ArrowDown")
    await page.press("ArrowDown")  # the first leads to the private chat
    await page.press("Enter")
    await page.wait_for(f"document.querySelector('.mine .via')?.textContent === 'via @{NAME}'")
    assert title in await page.text(".mine .text")
    await page.click(".mine .row button")
    await page.wait_for(f"location.hash.startsWith('#{MEI}/{MEI}')")
    await page.wait_for(f"[...document.querySelectorAll('.text')].at(-1).textContent.startsWith({json.dumps(title)})")


async def test_an_input_method_s_enter_sends_nothing(page: Page, played: Played) -> None:
    """It chooses among characters; Shift and Enter begin a line."""
    await visit(page, played, NUR)
    await page.click("#text")
    await page.type("wei")
    key = "new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })"
    await page.run(f"document.querySelector('#text').dispatchEvent({key})")
    await page.press("Enter", shift=True)
    await page.type("xin")
    assert await page.run("document.querySelector('#text').value") == "wei\nxin"
    assert await page.run("document.querySelectorAll('.message').length") == 0


async def test_one_can_write_on_at_once(page: Page, played: Played) -> None:
    """What is typed before the server has answered stays, and so does a draft when a command is tapped."""
    await visit(page, played, MEI, READERS)
    await page.run("""
        const real = fetch, held = new Promise((open) => { window.open_gate = open; });
        window.fetch = async (...what) => {
            const told = await real(...what);
            await held;
            window.let_through = true;
            return told;
        };
    """)
    await say(page, "/help@other_bot first")
    await page.type("second")
    await page.run("open_gate()")
    await page.wait_for("window.let_through")
    assert await page.run("document.querySelector('#text').value") == "second"
    await page.click(".mine .command", "/help@other_bot")
    await page.wait_for("[...document.querySelectorAll('.mine .text')].at(-1).textContent === '/help@other_bot'")
    assert await page.run("document.querySelector('#text').value") == "second"


async def test_text_is_written_in_its_direction(page: Page, played: Played) -> None:
    """Arabic from the right, also in an answer, and names of bots in it from the left."""
    await visit(page, played, NUR, READERS)
    await page.click("#text")
    await say(page, f"/ask@{NAME} متى افتتحت منارة زوربلات في غرمبلتون؟")
    await page.wait_for("document.querySelectorAll('.message:not(.mine) .text').length > 0")
    await page.wait_for(f"document.body.innerText.includes({json.dumps(ARABIC[-14:])})")
    aligned = """(() => {
        const range = document.createRange(), text = [...document.querySelectorAll('.message:not(.mine) .text')].at(-1);
        range.selectNodeContents(text);
        return text.getBoundingClientRect().right - [...range.getClientRects()][0].right;
    })()"""
    assert await page.run(aligned) < 2
    style = "getComputedStyle([...document.querySelectorAll('.mine .command')].at(-1))"
    assert await page.run(f"[{style}.direction, {style}.unicodeBidi]") == ["ltr", "isolate"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_phone_shows_all_of_it(page: Page, played: Played, scheme: str) -> None:
    """Nothing is wider than the screen, the newest begins in sight, people and chats open from a button."""
    person = {"light": LI, "dark": NUR}[scheme]
    await visit(page, played, person, width=360, height=640, phone=True)
    await page.prefer(scheme)
    await page.click("#text")
    await ask(page, PINTS)
    await page.click(".row button", EN.article)
    await page.wait_for("[...document.querySelectorAll('.text')].at(-1).textContent.length > 2000")
    await ask(page, "x" * 3000)
    assert await page.run("document.documentElement.scrollWidth <= innerWidth")
    assert await page.run("document.documentElement.scrollHeight <= innerHeight")
    assert await page.run("document.querySelector('#log').scrollWidth <= document.querySelector('#log').clientWidth")
    newest = "[...document.querySelectorAll('.message')].at(-1).getBoundingClientRect()"
    in_sight = f"{newest}.top >= 0 && {newest}.top < innerHeight - 80"
    assert await page.run(in_sight)
    left = "document.querySelector('#side').getBoundingClientRect().left"
    assert await page.run(left) < -100
    await page.click("#menu")
    await page.wait_for(f"{left} === 0")
    await page.wait_for("document.activeElement.name === 'person'")
    await page.press("Escape")
    await page.wait_for(f"{left} < -100")
    colour = await page.run("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert (sum(colour) > 384) == (scheme == "light")


async def test_who_reads_above_is_not_torn_away(page: Page, played: Played) -> None:
    """New messages are told of in a button that leads to them, and in the list of chats where they are elsewhere."""
    await visit(page, played, MEI, READERS, height=420)
    for n in range(8):
        await say(page, f"Some words to scroll past, number {n}.")
    await page.run("document.querySelector('#log').scrollTop = 0")
    played.do("say", by=ADA, chat=READERS, text="And now for something else.")
    played.do("say", by=ADA, chat=-2002, topic=2, text="Elsewhere.")
    await page.wait_for("!document.querySelector('#newest').hidden")
    assert await page.run("document.querySelector('#log').scrollTop") == 0
    await page.wait_for("document.querySelector('#chats .unread')?.textContent.includes('Exchanges')")
    await page.click("#newest")
    await page.wait_for("document.querySelector('#newest').hidden")
    assert await page.text(".message .text") == "And now for something else."


async def test_it_tells_when_the_bot_has_stopped(page: Page, index: Path, tmp_path: Path) -> None:
    """And does not lose what was typed meanwhile."""
    with playing(tmp_path, index) as played:
        await visit(page, played, ADA)
        await page.click("#text")
        await page.type("unfinished")
        played.bot.stop()
        await page.wait_for("!document.querySelector('#offline').hidden")
        await page.press("Enter")
        await page.wait_for("!!document.querySelector('#toast.open')")
        assert await page.run("document.querySelector('#text').value") == "unfinished"
    page.complaints.clear()  # the browser's own, of the connection
