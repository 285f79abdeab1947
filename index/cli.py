"""The command line: results on stdout, everything else on stderr; exit 0 done, 1 an error that was told, 2 usage."""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from index.batch import read_batch
from index.errors import CitebotError, QuestionError
from index.settings import load_settings
from index.terminal import render

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.model import Answer
    from index.settings import IndexSettings

_WIDEST = 100  # cells; longer lines are hard to read


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in sys.stdout, sys.stderr:
        if isinstance(stream, io.TextIOWrapper):
            # A lone surrogate comes out as \ud800, which is also how JSON writes it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        settings = load_settings()
        options = _parser(settings).parse_args(arguments)
        settings = settings.model_copy(update={"dir": options.index})
        options.run(options, settings)
        sys.stdout.flush()
    except CitebotError as error:
        _say(str(error))
        return 1
    except BrokenPipeError:
        # `citebot ask … | head` has read enough; without this Python complains when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return 0


def _parser(settings: IndexSettings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="citebot", description="Answers questions with sourced, verbatim sentences from your own articles."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace, IndexSettings], None], text: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        added.add_argument(
            "--index", type=Path, default=settings.dir, metavar="DIR", help="the index folder (default: %(default)s)"
        )
        return added

    build = command("build", _build, "Make the index from the articles in a folder.")
    build.add_argument(
        "--seeds", type=Path, default=settings.seeds, metavar="DIR", help="the articles (default: %(default)s)"
    )
    build.add_argument("--rebuild", action="store_true", help="make it anew, also where it is damaged")
    ask = command("ask", _ask, "Answer a question from the index.")
    asked = ask.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", metavar="QUESTION", help="the question, in quotes")
    asked.add_argument("--batch", type=Path, metavar="FILE", help='a question a line, or JSON lines with a "question"')
    ask.add_argument("--top", type=_count, default=3, metavar="N", help="how many snippets (default: %(default)s)")
    ask.add_argument("--json", action="store_true", help="print one JSON object a question")
    stats = command("stats", _stats, "Tell what the index covers.")
    stats.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _build(options: argparse.Namespace, settings: IndexSettings) -> None:
    from index.build import build, summary  # noqa: PLC0415 - readers of files have no place in a question's start

    for line in summary(build(options.seeds, settings.dir, rebuild=options.rebuild), settings.dir):
        _say(line)


def _ask(options: argparse.Namespace, settings: IndexSettings) -> None:
    from index.opening import open_or_build  # noqa: PLC0415 - a usage error or --help need not wait for tantivy

    if options.question is not None:
        _check_encoding(options.question)
    retriever = open_or_build(settings, _say)
    if options.batch is None:
        _print_answer(retriever.ask(options.question, options.top), None, as_json=options.json)
        return
    for line in read_batch(options.batch):
        _print_answer(retriever.ask(line.question, options.top), line.problem, as_json=options.json)


def _stats(options: argparse.Namespace, settings: IndexSettings) -> None:
    from index.opening import open_or_build  # noqa: PLC0415 - as in _ask

    covered = open_or_build(settings, _say).coverage()
    if options.json:
        print(json.dumps(asdict(covered), ensure_ascii=False))
        return
    for name, value in asdict(covered).items():
        told = ", ".join(value) if isinstance(value, tuple) else value
        print(f"{name:10} {'unknown' if told in (None, '') else told}")


def _print_answer(answer: Answer, problem: str | None, *, as_json: bool) -> None:
    if as_json:
        row = asdict(answer) | ({"problem": problem} if problem else {})
        print(json.dumps(row, ensure_ascii=False))
        return
    if problem:
        _say(problem)
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    print(render(answer, width, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR")))


def _check_encoding(question: str) -> None:
    # Python hands over the bytes of an argument that is not UTF-8 as lone surrogates.
    if any("\udc80" <= char <= "\udcff" for char in question):
        raise QuestionError(
            "The question is not UTF-8 text. Set the terminal to UTF-8 (LANG=C.UTF-8), or put the question into a "
            "UTF-8 file for --batch."
        )


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 100:
        raise argparse.ArgumentTypeError("it must be from 1 to 100")
    return number


def _say(line: str) -> None:
    print(f"citebot: {line}" if line[:1].isupper() else line, file=sys.stderr)
