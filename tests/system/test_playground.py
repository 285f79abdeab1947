"""The playground as its server shows it: the real handlers before the emulator, and nobody else's orders."""

from __future__ import annotations

import re
import signal
import sqlite3
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.data.database import FILE
from bot.emulator.entities import parse
from bot.playground import Playground
from bot.render import answer
from tests.support.chatting import EN, HANS, QUESTION
from tests.support.forking import run
from tests.support.playing import ADA, FORUM, LI, MEI, NUR, READERS, Played, data_of, playing
from tests.support.running import clean_environment, free_port, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.answer.retriever import Retriever

NAME = "emulated_bot"
ALLOWED = re.compile(r"http://www\.w3\.org/2000/svg")


@pytest.fixture(scope="module")
def played(seeds_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """Return one playground for most tests; nothing that Telegram would have refused may be logged."""
    with playing(tmp_path_factory.mktemp("played"), seeds_index) as running:
        yield running
        assert "WARNING" not in running.bot.said()
        assert "ERROR" not in running.bot.said()


def expected(retriever: Retriever, position: int = 0) -> str:
    """Return the text that a snippet for the question is shown as."""
    return parse(answer(retriever.ask(QUESTION, 5), position, EN))[0]


def test_a_question_goes_through_the_bot(played: Played, retriever: Retriever) -> None:
    """Without a token; what comes is what Telegram would show: text, entities, buttons, the question above."""
    reply = played.ask(QUESTION)
    assert reply["text"] == expected(retriever)
    assert {"bold", "underline"} <= {entity["type"] for entity in reply["entities"]}
    assert reply["from"]["username"] == NAME
    turned = played.do("press", by=ADA, chat=ADA, message=reply["message_id"], data=data_of(reply, "▶"))
    assert turned == {"answer": {"text": "", "show_alert": False}}
    now = played.edited(reply, expected(retriever, 1))
    voted = played.do("press", by=ADA, chat=ADA, message=now["message_id"], data=data_of(now, "👍"))
    assert voted["answer"]["text"] == EN.thanks


def test_people_are_spoken_to_in_their_language(played: Played) -> None:
    """That of their Telegram, English where the bot has none of it; the commands too, also after /lang."""
    assert played.ask("/start", LI)["text"].startswith(HANS.about)
    assert played.ask("/start", NUR)["text"].startswith(EN.about)

    def told(person: int, about: str, does: str) -> bool:
        return bool(
            played.wait_for(
                lambda around, _: any(
                    one["id"] == person
                    and one["description"] == about
                    and one["commands"]["private"][0]["description"] == does
                    for one in around["people"]
                )
            )
        )

    assert told(LI, HANS.about, HANS.commands["ask"])
    assert told(NUR, EN.about, EN.commands["ask"])
    which = played.ask("/lang", NUR)
    played.do("press", by=NUR, chat=NUR, message=which["message_id"], data=data_of(which, "简体"))
    assert told(NUR, EN.about, HANS.commands["ask"])


def test_what_one_wrote_can_be_corrected_and_deleted(played: Played, retriever: Retriever) -> None:
    """A corrected question corrects its answer; a deleted message is gone for the page too."""
    sent = played.do("say", by=MEI, chat=MEI, text="xqzzt vwwpl")
    reply = played.reply_to(sent["message_id"])
    played.do("rewrite", by=MEI, chat=MEI, message=sent["message_id"], text=QUESTION)
    assert played.edited(reply, retriever.ask(QUESTION, 5).snippets[0].text.splitlines()[0])
    played.do("delete", by=MEI, chat=MEI, message=sent["message_id"])
    assert played.wait_for(lambda _, messages: sent["message_id"] not in {one["message_id"] for one in messages})


def test_an_open_page_hears_of_changes(played: Played) -> None:
    """Of other words and of what is gone, without being opened anew."""
    number = played.do("say", by=MEI, chat=READERS, text="one")["message_id"]
    own = {"by": MEI, "chat": READERS, "message": number}
    heard: list[str] = []

    def changes(_: object, messages: list[dict[str, Any]]) -> bool:
        now = next((one["text"] for one in messages if one["message_id"] == number), "gone")
        if now not in heard:
            heard.append(now)
            if now != "gone":
                played.do("rewrite" if now == "one" else "delete", **own, text="two")
        return now == "gone"

    assert played.wait_for(changes)
    assert heard == ["one", "two", "gone"]


def test_groups_are_as_private_as_one_chooses(played: Played, retriever: Retriever) -> None:
    """With privacy mode on, a mention is not shown to the bot and that is told; off, it is answered."""
    assert played.ask(f"/ask@{NAME} {QUESTION}", MEI, READERS)["text"].startswith(expected(retriever)[:40])
    unseen = played.do("say", by=ADA, chat=READERS, text=f"@{NAME} {QUESTION}")["message_id"]
    assert played.wait_for(
        lambda _, messages: [one for one in messages if one["message_id"] == unseen and one["unseen"]]
    )
    played.do("privacy", on=False)
    assert played.ask(f"@{NAME} {QUESTION}", ADA, READERS)["text"] == expected(retriever)
    assert played.wait_for(
        lambda around, messages: (
            around["privacy"] is False
            and not [one for one in messages if one.get("reply_to_message", {}).get("message_id") == unseen]
        )
    )
    played.do("privacy", on=True)
    greeted = played.wait_for(lambda _, messages: [one["text"] for one in messages if one["chat"]["id"] == FORUM])
    assert greeted[0].startswith(EN.joined.format(bot=NAME))


def test_answers_keep_to_the_topic_and_the_article(played: Played) -> None:
    """A reply to an answer is put to its article first, in the topic where it was asked."""
    first = played.ask(f"/ask {QUESTION}", LI, FORUM, topic=2)
    assert first["message_thread_id"] == 2
    followed = played.ask("who reported it?", LI, FORUM, topic=2, reply_to=first["message_id"])
    assert followed["message_thread_id"] == 2
    assert followed["text"].startswith((EN.in_that_article, EN.not_in_that_article))


def test_inline_results_are_offered_chosen_and_linked(played: Played, retriever: Retriever) -> None:
    """Posted in the name of who chose; the button's link opens the private chat with the question."""
    offered = played.do("type", by=ADA, text=QUESTION)
    best = retriever.ask(QUESTION, 10).snippets[0]
    assert offered["results"][0]["title"] == best.article.title
    posted = played.do("choose", by=ADA, chat=READERS, query=offered["query"], position=0)["message_id"]
    shown = played.wait_for(lambda _, messages: [one for one in messages if one["message_id"] == posted])[0]
    assert best.text[slice(*best.focus)] in shown["text"]
    assert (shown["via_bot"]["username"], shown["from"]["id"]) == (NAME, ADA)
    assert shown["reply_markup"]["inline_keyboard"][0][0]["url"].startswith(f"https://t.me/{NAME}?start=a")
    opened = played.ask(f"/start {offered['button']['start_parameter']}")
    assert opened["text"].startswith(QUESTION)


REFUSED = [
    ("say", {"by": ADA, "chat": LI, "text": "hello"}, "no such chat"),
    ("say", {"by": 7, "chat": 7, "text": "hello"}, "no such person"),
    ("say", {"by": ADA, "chat": ADA, "text": "   "}, "nothing to send"),
    ("say", {"by": ADA, "chat": ADA, "text": "😀" * 2049}, "up to 4096"),
    ("say", {"by": ADA, "chat": ADA, "text": "\ud800"}, "UTF-8"),
    ("say", {"by": ADA, "chat": FORUM, "text": "hello", "topic": 99}, "no such topic"),
    ("say", {"by": ADA, "chat": READERS, "text": "hello", "reply_to": 5}, "is gone"),
    ("press", {"by": ADA, "chat": READERS, "message": 101, "data": "s:0:0"}, "no such button"),
    ("rewrite", {"by": ADA, "chat": READERS, "message": 101, "text": "mine"}, "one's own"),
    ("delete", {"by": ADA, "chat": READERS, "message": 101}, "one's own"),
    ("choose", {"by": ADA, "chat": READERS, "query": "1", "position": 0}, "no such result"),
    ("say", ["hello"], "JSON object"),
]


@pytest.mark.parametrize(("action", "what", "why"), REFUSED)
def test_what_cannot_be_done_is_told(played: Played, action: str, what: object, why: str) -> None:
    """In a sentence for the person, and nothing happens."""
    assert played.wait_for(lambda _, messages: [one for one in messages if one["message_id"] == 101])
    refused = played.post(action, what)
    assert refused.status_code == httpx.codes.BAD_REQUEST
    assert why in refused.json()["error"]


def test_another_web_site_cannot_reach_it(played: Played) -> None:
    """Neither by a name of its own that leads to this machine, nor by posting from its pages."""
    order = {"by": ADA, "chat": ADA, "text": "planted"}
    for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": ""}):
        refused = played.post("say", order, **headers)
        assert refused.status_code == httpx.codes.FORBIDDEN, headers
    for path in ("/", "/events", "/main.js", "/nowhere"):
        assert httpx.get(played.address + path, headers={"Host": "evil.example"}).status_code == httpx.codes.FORBIDDEN
    port = played.address.rpartition(":")[2]
    assert httpx.get(played.address, headers={"Host": f"localhost:{port}"}).status_code == httpx.codes.OK
    assert played.wait_for(lambda _, messages: messages and not [one for one in messages if one["text"] == "planted"])


def test_nothing_is_loaded_from_elsewhere(played: Played) -> None:
    """Each file that the page names is there, with a policy that allows nothing else; what is unknown is not found."""
    page = httpx.get(played.address)
    names = {"style.css", "icon.svg", "main.js"}
    assert names == set(re.findall(r'(?:src|href)="([^"]+)"', page.text))
    seen: set[str] = set()
    while names - seen:
        name = (names - seen).pop()
        seen.add(name)
        asset = httpx.get(f"{played.address}/{name}")
        assert asset.status_code == httpx.codes.OK, name
        code = re.sub(r"^\s*//.*", "", asset.text, flags=re.MULTILINE)
        assert not re.search(r"(?:https?:)?//\w", ALLOWED.sub("", code))
        names |= set(re.findall(r'from "\./([\w.]+)"', asset.text))
    assert "entities.js" in seen
    for answered in (page, asset):
        policy = answered.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answered.headers["X-Content-Type-Options"] == "nosniff"
    assert {httpx.get(f"{played.address}/{path}").status_code for path in ("nowhere", "..%2fpages.py", "a/b")} == {404}
    assert played.post("nothing", {}).status_code == httpx.codes.NOT_FOUND
    assert httpx.get(f"{played.address}/do/say").status_code == httpx.codes.METHOD_NOT_ALLOWED


def test_each_run_has_a_token_of_its_own() -> None:
    """So that a web site that finds the emulator's port cannot call it."""
    assert Playground().token != Playground().token


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_and_leaves_nothing(seeds_index: Path, tmp_path: Path, stop: signal.Signals) -> None:
    """Also while a page listens; the real bot's settings and data are not touched."""
    work, temporary = tmp_path / "work", tmp_path / "temporary"
    work.mkdir()
    temporary.mkdir()
    (work / ".env").write_text(
        f"BOT_TOKEN=not a token\nBOT_DATA={work / 'real'}\nBOT_ALLOW=5\nBOT_WEBHOOK_URL=https://example.org/x\n"
        f"BOT_HEALTH_PORT={free_port()}\nBOT_BASE_URL=http://127.0.0.1:9/bot\n",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TMPDIR", str(temporary))
        with playing(work, seeds_index) as played, httpx.stream("GET", f"{played.address}/events") as events:
            assert next(events.iter_lines())
            assert played.ask(QUESTION)["text"]
            assert list(temporary.iterdir())
            played.bot.process.send_signal(stop)
            assert played.bot.process.wait(5) == 0
            assert "Error" not in played.bot.said()
    assert sorted(one.name for one in work.iterdir()) == [".env", "log"]
    assert list(temporary.iterdir()) == []


def test_votes_can_be_kept(seeds_index: Path, tmp_path: Path) -> None:
    """In the folder that `--data` names, where `citebot eval --from-feedback` finds them."""
    with playing(tmp_path, seeds_index, "--data", str(tmp_path / "votes")) as played:
        reply = played.ask(QUESTION)
        played.do("press", by=ADA, chat=ADA, message=reply["message_id"], data=data_of(reply, "👎"))
        assert played.bot.stop() == 0
    with sqlite3.connect(tmp_path / "votes" / FILE) as database:
        assert database.execute("SELECT question, up FROM votes").fetchall() == [(QUESTION, 0)]


def test_a_port_that_is_taken_is_told(played: Played, seeds_index: Path, tmp_path: Path) -> None:
    """In one line that says what to do; so is a wrong use of the options."""
    port = played.address.rpartition(":")[2]
    with started(tmp_path, seeds_index, arguments=["--playground", "--port", port]) as second:
        assert second.process.wait(20) == 1
        assert f"Port {port} cannot be used" in second.said().splitlines()[-1]
        assert "--port" in second.said().splitlines()[-1]
    for options, why in ((["--port", "8000"], "--playground"), (["--playground", "--port", "99999"], "65535")):
        wrong = run("bot", *options, folder=tmp_path, environment=clean_environment())
        assert wrong.code == 2
        assert why in wrong.told.splitlines()[-1]
