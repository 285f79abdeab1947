"""The commands that put questions to the index: `ask` and `eval`."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from itertools import chain
from typing import TYPE_CHECKING

from index.cli.batch import Line, read_batch
from index.cli.lines import safe
from index.cli.messages import line_width, say
from index.cli.terminal import render
from index.errors import QuestionError

if TYPE_CHECKING:
    import argparse

    from index.answer.retriever import AnswerTrace, Retriever
    from index.encoding.lazy import LazyEncoder
    from index.settings import IndexSettings


def ask(options: argparse.Namespace, settings: IndexSettings) -> None:
    """Answer one question or a batch of them."""
    from index.opening import open_or_build

    if options.since and options.until and options.since.first > options.until.last:
        raise QuestionError("--since is later than --until. Turn them round.")
    if options.question is not None:
        _check_encoding(options.question)
    retriever = open_or_build(settings, say, _encoder(settings))
    lines = [Line(options.question, None)] if options.batch is None else read_batch(options.batch)
    for line in lines:
        _print_answer(retriever, line, options)


def evaluate(options: argparse.Namespace, settings: IndexSettings) -> None:
    """Measure the answers to question sets."""
    from index.cli.tables import evaluation_values, figures_table, miss_text
    from index.evaluation.feedback import read_feedback
    from index.evaluation.metrics import evaluate as measure
    from index.evaluation.metrics import together
    from index.evaluation.question_sets import read_question_set
    from index.opening import open_or_build

    if not options.files and options.from_feedback is None:
        options.misused("give a FILE, or --from-feedback DB")
    sets = [read_question_set(path) for path in options.files]
    if options.from_feedback is not None:
        sets.append(read_feedback(options.from_feedback))
    retriever = open_or_build(settings, say, _encoder(settings))
    done = [measure(retriever, question_set) for question_set in sets]
    for problem in chain(
        *(question_set.problems for question_set in sets), *(evaluation.problems for evaluation in done)
    ):
        say(problem)
    rows = [*done, together(done)] if len(done) > 1 else done
    if options.json:
        for row in rows:
            print(json.dumps(evaluation_values(row, misses=options.show_misses), ensure_ascii=False))
        return
    print(figures_table(rows), end="")
    for miss in (miss for evaluation in done for miss in evaluation.misses if options.show_misses):
        print("\n" + miss_text(miss, line_width()), end="")


def _encoder(settings: IndexSettings) -> LazyEncoder | None:
    """Return the encoder, which is loaded while the index is opened or made; an answer waits for it."""
    from index.encoding.opening import open_encoder

    encoder = open_encoder(settings.encoder, say, waits=True)
    if encoder is not None:
        encoder.start()
    return encoder


def _print_answer(retriever: Retriever, line: Line, options: argparse.Namespace) -> None:
    from index.answer.retriever import Asking

    # A broken line is no question: it is told, and declined like an empty one.
    asking = Asking(options.now.last if options.now else None, options.since, options.until)
    trace = retriever.trace("" if line.problem else line.question, options.top, asking=asking)
    answer = replace(trace.answer, question=line.question)
    if options.json:
        row = asdict(answer) | ({"problem": line.problem} if line.problem else {})
        print(json.dumps(row | (_explained(trace) if options.explain else {}), ensure_ascii=False))
        return
    if line.problem:
        say(line.problem)
    if options.batch:
        print(f"> {safe(' '.join(line.question.split()))}")
    print(render(answer, line_width(), colour=options.colour), end="\n" if options.batch or options.explain else "")
    if options.explain:
        from index.cli.tables import explanation_text
        from index.evaluation.explanation import explain

        print(explanation_text(explain(trace)))


def _explained(trace: AnswerTrace) -> dict[str, object]:
    from index.cli.tables import explanation_values
    from index.evaluation.explanation import explain

    return {"explain": explanation_values(explain(trace))}


def _check_encoding(question: str) -> None:
    # Python hands over the bytes of an argument that is not UTF-8 as lone surrogates.
    if any("\udc80" <= char <= "\udcff" for char in question):
        raise QuestionError(
            "The question is not UTF-8 text. Set the terminal to UTF-8 (LANG=C.UTF-8), or put the question into a "
            "UTF-8 file for --batch."
        )
