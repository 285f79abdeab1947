"""The command line, run as people run it: a process, its output and its exit code."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import pytest

from index.model import SnippetKind
from index.text.dates import parse_date, told

if TYPE_CHECKING:
    from pathlib import Path

    from index.text.language import Language


QUESTION = "when did WeChat ban NFT accounts"
GOLD = "000_c8146b5ad7f98930"

ANSWER = {
    "question": str,
    "answered": bool,
    "confidence": float,
    "declined": str | None,
    "did_you_mean": str | None,
    "snippets": list,
}
SNIPPET = {
    "rank": int,
    "score": float,
    "text": str,
    "start": int,
    "end": int,
    "highlights": list,
    "answer": list | None,
    "lead": dict | None,
    "also_in": list,
    "article": dict,
    "focus": list,
    "headings": list,
    "kind": str,
    "page": int | None,
}
ARTICLE = {
    "id": str,
    "title": str,
    "publisher": str | None,
    "date": str | None,
    "url": str | None,
    "path": str,
    "language": str,
}


class Done(NamedTuple):
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    told: str


class Shell:
    """A folder to run commands in, with an index of the seeds for those who ask."""

    def __init__(self, folder: Path, index: Path) -> None:
        self.folder = folder
        others = ("BOT_", "INDEX_", "NO_COLOR", "PYTHONUNBUFFERED")  # output is buffered where people run it
        bare = {
            name: value for name, value in os.environ.items() if not name.startswith(others) or name == "INDEX_CACHE"
        }
        fixed = {
            "INDEX_DIR": str(index),
            "INDEX_ENCODER": "none",
            "INDEX_NOW": "2026-11-25",
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
        }
        self.environment = bare | fixed

    def run(self, *arguments: str | bytes, **settings: str) -> Done:
        """Run `python -m index` with arguments and settings."""
        done = subprocess.run(
            [sys.executable, "-m", "index", *arguments],
            cwd=self.folder,
            env=self.environment | settings,
            capture_output=True,
            timeout=60,
            check=False,
        )
        out, told = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in told
        return Done(done.returncode, out, told)

    def batch(self, data: bytes, *options: str) -> list[Any]:
        """Ask a file of questions and return the objects."""
        (self.folder / "questions").write_bytes(data)
        done = self.run("ask", "--batch", "questions", "--json", *options)
        assert done.code == 0, done.told
        return [json.loads(line) for line in done.out.splitlines()]

    def on_terminal(self, *arguments: str, **settings: str) -> str:
        """Return what a command writes to a terminal."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "index", *arguments],
            cwd=self.folder,
            env=self.environment | {"TERM": "xterm"} | settings,
            stdout=theirs,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        written = b""
        try:
            while chunk := os.read(ours, 65536):
                written += chunk
        except OSError:
            pass  # Linux tells so that the other end is closed
        finally:
            os.close(ours)
        assert process.wait(60) == 0
        return written.decode()


@pytest.fixture
def shell(tmp_path: Path, seeds_index: Path) -> Shell:
    """Return a folder to run commands in."""
    return Shell(tmp_path, seeds_index)


def assert_has(value: dict[str, Any], fields: dict[str, Any]) -> None:
    """Check that an object has every field, each of its type."""
    for name, kind in fields.items():
        assert name in value
        assert isinstance(value[name], kind), (name, value[name])


def assert_keeps_the_contract(row: dict[str, Any], seeds: Path) -> None:
    """Check one object of `ask --json` against the contract and the articles themselves."""
    assert_has(row, ANSWER)
    assert 0 <= row["confidence"] <= 1
    assert row["declined"] in (None, "empty", "small_talk", "no_match", "unsure")
    assert row["answered"] == (row["declined"] is None)
    for rank, snippet in enumerate(row["snippets"], start=1):
        assert_has(snippet, SNIPPET)
        assert_has(snippet["article"], ARTICLE)
        text = (seeds / snippet["article"]["path"]).read_text("utf-8")
        assert snippet["rank"] == rank
        assert snippet["text"] == text[snippet["start"] : snippet["end"]] != ""
        assert snippet["kind"] in get_args(SnippetKind)
        for span in [snippet["focus"], *snippet["highlights"], *([snippet["answer"]] if snippet["answer"] else [])]:
            start, end = span
            assert 0 <= start < end <= len(snippet["text"])
        if lead := snippet["lead"]:
            assert text[lead["start"] : lead["end"]] == lead["text"]
            assert lead["end"] <= snippet["start"]


def test_the_first_question_is_answered(shell: Shell, seeds: Path) -> None:
    """README's example: from the article that says it, on stdout alone."""
    done = shell.run("ask", QUESTION, "--json")
    assert (done.code, done.told) == (0, "")
    row = json.loads(done.out)
    assert_keeps_the_contract(row, seeds)
    assert row["question"] == QUESTION
    assert row["answered"]
    assert row["snippets"][0]["article"]["id"] == GOLD
    assert len(row["snippets"]) == 3


def test_an_answer_is_text_for_people(shell: Shell, seeds: Path) -> None:
    """Snippet and source, wrapped to the terminal's width, without colour where there is no terminal."""
    done = shell.run("ask", QUESTION, COLUMNS="50")
    assert (done.code, done.told) == (0, "")
    assert done.out.startswith("1. ")
    assert f"{GOLD}.txt" in done.out
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 50


def test_matches_are_bold_on_a_terminal(shell: Shell) -> None:
    """Unless NO_COLOR is set."""
    assert "\x1b[1mWeChat" in shell.on_terminal("ask", QUESTION)
    assert "\x1b" not in shell.on_terminal("ask", QUESTION, NO_COLOR="1")
    assert "\x1b" not in shell.on_terminal("ask", QUESTION, "--json")


def test_ask_builds_the_index_first_where_there_is_none(shell: Shell, seeds: Path) -> None:
    """It says so on stderr, once; stdout holds the answer only."""
    settings = {"INDEX_SEEDS": str(seeds), "INDEX_DIR": "made"}
    first, second = (shell.run("ask", QUESTION, "--json", **settings) for _ in range(2))
    assert (first.code, second.code) == (0, 0)
    assert json.loads(first.out) == json.loads(second.out)
    assert "There is no index in made. Building it" in first.told
    assert "Indexed 4 articles" in first.told
    assert second.told == ""


def test_build_and_stats_tell_what_is_covered(shell: Shell, seeds: Path) -> None:
    """Build tells on stderr, as its result is the index; stats on stdout, as text and as JSON."""
    built = shell.run("build", "--seeds", str(seeds), "--index", "made")
    assert (built.code, built.out) == (0, "")
    assert "Indexed 4 articles" in built.told
    stats = shell.run("stats", "--index", "made", "--json")
    assert json.loads(stats.out)["articles"] == 4
    assert (stats.code, stats.told) == (0, "")
    text = shell.run("stats", "--index", "made").out
    assert "articles" in text
    assert "2017-09-18" in text


def test_top_is_the_number_of_snippets(shell: Shell) -> None:
    """From 1 to 100."""
    rows = [shell.run("ask", "WeChat", "--json", "--top", number) for number in ("1", "5")]
    assert [len(json.loads(row.out)["snippets"]) for row in rows] == [1, 5]


def test_a_batch_gives_an_object_a_line_in_order(shell: Shell, seeds: Path) -> None:
    """JSON lines, bare questions, blank, broken and not UTF-8 ones; what is wrong with a line is told in its object."""
    lines = [
        b'{"question": "when did WeChat ban NFT accounts", "id": 7}',
        b"who is the CEO of Red Date",
        b"",
        b"   ",
        b'{"question": "broken',
        b'{"query": "no question"}',
        b'{"question": 5}',
        b"\xff\xfe not UTF-8",
        "微信禁止了什么".encode(),
        b'{"question": "\\ud83d\\ude00 WeChat \\ud800 ban"}',
        b"[" * 50_000,
        b'{"question": ' + b"[" * 50_000,
        b'{"question": ""}',
        b"hello",
        b"???",
        b"what was Beethoven's last quartet",
    ]
    rows = shell.batch(b"\xef\xbb\xbf" + b"\r\n".join(lines))
    assert len(rows) == len(lines)
    for row in rows:
        assert_keeps_the_contract(row, seeds)
    assert rows[0]["question"] == QUESTION
    assert rows[0]["snippets"][0]["article"]["id"] == GOLD
    assert rows[1]["question"] == "who is the CEO of Red Date"
    assert [row["declined"] for row in rows[2:4]] == ["empty", "empty"]
    assert [n for n, row in enumerate(rows) if "problem" in row] == [4, 5, 6, 7, 11]
    assert all(f"line {n + 1} " in rows[n]["problem"] for n in (4, 5, 6, 7, 11))
    assert rows[8]["question"] == "微信禁止了什么"
    assert rows[9]["question"] == "😀 WeChat \ud800 ban"
    assert [row["declined"] for row in rows[12:15]] == ["empty", "small_talk", "empty"]
    assert not rows[15]["answered"]


def test_a_batch_as_text_gives_a_block_a_line(shell: Shell) -> None:
    """Problems go to stderr; a lone surrogate breaks nothing."""
    (shell.folder / "questions").write_bytes(b'hello\n{"a": 1}\n{"question": "\\ud800 bit\\ud800coin"}\n')
    done = shell.run("ask", "--batch", "questions", "--top", "1")
    assert done.code == 0
    assert done.out.startswith("> hello\nHello. ")
    assert 'line 2 has no "question"' in done.told


def test_an_empty_batch_gives_nothing(shell: Shell) -> None:
    """Not even a line."""
    assert shell.batch(b"") == []


@pytest.mark.parametrize(
    ("question", "declined"),
    [
        ("", "empty"),
        (" \t", "empty"),
        ("?!…", "empty"),
        ("😀" * 100, "empty"),
        ("\u202e\u200b\u0301", "empty"),
        ("Hello!", "small_talk"),
        ("zorblatt", "no_match"),
        ("x" * 10_000, "no_match"),
    ],
)
def test_odd_questions_are_declined_in_words(shell: Shell, question: str, declined: str) -> None:
    """Exit 0: that the articles hold no answer is an answer."""
    done = shell.run("ask", question)
    assert (done.code, done.told) == (0, "")
    assert len(done.out.strip().splitlines()) <= 2
    assert json.loads(shell.run("ask", question, "--json").out)["declined"] == declined


def test_a_long_question_is_answered_or_declined(shell: Shell, seeds: Path) -> None:
    """10,000 characters, of which the first ones count."""
    done = shell.run("ask", f"{QUESTION} {'and so on, ' * 1000}", "--json")
    assert done.code == 0
    assert_keeps_the_contract(json.loads(done.out), seeds)


def test_a_question_that_is_not_utf8_is_told(shell: Shell) -> None:
    """And what to do about it."""
    done = shell.run("ask", b"caf\xe9")
    assert (done.code, done.out) == (1, "")
    assert "not UTF-8" in done.told
    assert len(done.told.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("ask",),
        ("ask", "x", "--batch", "y"),
        ("ask", "x", "--top", "0"),
        ("ask", "x", "--top", "101"),
        ("ask", "x", "--top", "many"),
        ("ask", "two", "questions"),
        ("answer", "x"),
        ("build", "--seed"),
    ],
)
def test_a_usage_error_exits_with_2(shell: Shell, arguments: tuple[str, ...]) -> None:
    """What is wrong is told in words, with the usage."""
    done = shell.run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.told.startswith("usage: citebot")
    assert "_count" not in done.told


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (("ask", "x", "--batch", "nowhere"), {}, "nowhere"),
        (("ask", "x", "--batch", "."), {}, "--batch"),
        (("build", "--seeds", "nowhere"), {}, "nowhere"),
        (("build", "--seeds", ".", "--index", "made"), {}, "no articles"),
        (("ask", "x"), {"INDEX_DIR": "made", "INDEX_SEEDS": "nowhere"}, "nowhere"),
        (("stats",), {"INDEX_THRESHOLD": "abc"}, "INDEX_THRESHOLD"),
        (("ask", "x"), {"INDEX_THRESHOLD": "7"}, "INDEX_THRESHOLD"),
    ],
)
def test_an_error_that_was_told_exits_with_1(
    shell: Shell, arguments: tuple[str, ...], settings: dict[str, str], said: str
) -> None:
    """Plain sentences on stderr that name the setting or the file; nothing on stdout."""
    if "--batch" in arguments:
        arguments = tuple(one for one in arguments if one != "x")
    done = shell.run(*arguments, **settings)
    assert (done.code, done.out) == (1, "")
    assert said in done.told.splitlines()[-1]
    assert done.told.splitlines()[-1].startswith("citebot: ")


def test_settings_of_others_do_no_harm(shell: Shell) -> None:
    """An .env with the bot's settings and unknown ones, and no token."""
    (shell.folder / ".env").write_text("BOT_TOKEN=\nINDEX_COLOUR=red\nINDEX_THRESHOLD=1\nOTHER=x\n")
    done = shell.run("ask", QUESTION, "--json")
    assert (done.code, json.loads(done.out)["declined"]) == (0, "unsure")
    assert done.told.splitlines() == [
        "citebot: No setting of citebot is called INDEX_COLOUR, as written in .env; .env.example lists all."
    ]


def test_an_env_file_that_is_not_utf8_is_told(shell: Shell) -> None:
    """It names the file."""
    (shell.folder / ".env").write_bytes(b"INDEX_THRESHOLD=0.5 # caf\xe9\n")
    done = shell.run("stats")
    assert done.code == 1
    assert ".env" in done.told


def test_head_ends_it_quietly(shell: Shell) -> None:
    """A reader that has seen enough is no error."""
    (shell.folder / "questions").write_text(f"{QUESTION}\n" * 200)
    with subprocess.Popen(
        [sys.executable, "-m", "index", "ask", "--batch", "questions", "--json"],
        cwd=shell.folder,
        env=shell.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["question"] == QUESTION
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_reader_that_never_read_is_no_error_either(shell: Shell) -> None:
    """The little that is left to write when the command ends is dropped."""
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "index", "stats"]
    done = subprocess.run(
        command, cwd=shell.folder, env=shell.environment, stdout=theirs, stderr=subprocess.PIPE, check=False
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("redirection", "code"), [(">&-", 0), (">/dev/full", 1)])
def test_results_that_cannot_be_written_end_without_a_traceback(shell: Shell, redirection: str, code: int) -> None:
    """A full disk is told; who closes stdout wants none."""
    command = f'"{sys.executable}" -m index stats {redirection}'
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=shell.folder, env=shell.environment, capture_output=True, check=False
    )
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == code
    assert (b"No space left" in done.stderr) == bool(code)


def test_an_english_question_loads_no_more_than_it_needs(shell: Shell) -> None:
    """Neither Telegram nor what reads files and Chinese: each would cost more than the answer."""
    code = (
        "import sys; from index.cli.parser import main; code = main(['ask', sys.argv[1]]);"
        "print(code, *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, QUESTION], cwd=shell.folder, env=shell.environment, capture_output=True, check=True
    )
    code, *modules = done.stderr.decode().split()
    loaded = {name.partition(".")[0] for name in modules}
    assert code == "0"
    assert {"tantivy", "index"} <= loaded
    assert (
        set(modules) & {"index.build.build", "index.build.pool", "index.readers.articles", "index.cli.progress"}
        == set()
    )
    assert (
        loaded
        & {
            "telegram",
            "httpx",
            "bot",
            "yaml",
            "trafilatura",
            "jieba",
            "opencc",
            "hypothesis",
            "rich",
            "watchfiles",
        }
        == set()
    )


def test_a_chinese_question_says_nothing_else(shell: Shell, seeds: Path) -> None:
    """The dictionary's library likes to tell that it is loading."""
    done = shell.run("ask", "比特幣中國是什麼", "--json")
    assert (done.code, done.told) == (0, "")
    row = json.loads(done.out)
    assert_keeps_the_contract(row, seeds)
    assert "比特幣中國" in row["snippets"][0]["text"]


def test_text_around_an_answer_is_in_its_questions_language(shell: Shell) -> None:
    """In a batch line by line; JSON keeps dates as they are stored, and the operator's tables are English."""
    said: dict[str, tuple[Language, str]] = {
        "is NFT zorblatt": ("en", "The articles do not seem to say."),
        "微信NFT": ("zh-Hans", "文章里似乎没有答案。"),
        "NFT與微信": ("zh-Hant", "文章裡似乎沒有答案。"),
    }
    rows = shell.batch("\n".join(said).encode(), "--top", "1")
    done = shell.run("ask", "--batch", "questions", "--top", "1", "--explain", INDEX_THRESHOLD="1")
    assert (done.code, done.told) == (0, "")
    blocks = done.out.removeprefix("> ").split("\n> ")
    for row, block, (question, (language, sentence)) in zip(rows, blocks, said.items(), strict=True):
        date = row["snippets"][0]["article"]["date"]
        assert block.startswith(f"{question}\n{sentence}")
        assert parse_date(date) == date
        assert told(date, language) in " ".join(block.split())
        assert date not in block
        assert "Asked for: " in block


@pytest.fixture
def folder(shell: Shell) -> Path:
    """Return a seeds folder of two articles and a file that is none, for commands run beside it."""
    (shell.folder / "seeds").mkdir()
    (shell.folder / "seeds" / "cat.txt").write_text("A cat sat on the mat in Brimfield.")
    (shell.folder / "seeds" / "dog.md").write_text("---\ntitle: Dogs\n---\nA dog ran to Oldport.\n")
    (shell.folder / "seeds" / "bad.txt").write_text("")
    shell.environment["INDEX_DIR"] = "made"
    return shell.folder / "seeds"


def test_a_build_tells_what_it_did(shell: Shell, folder: Path) -> None:
    """Added, changed, unchanged, removed, and each file that was skipped with its reason."""
    first = shell.run("build")
    assert (first.code, first.out) == (0, "")
    assert "skipped 'bad.txt': It is empty.\n" in first.told
    assert first.told.endswith(": 2 added, 1 skipped.\n")
    (folder / "cat.txt").unlink()
    (folder / "bad.txt").write_text("A hen came to Brimfield.")
    assert shell.run("build").told.endswith(": 1 added, 1 unchanged, 1 removed.\n")


def test_a_strict_build_minds_what_is_skipped(shell: Shell, folder: Path) -> None:
    """The index is made all the same; what sources.toml has wrong counts too."""
    assert shell.run("build", "--strict").code == 1
    assert json.loads(shell.run("stats", "--json").out)["articles"] == 2
    assert shell.run("build", "--strict").code == 1
    (folder / "bad.txt").unlink()
    assert shell.run("build", "--strict", "--workers", "2").code == 0
    (folder / "sources.toml").write_text('[cow]\ntitle = "Cows"\n')
    assert shell.run("build", "--strict").code == 1


def test_a_terminal_shows_a_bar(shell: Shell, folder: Path) -> None:
    """On stderr; elsewhere there is none, and a question does not even load what draws it."""
    for n in range(60):
        (folder / f"{n}.txt").write_text(f"Mill number {n} of Brimfield.")
    command = f'"{sys.executable}" -m index build 2>&1 1>&2'
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["/bin/sh", "-c", command],
        cwd=shell.folder,
        env=shell.environment | {"TERM": "xterm"},
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        written = b""
        try:
            while chunk := os.read(ours, 65536):
                written += chunk
        except OSError:
            pass  # Linux tells so that the other end is closed
    os.close(ours)
    assert process.returncode == 0
    assert b"61/61" in written or b"/63" in written
    assert "Reading" not in shell.run("build", "--rebuild").told


def test_an_article_is_shown(shell: Shell, folder: Path) -> None:
    """With its passages and where its title came from; its text alone is verbatim; JSON has all of it."""
    shell.run("build")
    shown = shell.run("show", "dog")
    assert shown.code == 0
    assert "title      Dogs (the file's metadata)" in shown.out
    assert "A dog ran to Oldport." in shown.out
    assert shell.run("show", "dog.md", "--text").out == "A dog ran to Oldport."
    values = json.loads(shell.run("show", "cat", "--json").out)
    assert (values["id"], values["passages"][0]["text"]) == ("cat", "A cat sat on the mat in Brimfield.")
    assert values["origins"]["title"] == "the first sentence"
    missing = shell.run("show", "cow")
    assert (missing.code, missing.out) == (1, "")
    assert "'cow'" in missing.told


def test_check_finds_an_index_whole_or_tells_how_to_mend_it(shell: Shell, folder: Path) -> None:
    """Exit 1 where it is damaged, in whichever way it shows."""
    shell.run("build")
    whole = shell.run("check")
    assert (whole.code, whole.told) == (0, "")
    assert "is whole: 2 articles, 2 passages" in whole.out
    (store,) = (shell.folder / "made").glob("tantivy-*/*.store")
    data = bytearray(store.read_bytes())
    data[:40] = bytes(byte ^ 0x55 for byte in data[:40])
    store.write_bytes(data)
    broken = shell.run("check")
    assert (broken.code, broken.out) == (1, "")
    assert "--rebuild" in broken.told
    assert shell.run("build", "--rebuild").code == 0
    assert shell.run("check").code == 0
    assert shell.run("check", "--index", "nowhere").code == 1


def test_watch_builds_again(shell: Shell, folder: Path) -> None:
    """And ends by Ctrl+C without a word of complaint."""
    with subprocess.Popen(
        [sys.executable, "-m", "index", "watch"],
        cwd=shell.folder,
        env=shell.environment,
        stderr=subprocess.PIPE,
        text=True,
        # Where the tests run in the background, SIGINT is ignored, and so it would be by the child.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - one call
    ) as process:
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "")
        assert any("Watching seeds" in line for line in lines)
        (folder / "hen.txt").write_text("A hen came to Brimfield.")
        assert any("1 added, 2 unchanged" in line for line in lines)
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in process.stderr.read()
    assert process.returncode == 130
