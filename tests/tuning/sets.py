"""Folders of question sets: each holds `articles/`, `questions.jsonl` and, with empty gold, `unanswerable.jsonl`."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.build.build import build
from index.errors import IndexUnusableError
from index.evaluation.question_sets import read_question_set
from index.stores.base import Store
from index.stores.engines import open_store
from tests.tuning.quotes import read_quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.evaluation.question_sets import Question
    from index.stores.base import Store


@dataclass(frozen=True, slots=True)
class SetFolder:
    """A question set on disk, and the folder in which indexes are kept."""

    path: Path
    work: Path

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def base(self) -> str:
        """What its articles come from: "drcd" for drcd-dev-flip. Sets of one base tell little new of each other."""
        return self.name.partition("-")[0]

    @property
    def real(self) -> bool:
        """Whether its gold are quotes of files as they stand, not spans of texts."""
        return self.path.parent.name == "real"

    @property
    def crossed(self) -> bool:
        """Whether the questions are in another language than the articles."""
        return "zh2en" in self.name or "en2zh" in self.name

    @property
    def near(self) -> bool:
        """Whether the unanswerable questions are about what the articles are about."""
        return self.name.endswith("-near")

    def store(self) -> Store:
        """Return the set's index in the work folder, made first where there is none of today's format."""
        folder = self.work / self.name
        try:
            return open_store(folder)
        except IndexUnusableError:
            say(f"indexing {self.name}")
            build(self.path / "articles", folder, rebuild=True)
            return open_store(folder)

    def questions(self, part: str, most: int) -> Sequence[Question]:
        """Return up to `most` questions of "questions" or "unanswerable", taken evenly from the whole file."""
        file = self.path / f"{part}.jsonl"
        found = read_quoted(file, self.store()) if self.real else read_question_set(file).questions
        return [found[len(found) * i // most] for i in range(most)] if len(found) > most else found


def parser(description: str) -> argparse.ArgumentParser:
    """Return a parser of the arguments that every script takes."""
    made = argparse.ArgumentParser(description=description)
    made.add_argument("root", type=Path, metavar="SETS_DIR", help="a folder of question set folders")
    made.add_argument(
        "--work",
        type=Path,
        required=True,
        metavar="DIR",
        help="where the indexes are kept; empty it after a change to how articles are read, split or analysed",
    )
    made.add_argument(
        "--sets", nargs="+", metavar="NAME", help="these sets (default: all that are not crossed or near)"
    )
    made.add_argument("--questions", type=int, default=400, metavar="N", help="of each kind and set (default: 400)")
    return made


def chosen(options: argparse.Namespace, *, near: bool = False) -> list[SetFolder]:
    """Return the sets that the arguments name, else those that are not crossed and, unless `near`, not near."""
    paths = [*sorted(options.root.glob("*/questions.jsonl")), *sorted(options.root.glob("real/*/questions.jsonl"))]
    found = [SetFolder(path.parent, options.work) for path in paths]
    if options.sets:
        kept = [one for one in found if one.name in options.sets]
    else:
        kept = [one for one in found if not one.crossed and (near or not one.near)]
    if not kept:
        sys.exit(f"No such question set in {options.root}; there are {', '.join(one.name for one in found) or 'none'}.")
    return kept


def say(line: str) -> None:
    """Tell how far the work is."""
    print(line, file=sys.stderr, flush=True)
