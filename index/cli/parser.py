"""The command line: results on stdout, everything else on stderr; exit 0 done, 1 an error that was told, 2 usage."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index.cli import asking, commands
from index.cli.messages import say
from index.complaints import unknown
from index.errors import CitebotError, SettingsError
from index.settings import load_settings, unknown_settings
from index.time.periods import read_iso

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.model import Period
    from index.settings import IndexSettings

    Run = Callable[[argparse.Namespace, IndexSettings], int | None]
    AddCommand = Callable[[str, Run, str], argparse.ArgumentParser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _prepare_streams()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except CitebotError as error:
        say(str(error))
        return 1
    except BrokenPipeError:
        _drop_output()  # `citebot ask … | head` has read enough
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        say(f"Cannot write the results: {error.strerror}. Check where they are sent to.")
        _drop_output()
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _prepare_streams() -> None:
    if sys.stdout is None:  # closed by the caller, as `>&-` does
        sys.stdout = io.StringIO()
    for stream in sys.stdout, sys.stderr:
        if isinstance(stream, io.TextIOWrapper):
            # A lone surrogate comes out as \ud800, which is also how JSON writes it.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(arguments: Sequence[str] | None) -> int:
    settings = load_settings()
    options = _parser(settings).parse_args(arguments)
    if settings.store != "tantivy" and options.index != settings.dir:
        raise SettingsError(f"--index names a folder, but INDEX_STORE={settings.store} keeps the index elsewhere.")
    settings = settings.model_copy(update={"dir": options.index})
    if names := unknown_settings():
        say(unknown(names))
    options.colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    try:
        return options.run(options, settings) or 0
    except (CitebotError, BrokenPipeError):
        raise
    except Exception as error:
        # Damaged bytes that look like good ones may end in any error.
        from index.stores.engines import find_damage, home_of  # noqa: PLC0415 - few commands end so

        if (damage := find_damage(home_of(settings))) is None:
            raise
        raise damage from error


def _parser(settings: IndexSettings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="citebot", description="Answers questions with sourced, verbatim sentences from your own articles."
    )
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        added = subparsers.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        added.add_argument(
            "--index", type=Path, default=settings.dir, metavar="DIR", help="the index folder (default: %(default)s)"
        )
        return added

    _add_building(command, settings.seeds)
    _add_asking(command)
    _add_looking(command)
    return parser


def _add_building(command: AddCommand, seeds: Path) -> None:
    """Add the commands that make an index, and `add`, which brings it articles."""
    build = command("build", commands.build, "Make the index from the articles in a folder.")
    watch = command("watch", commands.watch, "Build now, and again whenever the articles change.")
    watch.set_defaults(rebuild=False, workers=None)
    for subparser in build, watch:
        subparser.add_argument(
            "--seeds", type=Path, default=seeds, metavar="DIR", help="the articles (default: %(default)s)"
        )
    build.add_argument(
        "--rebuild", action="store_true", help="read every file again, and replace an index that is damaged"
    )
    build.add_argument("--strict", action="store_true", help="exit with 1 if anything was skipped")
    build.add_argument("--json", action="store_true", help="print what was done as one JSON object")
    build.add_argument(
        "--workers", type=_count, metavar="N", help="processes that read files (default: as many as make it faster)"
    )
    add = command("add", commands.add, "Add web pages or files to the articles; then run build.")
    add.add_argument("what", nargs="+", metavar="URL|FILE", help="an http or https address to save, or a file to copy")
    add.add_argument(
        "--seeds", type=Path, default=seeds, metavar="DIR", help="the folder to put them in (default: %(default)s)"
    )
    add.add_argument(
        "--allow-private",
        action="store_true",
        help="fetch from this machine and its network too",
    )


def _add_asking(command: AddCommand) -> None:
    """Add the commands that ask an index."""
    ask = command("ask", asking.ask, "Answer a question from the index.")
    asked = ask.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", metavar="QUESTION", help="the question, in quotes")
    asked.add_argument(
        "--batch", type=Path, metavar="FILE", help='one question on each line, or JSON lines with a "question"'
    )
    ask.add_argument("--top", type=_count, default=3, metavar="N", help="how many snippets (default: %(default)s)")
    for name, what in (
        ("since", "prefer what happened or was published from then on"),
        ("until", "… up to and with then"),
        ("now", "the day that is today for the question (default: today)"),
    ):
        ask.add_argument(f"--{name}", type=_date, metavar="DATE", help=f"YYYY, YYYY-MM or YYYY-MM-DD: {what}")
    ask.add_argument("--json", action="store_true", help="print one JSON object for each question")
    ask.add_argument("--explain", action="store_true", help="tell why: the parts of each snippet's score")
    evaluate = command("eval", asking.evaluate, "Measure how well the index answers questions whose answers are known.")
    evaluate.add_argument(
        "files", type=Path, nargs="*", metavar="FILE", help='JSON lines with "question", "gold" and "answers"'
    )
    evaluate.add_argument(
        "--from-feedback", type=Path, metavar="DB", help="what people voted for: the bot's BOT_DATA folder or database"
    )
    evaluate.set_defaults(misused=evaluate.error)
    evaluate.add_argument("--json", action="store_true", help="print one JSON object for each file")
    evaluate.add_argument("--show-misses", action="store_true", help="tell what went wrong with each question")


def _add_looking(command: AddCommand) -> None:
    """Add the commands that tell what an index holds."""
    stats = command("stats", commands.stats, "Tell what the index covers.")
    stats.add_argument("--json", action="store_true", help="print one JSON object")
    stats.add_argument("--aliases", action="store_true", help="list the names that the articles teach, and how often")
    show = command("show", commands.show, "Show what the index holds of an article.")
    show.add_argument("article", metavar="ARTICLE", help="its id or its path below the seeds folder")
    show.add_argument("--text", action="store_true", help="print only its text, which the spans of snippets refer to")
    show.add_argument("--json", action="store_true", help="print one JSON object")
    command("check", commands.check, "Verify the whole index, and tell how to repair it.")


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d?|100", text, re.ASCII):
        raise argparse.ArgumentTypeError("it must be a number from 1 to 100")
    return int(text)


def _date(text: str) -> Period:
    if (period := read_iso(text)) is None:
        raise argparse.ArgumentTypeError("it must be a date of the calendar, as 2021, 2021-06 or 2021-06-30")
    return period


def _drop_output() -> None:
    # Without this Python tries to write what is left when it ends, and complains.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
