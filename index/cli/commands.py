"""What each command does: asks the package, and prints what it returns."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict, replace
from itertools import chain
from typing import TYPE_CHECKING

from index.cli.batch import Line, read_batch
from index.cli.lines import safe
from index.cli.terminal import render
from index.errors import CitebotError, QuestionError

if TYPE_CHECKING:
    import argparse

    from index.answer.retriever import AnswerTrace, Retriever
    from index.build.report import Report
    from index.encoding.lazy import LazyEncoder
    from index.settings import IndexSettings
    from index.stores.base import Store

_MAX_LINE_CELLS = 100  # cells; longer lines are hard to read


def say(line: str) -> None:
    """Tell the person who runs the command something that is no result."""
    print(f"citebot: {line}" if line[:1].isupper() else line, file=sys.stderr)


def build(options: argparse.Namespace, settings: IndexSettings) -> int:
    """Make the index, and tell what was done and which files were skipped; with `strict` that is an error."""
    report = _build(options, settings)
    _tell(report, settings)
    return 1 if options.strict and not report.clean else 0


def _build(options: argparse.Namespace, settings: IndexSettings) -> Report:
    from index.build.build import build as make
    from index.build.options import Options
    from index.cli.progress import progress

    with progress(sys.stderr, say) as tell:
        how = Options(workers=options.workers, progress=tell, waiting=say)
        return make(options.seeds, settings.dir, rebuild=options.rebuild, cache=settings.cache, options=how)


def _tell(report: Report, settings: IndexSettings) -> None:
    from index.build.report import summary

    for line in summary(report, settings.dir):
        say(line)


def add(options: argparse.Namespace, settings: IndexSettings) -> None:  # noqa: ARG001 - as every command
    """Put pages and files among the articles; one that cannot be added does not keep out the others."""
    from index.add.add import add as put

    errors: list[CitebotError] = []
    for what in options.what:
        try:
            added = put(what, options.seeds, allow_private=options.allow_private)
        except CitebotError as error:
            errors.append(error)
            continue
        print(safe(f"{added.path}: {added.title}"))
        for where, reason in added.problems:
            say(f"skipped {where!r}: {reason}")
    if len(errors) < len(options.what):
        say("Run `citebot build` to answer from what was added.")
    for failed in errors[:-1]:
        say(str(failed))
    if errors:
        raise errors[-1]


def ask(options: argparse.Namespace, settings: IndexSettings) -> None:
    """Answer one question or a batch of them."""
    from index.opening import open_or_build

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
    done = [measure(retriever, one) for one in sets]
    for problem in chain(*(one.problems for one in sets), *(one.problems for one in done)):
        say(problem)
    rows = [*done, together(done)] if len(done) > 1 else done
    if options.json:
        for row in rows:
            print(json.dumps(evaluation_values(row, misses=options.show_misses), ensure_ascii=False))
        return
    print(figures_table(rows), end="")
    for miss in (miss for one in done for miss in one.misses if options.show_misses):
        print("\n" + miss_text(miss, _width()), end="")


def stats(options: argparse.Namespace, settings: IndexSettings) -> None:
    """Tell what the index covers, and what it took to make; with `aliases` which names the articles teach."""
    from index.build.inspect import statistics
    from index.cli.tables import statistics_text

    store = _open(settings)
    if options.aliases:
        _print_aliases(store, options)
        return
    values = statistics(store)
    print(json.dumps(values, ensure_ascii=False) if options.json else statistics_text(values))


def _print_aliases(store: Store, options: argparse.Namespace) -> None:
    from index.build.inspect import aliases
    from index.cli.tables import aliases_text

    found = aliases(store)
    if options.json:
        print(json.dumps({"aliases": found}, ensure_ascii=False))
    elif found:
        print(aliases_text(found))
    else:
        say("The articles teach no names in brackets, as “Huobi (火幣)” would.")


def show(options: argparse.Namespace, settings: IndexSettings) -> None:
    """Show what the index holds of an article."""
    from index.build.inspect import article_record, article_values
    from index.cli.tables import article_text

    record = article_record(_open(settings), options.article)
    if options.text:
        sys.stdout.write(record.text)
    elif options.json:
        print(json.dumps(article_values(record), ensure_ascii=False))
    else:
        print(article_text(record, _width()))


def check(_: argparse.Namespace, settings: IndexSettings) -> int:
    """Look the index through, tell what is wrong and how to mend it."""
    from index.build.check import MAX_TOLD_TROUBLES
    from index.build.check import check as look
    from index.stores.engines import open_store

    found = look(open_store(settings.dir), settings.dir)
    for line in (*found.troubles[:MAX_TOLD_TROUBLES], *found.warnings):
        say(line)
    if found.troubles:
        say(
            f"{len(found.troubles)} troubles. The index in {settings.dir} is damaged: make it anew with "
            "`citebot build --rebuild`."
        )
        return 1
    print(
        f"The index in {settings.dir} is whole: {found.articles} articles, {found.passages} passages, "
        f"{found.analysed} of them analysed again."
    )
    return 0


def watch(options: argparse.Namespace, settings: IndexSettings) -> None:
    """Build, and again whenever the seeds have changed, until Ctrl+C."""
    from index.build.watch import watch as look

    def rebuild() -> None:
        report = _build(options, settings)
        if report.changes or first:
            first.clear()
            _tell(report, settings)

    first = [True]
    look(options.seeds, settings.dir, rebuild, say)


def _encoder(settings: IndexSettings) -> LazyEncoder | None:
    """Return the encoder, which is loaded while the index is opened or made; an answer waits for it."""
    from index.encoding.opening import open_encoder

    encoder = open_encoder(settings.encoder, say, waits=True)
    if encoder is not None:
        encoder.start()
    return encoder


def _open(settings: IndexSettings) -> Store:
    """Return the newest commit; where there is none, it is built first."""
    from index.opening import open_or_build
    from index.stores.engines import open_store

    open_or_build(settings, say)
    return open_store(settings.dir)


def _print_answer(retriever: Retriever, line: Line, options: argparse.Namespace) -> None:
    # A broken line is no question: it is told, and declined like an empty one.
    trace = retriever.trace("" if line.problem else line.question, options.top)
    answer = replace(trace.answer, question=line.question)
    if options.json:
        row = asdict(answer) | ({"problem": line.problem} if line.problem else {})
        print(json.dumps(row | (_explained(trace) if options.explain else {}), ensure_ascii=False))
        return
    if line.problem:
        say(line.problem)
    if options.batch:
        print(f"> {safe(' '.join(line.question.split()))}")
    print(render(answer, _width(), colour=options.colour), end="\n" if options.batch or options.explain else "")
    if options.explain:
        from index.cli.tables import explanation_text
        from index.evaluation.explanation import explain

        print(explanation_text(explain(trace)))


def _explained(trace: AnswerTrace) -> dict[str, object]:
    from index.cli.tables import explanation_values
    from index.evaluation.explanation import explain

    return {"explain": explanation_values(explain(trace))}


def _width() -> int:
    return min(shutil.get_terminal_size().columns, _MAX_LINE_CELLS)


def _check_encoding(question: str) -> None:
    # Python hands over the bytes of an argument that is not UTF-8 as lone surrogates.
    if any("\udc80" <= char <= "\udcff" for char in question):
        raise QuestionError(
            "The question is not UTF-8 text. Set the terminal to UTF-8 (LANG=C.UTF-8), or put the question into a "
            "UTF-8 file for --batch."
        )
