"""The commands that make an index and tell what it holds: each asks the package, and prints what it returns."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from index.cli.lines import safe
from index.cli.messages import line_width, say
from index.errors import CitebotError

if TYPE_CHECKING:
    import argparse

    from index.build.report import Report
    from index.settings import IndexSettings
    from index.stores.base import Store


def build(options: argparse.Namespace, settings: IndexSettings) -> int:
    """Make the index, and tell what was done and which files were skipped; with `strict` that is an error."""
    report = _build(options, settings)
    if options.json:
        print(json.dumps(asdict(report)))
    else:
        _tell(report, settings)
    return 1 if options.strict and not report.clean else 0


def _build(options: argparse.Namespace, settings: IndexSettings) -> Report:
    from index.build.build import build as make
    from index.build.options import Options
    from index.cli.progress import progress
    from index.stores.engines import home_of

    with progress(sys.stderr, say) as tell:
        how = Options(workers=options.workers, progress=tell, waiting=say)
        return make(options.seeds, home_of(settings), rebuild=options.rebuild, cache=settings.cache, options=how)


def _tell(report: Report, settings: IndexSettings) -> None:
    from index.build.report import summary
    from index.stores.engines import home_of

    for line in summary(report, home_of(settings)):
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

    counts = aliases(store)
    if options.json:
        print(json.dumps({"aliases": counts}, ensure_ascii=False))
    elif counts:
        print(aliases_text(counts))
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
        print(article_text(record, line_width()))


def check(_: argparse.Namespace, settings: IndexSettings) -> int:
    """Verify the index, and tell what is wrong and how to repair it."""
    from index.build.check import MAX_TOLD_TROUBLES
    from index.build.check import check as look
    from index.stores.engines import home_of, open_store

    home = home_of(settings)
    findings = look(open_store(home), home)
    for line in (*findings.troubles[:MAX_TOLD_TROUBLES], *findings.warnings):
        say(line)
    if findings.troubles:
        say(
            f"Problems found: {len(findings.troubles)}. The index in {home} is damaged: build it again with "
            "`citebot build --rebuild`."
        )
        return 1
    print(
        f"The index in {home} is whole: {findings.articles} articles, {findings.passages} passages, "
        f"{findings.analysed} of them analysed again."
    )
    return 0


def watch(options: argparse.Namespace, settings: IndexSettings) -> None:
    """Build, and again whenever the seeds have changed, until Ctrl+C."""
    from index.build.watch import watch as look
    from index.stores.engines import home_of
    from index.stores.home import folder_of

    def rebuild() -> None:
        report = _build(options, settings)
        if report.changes or first:
            first.clear()
            _tell(report, settings)

    first = [True]
    look(options.seeds, folder_of(home_of(settings)), rebuild, say)


def _open(settings: IndexSettings) -> Store:
    """Return the newest commit; where there is none, it is built first."""
    from index.opening import open_or_build
    from index.stores.engines import home_of, open_store

    open_or_build(settings, say)
    return open_store(home_of(settings))
