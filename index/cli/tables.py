"""Figures, misses and explanations as text for a terminal or as values for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from index.cli.lines import safe, wrap
from index.evaluation.metrics import FIGURES, measure
from index.evaluation.misses import REASONS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from index.build.inspect import ArticleRecord
    from index.evaluation.explanation import Explanation, Part
    from index.evaluation.intervals import Figure
    from index.evaluation.metrics import Evaluation
    from index.evaluation.misses import Miss, Shown
    from index.query.query import QueryTerm

_MAX_NAME_CHARS: Final = 24  # characters of a question set's path
_MAX_TABLE_CELLS: Final = 1_000_000  # cells; a wider line would be cut


def figures_table(evaluations: Sequence[Evaluation]) -> str:
    """Return the figures of some evaluations as a table, below each figure its 95 % confidence interval.

    A figure that none of them has is left out.
    """
    measured = [measure(evaluation.judged) for evaluation in evaluations]
    names = [name for name in FIGURES if any(figures[name] for figures in measured)]
    lines = [["", "questions", *names]]
    for evaluation, figures in zip(evaluations, measured, strict=True):
        lines.append([_tail(evaluation.name), str(len(evaluation.judged)), *(_number(figures[name]) for name in names)])
        lines.append(["", "", *(_interval(figures[name]) for name in names)])
    return "\n".join(_table(lines, left={0})) + "\n"


def evaluation_values(evaluation: Evaluation, *, misses: bool) -> dict[str, Any]:
    """Return an evaluation for JSON: each figure with `value`, `low`, `high` and `of` (questions), or null."""
    figures = measure(evaluation.judged)
    return {
        "name": evaluation.name,
        "questions": len(evaluation.judged),
        "figures": {name: figure._asdict() if figure else None for name, figure in figures.items()},
        **({"misses": [_miss_values(miss) for miss in evaluation.misses]} if misses else {}),
    }


def statistics_text(values: Mapping[str, Any]) -> str:
    """Return what an index covers and what it took to make, a line each."""
    slowest = [f"{safe(row['path'])} ({row['seconds']:.2f} s)" for row in values["slowest"]]
    texts = {
        **values,
        "languages": ", ".join(values["languages"]),
        "bytes": f"{values['bytes']:,}",
        "slowest": ", ".join(slowest),
    }
    rows = [[name, "unknown" if value in (None, "") else str(value)] for name, value in texts.items()]
    return "\n".join(_table(rows, left={0, 1}))


def aliases_text(aliases: Sequence[Mapping[str, Any]]) -> str:
    """Return the names that articles teach as a table: a name, the other one, and how often they say so."""
    rows = [[safe(alias["name"]), safe(alias["other"]), str(alias["count"])] for alias in aliases]
    return "\n".join(_table(rows, left={0, 1}))


def article_text(record: ArticleRecord, width: int) -> str:
    """Return what an index holds of an article as text of at most `width` cells a line where that can be."""
    rows = []
    for name, value in asdict(record.source).items():
        origin = record.origins.get(name)
        rows.append([name, "unknown" if value is None else safe(value) + (f" ({origin})" if origin else "")])
    lines = _table([*rows, ["copies", ", ".join(map(safe, record.copies)) or "none"]], left={0, 1})
    for passage in record.passages:
        start, end = passage.passage.span
        heading = f" · {safe(' › '.join(passage.passage.headings))}" if passage.passage.headings else ""
        lines += ["", f"passage {passage.passage.ordinal}, {start}–{end}, {len(passage.terms)} terms{heading}"]
        text = safe(passage.text)
        lines += [text[line.start : line.end] for line in wrap(text, width)]
    return "\n".join(lines)


def _number(figure: Figure | None) -> str:
    return f"{figure.value:.3f}".removeprefix("0") if figure else "–"


def _interval(figure: Figure | None) -> str:
    return "–".join(f"{end:.2f}".removeprefix("0") for end in (figure.low, figure.high)) if figure else ""


def _tail(name: str) -> str:
    name = safe(name)
    return name if len(name) <= _MAX_NAME_CHARS else "…" + name[1 - _MAX_NAME_CHARS :]


def miss_text(miss: Miss, width: int) -> str:
    """Return what went wrong with a question as lines of at most `width` cells, as far as words allow."""
    lines = list(_wrapped(f"{miss.question.id}  {miss.question.text}", "", width))
    outcome = f"declined ({miss.declined})" if miss.declined else "answered"
    lines += _wrapped(
        f"{miss.reason}: {REASONS[miss.reason]}; {outcome} at confidence {miss.confidence:.2f}", "   ", width
    )
    for name, window in (("shown", miss.shown), ("gold", miss.gold)):
        if window and not (name == "gold" and window.rank == 1):
            lines += _wrapped(f"{name} {_place(window)}: {window.text}", "   ", width)
    if miss.differences:
        rows = [[feature, f"{shown:.3f}", f"{gold:.3f}"] for feature, shown, gold in miss.differences]
        lines += [f"   {line}" for line in _table([["", "shown", "gold"], *rows], left={0})]
    return "\n".join(lines) + "\n"


def _place(window: Shown) -> str:
    return f"#{window.rank} ({window.score:.3f}, {window.article})"


def _miss_values(miss: Miss) -> dict[str, Any]:
    """Return what went wrong with a question for JSON."""
    named = {name: hit._asdict() if hit else None for name, hit in (("shown", miss.shown), ("gold", miss.gold))}
    return {
        "id": miss.question.id,
        "question": miss.question.text,
        "reason": miss.reason,
        "confidence": miss.confidence,
        "declined": miss.declined,
        **named,
        "differences": [difference._asdict() for difference in miss.differences],
    }


def explanation_text(explanation: Explanation) -> str:
    """Return an explanation as tables: the terms, the parts of the confidence, and those of each snippet's score."""
    rows = [[safe(term.term), term.kind, f"{term.idf:.3f}", _marks(term)] for term in explanation.terms]
    blocks = [
        [f"Asked for: {explanation.answer_type or 'not told by the form of the question'}"],
        _table([["term", "kind", "idf", ""], *rows], left={0, 1, 3}),
    ]
    if explanation.signals:
        blocks.append(["Confidence", *_parts_table(explanation.signals, explanation.bias)])
    for rank, parts in enumerate(explanation.snippets, start=1):
        blocks.append([f"Score of snippet {rank}", *_parts_table(parts)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def explanation_values(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation for JSON."""
    return {
        **asdict(explanation),
        "signals": [part._asdict() for part in explanation.signals],
        "snippets": [[part._asdict() for part in parts] for parts in explanation.snippets],
    }


def _marks(term: QueryTerm) -> str:
    marks = {"a name or number": term.named, "corrected": term.corrected, "in no article": not term.known}
    forms = " / ".join(safe(" ".join(alternative.terms)) for alternative in term.alternatives)
    return ", ".join([mark for mark, holds in marks.items() if holds] + ([f"as {forms}"] if forms else []))


def _parts_table(parts: Sequence[Part], bias: float = 0.0) -> list[str]:
    """Return the parts that add anything, and their sum."""
    rows = [
        [part.name, f"{part.value:.3f}", "×", f"{part.weight:.2f}", "=", f"{part.contribution:.3f}"]
        for part in parts
        if abs(part.contribution) >= 0.0005  # else it would be told as 0.000
    ]
    if bias:
        rows.append(["bias", "", "", "", "", f"{bias:.3f}"])
    total = bias + sum(part.contribution for part in parts)
    return _table([*rows, ["sum", "", "", "", "", f"{total:.3f}"]], left={0})


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    text = safe(text)
    return [indent + text[line.start : line.end] for line in wrap(text, width - len(indent))]


def _table(rows: Sequence[Sequence[str]], left: Collection[int]) -> list[str]:
    """Return the lines of a table without rules: the columns `left` flush left, those of numbers flush right.

    A column is as wide as its widest cell, so that a table is the same on every terminal and in a file.
    """
    from rich.console import Console  # noqa: PLC0415 - neither an answer nor JSON waits for tables
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415 - in plain strings rich would read [b] as markup

    table = Table.grid(padding=(0, 2))
    for column in range(len(rows[0])):
        table.add_column(justify="left" if column in left else "right", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console(width=_MAX_TABLE_CELLS, color_system=None, force_terminal=False)  # whatever FORCE_COLOR says
    with console.capture() as capture:
        console.print(table)
    return [line.rstrip() for line in capture.get().splitlines()]
