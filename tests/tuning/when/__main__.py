"""Measures how time is understood: `python -m tests.tuning.when SET_DIR --work DIR`.

The questions in English are asked of SET_DIR/articles, a set of dated news, those in Chinese of the articles that are
kept beside them. Without SET_DIR only the Chinese ones are asked.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.answer.retriever import Asking, Retriever
from tests.tuning.sets import SetFolder
from tests.tuning.when.judging import SHOWN, Verdict
from tests.tuning.when.reading import false_alarms, read
from tests.tuning.when.sets import HERE, read_mentions, read_questions, read_traps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.tuning.when.sets import Asked

_WRITTEN: Final = "2026-05-05"  # the traps' day, so that a "may" or a "march" has a year to be taken for


def main() -> None:
    """Print the figures of the mentions, of the traps and of the questions, with what went wrong."""
    options = _options()
    read_sentences()
    questions = read_questions()
    if options.news is not None:
        answer(SetFolder(options.news, options.work), [one for one in questions if one.language == "en"])
    answer(SetFolder(HERE, options.work), [one for one in questions if one.language != "en"])


def read_sentences() -> None:
    """Print how many mentions of each language are read right, and how many traps are taken for times."""
    readings = [read(one) for one in read_mentions()]
    for language in sorted({one.mention.language for one in readings}):
        _print_share(f"mentions {language}", [one.right for one in readings if one.mention.language == language])
    _print_share("mentions", [one.right for one in readings])
    for one in readings:
        if not one.right:
            print(f"    {one.mention.id} {one.mention.text!r}: {one.found} for {one.mention.right or 'open'}")
    alarms = {trap: false_alarms(trap, _WRITTEN) for trap in read_traps()}
    _print_share("false alarms", [bool(words) for words in alarms.values()])
    for trap, words in alarms.items():
        if words:
            print(f"    {trap.id} {trap.text!r}: {words}")


def answer(folder: SetFolder, questions: Sequence[Asked]) -> None:
    """Ask the questions of a set's articles, each on its day, and print how well they were answered."""
    retriever, name = Retriever(folder.store()), folder.name
    verdicts = [
        Verdict(one, retriever.ask(one.question, SHOWN, asking=Asking(dt.date.fromisoformat(one.now))))
        for one in questions
    ]
    answerable = [one for one in verdicts if one.asked.answerable]
    missing = [one for one in verdicts if one.asked.missing_time]
    _print_share(f"{name}: answer@3", [one.says for one in answerable])
    _print_share(f"{name}: right time first", [one.timely for one in answerable])
    _print_share(f"{name}: declined or marked, nothing of that time", [one.warned for one in missing])
    _print_share(f"{name}: declined or marked, though answerable", [one.warned for one in answerable])
    for one in verdicts:
        if faults := list(_faults(one)):
            print(f"    {one.asked.id} {one.asked.now} {one.asked.question}: {', '.join(faults)}; {_first(one)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how time is understood.")
    parser.add_argument("news", type=Path, nargs="?", metavar="SET_DIR", help="the news that is asked in English")
    parser.add_argument("--work", type=Path, required=True, metavar="DIR", help="where the indexes are kept")
    return parser.parse_args()


def _faults(verdict: Verdict) -> Iterable[str]:
    if not verdict.asked.answerable:
        if not verdict.warned:
            yield "not declined"
        return
    if not verdict.says:
        yield "no answer"
    if not verdict.timely:
        yield "another time"
    if verdict.warned:
        yield "declined or marked"


def _first(verdict: Verdict) -> str:
    """Tell where the first snippet comes from and what is in it."""
    for snippet in verdict.answer.snippets[:1]:
        told = " ".join(snippet.text[slice(*snippet.focus)].split())
        return f"{snippet.article.path}: {told[:90]}"
    return "nothing shown"


def _print_share(name: str, ones: Sequence[bool]) -> None:
    print(f"{name}: {sum(ones) / max(1, len(ones)):.3f} ({sum(ones)} of {len(ones)})", flush=True)


if __name__ == "__main__":
    main()
