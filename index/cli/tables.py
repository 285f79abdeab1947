"""Figures, misses and explanations as text for a terminal or as values for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.cli.lines import cells, safe, wrap
from index.evaluation.metrics import FIGURES, measure
from index.evaluation.misses import REASONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.build.inspect import ArticleRecord
    from index.evaluation.explanation import Explanation, Part
    from index.evaluation.intervals import Figure
    from index.evaluation.metrics import Evaluation
    from index.evaluation.misses import Miss, Shown
    from index.query.query import QueryTerm

_MAX_NAME_CELLS = 24  # cells


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
    return "\n".join(_align(lines, left=1)) + "\n"


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
    return "\n".join(f"{name:13} {'unknown' if value in (None, '') else value}" for name, value in texts.items())


def aliases_text(aliases: Sequence[Mapping[str, Any]]) -> str:
    """Return the names that articles teach as a table: a name, the other one, and how often they say so."""
    return "\n".join(
        _align([[safe(alias["name"]), safe(alias["other"]), str(alias["count"])] for alias in aliases], left=2)
    )


def article_text(record: ArticleRecord, width: int) -> str:
    """Return what an index holds of an article as text of at most `width` cells a line where that can be."""
    lines = []
    for name, value in asdict(record.source).items():
        origin = record.origins.get(name)
        lines.append(f"{name:10} {'unknown' if value is None else safe(value) + (f' ({origin})' if origin else '')}")
    lines.append(f"{'copies':10} {', '.join(map(safe, record.copies)) or 'none'}")
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
    return name if len(name) <= _MAX_NAME_CELLS else "…" + name[1 - _MAX_NAME_CELLS :]


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
        table = [
            ["", "shown", "gold"],
            *(
                [difference.name, f"{difference.shown:.3f}", f"{difference.gold:.3f}"]
                for difference in miss.differences
            ),
        ]
        lines += [f"   {line}" for line in _align(table, left=1)]
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
    rows = _align(
        [["term", "kind", "idf"], *([safe(term.term), term.kind, f"{term.idf:.3f}"] for term in explanation.terms)], 2
    )
    terms = [f"{row}  {marks}".rstrip() for row, marks in zip(rows, ["", *map(_marks, explanation.terms)], strict=True)]
    blocks = [
        [f"Asked for: {explanation.answer_type or 'not told by the form of the question'}"],
        terms,
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
    return _align([*rows, ["sum", "", "", "", "", f"{total:.3f}"]], left=1)


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    text = safe(text)
    return [indent + text[line.start : line.end] for line in wrap(text, width - len(indent))]


def _align(lines: Sequence[Sequence[str]], left: int) -> list[str]:
    """Return the lines of a table: the first `left` columns flush left, numbers flush right."""
    widths = [max(map(cells, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - cells(cell)) if n < left else " " * (width - cells(cell)) + cell
            for n, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
