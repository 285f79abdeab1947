"""The real bot, `python -m bot` on a real index, in front of the emulator: what people and operators see."""

from __future__ import annotations

import re
import shutil
import signal
import socket
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import render
from bot.emulator import Emulator
from bot.emulator.emulator import DEFAULT_TOKEN
from bot.emulator.entities import parse, utf16
from bot.texts import TEXTS
from index.answer.retriever import Retriever
from index.text.dates import told as date_told
from tests.support.forking import run
from tests.support.running import COMMAND, Bot, clean_environment, started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.emulator import Chat, Message

SEEDS = Path(__file__).parents[2] / "seeds"
EN, HANS, HANT = TEXTS["en"], TEXTS["zh-Hans"], TEXTS["zh-Hant"]
QUESTION = "when did WeChat ban NFT accounts"
HOSTILE = 'Zorblatt <b>sells</b> tea & <a href="x">milk</a> &lt; 5 </a> </b> <script>alert(1)</script> in Grumbleton.'
UNANSWERABLE = "Which quartet did Beethoven dedicate to Rasumovsky?"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index of the seeds and one hostile article, built by the command line."""
    folder = tmp_path_factory.mktemp("index")
    shutil.copytree(SEEDS, folder / "seeds")
    (folder / "seeds" / "hostile.txt").write_text(f"Tea & <i>biscuits\n\n{HOSTILE}\n", encoding="utf-8")
    run("index", "build", "--index", "made", folder=folder, environment=clean_environment())
    return folder / "made"


@pytest.fixture(scope="module")
def retriever(index: Path) -> Retriever:
    """Return the index as the bot sees it."""
    return Retriever.open(index)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    """Return a Bot API without privacy mode: the bot is told everything and must be silent by itself."""
    with Emulator(privacy=False) as running:
        yield running


@pytest.fixture(scope="module")
def bot(emulator: Emulator, index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """Return one bot for most tests, logging all it can."""
    folder = tmp_path_factory.mktemp("bot")
    with started(
        folder, index, COMMAND, TOKEN=emulator.token, BASE_URL=emulator.base_url, LOG_LEVEL="DEBUG"
    ) as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_refused(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail any test in which Telegram would have refused something."""
    yield
    if "bot" in request.fixturenames:
        transcript = request.getfixturevalue("emulator").transcript
        assert [call for call in transcript if call.code != 200] == []


def expected(retriever: Retriever, question: str, position: int = 0) -> str:
    """Return the text that a snippet of the index's answer is shown as."""
    return parse(render.answer(retriever.ask(question, 5), position, EN))[0]


def wait_until_edited(emulator: Emulator, message: Message, times: int) -> None:
    """Wait until a message has been edited so many times."""
    emulator.wait_for(lambda: message.edits == times)


def test_a_question_is_answered_from_the_index(emulator: Emulator, bot: Bot, retriever: Retriever) -> None:
    """A private message gets a reply with the best snippet, matches bold, its source below, no preview."""
    answer = emulator.ask(emulator.private(), QUESTION)
    best = retriever.ask(QUESTION, 5).snippets[0]
    assert best.article.id.startswith("000_")
    assert " ".join(best.text.split()) in " ".join(answer.text.split())
    assert answer.text == expected(retriever, QUESTION)
    assert {"WeChat", "June", "20"} <= set(" ".join(answer.marked("bold")).split())
    assert best.article.title in answer.text.splitlines()[-1]
    assert answer.preview == {"is_disabled": True}


def test_no_answer_is_said(emulator: Emulator, bot: Bot) -> None:
    """What the articles do not say is told as such, whether or not something near is shown."""
    assert emulator.ask(emulator.private(), UNANSWERABLE).text.startswith((EN.no_answer, EN.nothing_close))
    assert emulator.ask(emulator.private(), "xqzzt vwwpl").text.startswith(f"{EN.nothing_close}\n\n{EN.answerable}")
    assert emulator.ask(emulator.private(), "?!").text == EN.empty


@pytest.mark.parametrize(
    "question",
    [
        "<b>WeChat</b> & </a> <script>",
        "WeChat \ud800 NFT \udfff",
        "&lt;WeChat&gt; \u202e \x00 \u200d",
        "\U0001f600" * 2048,
        "NFT " * 1023 + "WeChat",
        "你" * 4096,
        "*_`[WeChat](http://a)",
    ],
    ids=["markup", "surrogates", "invisible", "emoji", "long", "long Chinese", "markdown"],
)
def test_strange_questions_are_answered(emulator: Emulator, bot: Bot, question: str) -> None:
    """Whatever is written, there is a reply that Telegram takes."""
    assert utf16(question) <= 4098
    assert emulator.ask(emulator.private(), question).text


def test_a_hostile_article_is_shown_as_it_is_written(emulator: Emulator, bot: Bot) -> None:
    """Markup in an article's text and title reaches the person as text."""
    answer = emulator.ask(emulator.private(), "what does Zorblatt sell in Grumbleton?")
    assert HOSTILE in answer.text
    assert "Tea & <i>biscuits" in answer.text
    assert {entity["type"] for entity in answer.entities} == {"bold"}


def test_start_says_what_it_covers_with_questions_that_it_answers(
    emulator: Emulator, bot: Bot, retriever: Retriever
) -> None:
    """The two lines tell count and dates of the index; the examples are answered; /help lists the commands besides."""
    ada = emulator.private()
    about = emulator.ask(ada, "/start").text.splitlines()
    covered = retriever.coverage()
    assert about[0] == EN.about
    assert covered.earliest
    assert covered.latest
    first, last = (date_told(date, "en") for date in (covered.earliest, covered.latest))
    assert about[1] == f"I know {covered.articles} articles, from {first} to {last}."
    examples = [line[3:] for line in about if line[1:3] == ". "]
    assert len(examples) == 2
    for example in examples:
        assert not emulator.ask(ada, example).text.startswith(EN.no_answer)
    for command in ("/help", "/unknown"):
        told = emulator.ask(ada, command).text.splitlines()
        assert (told[:2], told[-len(about) + 2 :]) == (about[:2], about[2:])
        assert {line.split()[0] for line in told if line.startswith("/")} == {f"/{name}" for name in EN.commands}


def test_ask_without_a_question_and_things_that_are_no_text(emulator: Emulator, bot: Bot, retriever: Retriever) -> None:
    """A bare /ask is told how to ask, a sticker or a photo that only text is read; /ask with a question is answered."""
    ada = emulator.private()
    assert emulator.ask(ada, "/ask").text == EN.how_to_ask
    assert emulator.ask(ada, "/ask \n ").text == EN.how_to_ask
    assert emulator.ask(ada, f"/ask\n{QUESTION}").text == expected(retriever, QUESTION)
    file = {"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}
    sticker = {"sticker": {**file, "type": "regular", "is_animated": False, "is_video": False}}
    for content in (sticker, {"photo": [file]}):
        assert emulator.reply_to(emulator.say(ada, content=content)).text == EN.text_only


def test_questions_of_a_chat_are_answered_in_order(emulator: Emulator, bot: Bot) -> None:
    """Ten questions at once get ten replies, in the order of the questions."""
    chat = emulator.private(1003)
    asked = [emulator.say(chat, f"{QUESTION} {number}") for number in range(10)]
    emulator.wait_for(lambda: len(_answered(emulator, chat)) == 10)
    assert _answered(emulator, chat) == [message.id for message in asked]


def _answered(emulator: Emulator, chat: Chat) -> list[int]:
    return [message.reply_to.id for message in emulator.replies(chat) if message.reply_to]


def test_the_token_is_nowhere(emulator: Emulator, bot: Bot) -> None:
    """Not even at DEBUG, with httpx and the library logging what they do, is the token written."""
    emulator.ask(emulator.private(), QUESTION)
    log = bot.said()
    assert "Calling Bot API endpoint" in log, "the library logs"
    assert emulator.token.partition(":")[2] not in log
    assert "sendChatAction" not in {call.method for call in emulator.transcript}


def test_a_new_build_is_answered_from_at_once(tmp_path: Path) -> None:
    """With the very next question; one that is under way meanwhile gets its answer too."""
    seeds, made = tmp_path / "seeds", tmp_path / "made"
    seeds.mkdir()
    (seeds / "mill.txt").write_text("The mill of Brimfield closed in 1901.")
    build = partial(run, "index", "build", "--index", "made", folder=tmp_path, environment=clean_environment())
    assert build().code == 0
    with Emulator() as emulator, started(tmp_path, made, COMMAND, TOKEN=emulator.token, BASE_URL=emulator.base_url):
        ada, bob = emulator.private(), emulator.private(1002)
        assert "1901" in emulator.ask(ada, "when did the mill of Brimfield close").text
        with emulator.hold("sendMessage") as arrived:
            asked = emulator.say(bob, "when did the mill of Brimfield close")
            arrived()
            (seeds / "mill.txt").write_text("The mill of Brimfield closed in 1902.")
            (seeds / "zorblatt.txt").write_text("Zorblatt sells tea in Grumbleton.")
            assert build().code == 0
        assert "1901" in emulator.reply_to(asked).text
        assert "1902" in emulator.ask(ada, "when did the mill of Brimfield close").text
        assert "tea" in emulator.ask(ada, "what does Zorblatt sell").text


def test_told_to_stop_it_finishes_its_answer(index: Path, tmp_path: Path) -> None:
    """Started before Telegram can be reached, it retries; told to stop while it answers, the answer still goes out."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    later = Emulator(port=port)
    with started(tmp_path, index, COMMAND, TOKEN=later.token, BASE_URL=f"http://127.0.0.1:{port}/bot") as bot:
        bot.wait_until_said("Telegram cannot be reached")
        with later as emulator:
            ada = emulator.private()
            asked = emulator.say(ada, QUESTION)
            with emulator.hold("sendMessage") as arrived:
                arrived()
                bot.process.send_signal(signal.SIGTERM)
                emulator.wait_for(lambda: any(call.given.get("timeout") == "0" for call in emulator.transcript))
                assert bot.process.poll() is None
            assert bot.process.wait(5) == 0
            assert len(_answered(emulator, ada)) == 1
            assert emulator.reply_to(asked).text
        assert "Traceback" not in bot.said()
        assert later.token not in bot.said()
        assert len(re.findall("cannot be reached", bot.said())) <= 3, "one line an attempt, and patiently"


def test_told_to_stop_while_telegram_is_away(index: Path, tmp_path: Path) -> None:
    """It does not wait for the next attempt, nor for an answer from a server that never gives one."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}/bot"
        with started(tmp_path, index, COMMAND, TOKEN=DEFAULT_TOKEN, BASE_URL=address) as bot:
            deaf.accept()
            assert bot.stop() == 0
            assert "Traceback" not in bot.said()


@pytest.mark.parametrize(
    ("token", "why"),
    [(None, "BOT_TOKEN is not set"), ("1:somebody-else-s", "does not accept BOT_TOKEN")],
    ids=["none", "wrong"],
)
def test_without_its_token_it_says_so(index: Path, tmp_path: Path, token: str | None, why: str) -> None:
    """No token, or one that the server does not know: one line that says what to do, exit 1."""
    given = {"TOKEN": token} if token else {}
    with Emulator() as emulator, started(tmp_path, index, COMMAND, BASE_URL=emulator.base_url, **given) as bot:
        assert bot.process.wait(20) == 1
        *_, line = bot.said().splitlines()  # below the one that tells what it answers from
        assert line.startswith("citebot: ")
        assert why in line
        assert "somebody" not in line


def test_without_an_index_or_articles_it_says_so(emulator: Emulator, tmp_path: Path) -> None:
    """Where there is neither an index nor a seeds folder to build one from, a line names the folder, exit 1."""
    with started(tmp_path, tmp_path / "none", COMMAND, TOKEN=emulator.token, BASE_URL=emulator.base_url) as bot:
        assert bot.process.wait(20) == 1
        last = bot.said().splitlines()[-1]
        assert last.startswith("citebot: ")
        assert "seeds" in last
        assert "Traceback" not in bot.said()


def test_a_token_withdrawn_while_it_runs_ends_it(index: Path, tmp_path: Path) -> None:
    """Once Telegram does not know the token any more, it says so and exits 1 rather than being silent for ever."""
    with (
        Emulator() as emulator,
        started(tmp_path, index, COMMAND, TOKEN=emulator.token, BASE_URL=emulator.base_url) as bot,
    ):
        ada = emulator.private()
        assert emulator.ask(ada, QUESTION)
        emulator.withdraw_token()
        emulator.say(ada, QUESTION)
        assert bot.process.wait(10) == 1
        assert "does not accept BOT_TOKEN" in bot.said().splitlines()[-1]
