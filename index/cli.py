"""The command line: results on stdout, everything else on stderr; exit 0 done, 1 an error that was told, 2 usage."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import shutil
import sys
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from index.batch import Line, read_batch
from index.errors import CitebotError, QuestionError
from index.settings import load_settings
from index.terminal import render

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.retriever import Trip
    from index.settings import IndexSettings

_WIDEST = 100  # cells; longer lines are hard to read


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    if sys.stdout is None:  # closed by the caller, as `>&-` does
        sys.stdout = io.StringIO()
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
        _drop_output()  # `citebot ask … | head` has read enough
    except OSError as error:
        if error.filename is not None:
            raise
        _say(f"Cannot write the results: {error.strerror}. Check where they are sent to.")
        _drop_output()
        return 1
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
    ask.add_argument("--explain", action="store_true", help="tell why: the parts of each snippet's score")
    evaluate = command("eval", _eval, "Tell how well the index answers questions whose answers are known.")
    evaluate.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help='JSON lines with "question", "gold" and "answers"'
    )
    evaluate.add_argument("--json", action="store_true", help="print one JSON object a file")
    evaluate.add_argument("--show-misses", action="store_true", help="tell what went wrong with each question")
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
    lines = [Line(options.question, None)] if options.batch is None else read_batch(options.batch)
    for line in lines:
        _print_answer(retriever.trip(line.question, options.top), line.problem, options)


def _eval(options: argparse.Namespace, settings: IndexSettings) -> None:
    from index.evaluation import evaluate, together  # noqa: PLC0415 - who only asks need not wait for these
    from index.opening import open_or_build  # noqa: PLC0415
    from index.question_sets import read_question_set  # noqa: PLC0415
    from index.report import evaluation_values, figures_table, miss_text  # noqa: PLC0415

    sets = [read_question_set(path) for path in options.files]
    retriever = open_or_build(settings, _say)
    done = [evaluate(retriever, one) for one in sets]
    for problem in chain(*(one.problems for one in sets), *(one.problems for one in done)):
        _say(problem)
    rows = [*done, together(done)] if len(done) > 1 else done
    if options.json:
        for row in rows:
            print(json.dumps(evaluation_values(row, misses=options.show_misses), ensure_ascii=False))
        return
    print(figures_table(rows), end="")
    for miss in (miss for one in done for miss in one.misses if options.show_misses):
        print("\n" + miss_text(miss, _width()), end="")


def _stats(options: argparse.Namespace, settings: IndexSettings) -> None:
    from index.opening import open_or_build  # noqa: PLC0415 - as in _ask

    covered = open_or_build(settings, _say).coverage()
    if options.json:
        print(json.dumps(asdict(covered), ensure_ascii=False))
        return
    for name, value in asdict(covered).items():
        told = ", ".join(value) if isinstance(value, tuple) else value
        print(f"{name:10} {'unknown' if told in (None, '') else told}")


def _print_answer(trip: Trip, problem: str | None, options: argparse.Namespace) -> None:
    from index.explanation import explain  # noqa: PLC0415 - as in _ask
    from index.report import explanation_text, explanation_values  # noqa: PLC0415

    if options.json:
        row = asdict(trip.answer) | ({"problem": problem} if problem else {})
        row |= {"explain": explanation_values(explain(trip))} if options.explain else {}
        print(json.dumps(row, ensure_ascii=False))
        return
    if problem:
        _say(problem)
    print(render(trip.answer, _width(), colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR")))
    if options.explain:
        print(explanation_text(explain(trip)))


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)


def _check_encoding(question: str) -> None:
    # Python hands over the bytes of an argument that is not UTF-8 as lone surrogates.
    if any("\udc80" <= char <= "\udcff" for char in question):
        raise QuestionError(
            "The question is not UTF-8 text. Set the terminal to UTF-8 (LANG=C.UTF-8), or put the question into a "
            "UTF-8 file for --batch."
        )


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d?|100", text, re.ASCII):
        raise argparse.ArgumentTypeError("it must be a number from 1 to 100")
    return int(text)


def _drop_output() -> None:
    # Without this Python tries to write what is left when it ends, and complains.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(line: str) -> None:
    print(f"citebot: {line}" if line[:1].isupper() else line, file=sys.stderr)
