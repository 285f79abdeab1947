"""An index is judged by what it says to known questions: verdicts, figures, and what went wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import Retriever
from index.cli.tables import evaluation_values, figures_table, miss_text
from index.evaluation.judgements import Judged, Verdict, holds, verdict
from index.evaluation.metrics import FIGURES, Evaluation, evaluate, measure, together
from index.evaluation.question_sets import Gold, Question, QuestionSet
from tests.support.forking import run

if TYPE_CHECKING:
    from index.evaluation.misses import Miss
    from tests.conftest import MakeIndex

WRONG, HIT, TOLD = Verdict(hits=False, says=False), Verdict(hits=True, says=False), Verdict(hits=True, says=True)
SOMEWHERE = (Gold("a", 0, 10),)
FERRY = "The ferry to Brimfield leaves at noon on weekdays. It carries forty cars.\n\n"
BRIDGE = "The bridge to Brimfield was closed in March. Nobody knows why the bridge was closed.\n\n"
FILES = {"ferry.txt": "Ferry\n\n" + FERRY, "bridge.txt": "Bridge\n\n" + BRIDGE + "Otters swim below. They eat fish."}


def gold(article: str, sentence: str) -> Gold:
    """Return where a sentence stands in one of the files."""
    start = FILES[f"{article}.txt"].index(sentence)
    return Gold(article, start, start + len(sentence))


def judged(question: Question, *verdicts: Verdict, answered: bool = True, confidence: float = 0.5) -> Judged:
    """Return a judged question without asking anything."""
    return Judged(question, verdicts, answered, confidence)


def miss(folder: Path, question: Question, threshold: float = 0.0) -> Miss | None:
    """Return what went wrong with one question asked of an index, which answers anything unless told otherwise."""
    done = evaluate(Retriever.open(folder, threshold), QuestionSet(Path("set.jsonl"), (question,), ()))
    return done.misses[0] if done.misses else None


@pytest.mark.parametrize(
    ("text", "answer", "found"),
    [
        ("Signed by ＡＮＮ  Lee’s\nson.", "ann lee's son", True),
        ("the party met", "art", False),
        ("art, they met", "ART", True),
        ("in 1999.", "99", False),
        ("共有３０家公司签署", "30家", True),
        ("北京大学", "北京", True),
        ("price of C++ (net)", "C++", True),
        ("anything", " ", False),
    ],
)
def test_an_answer_is_found_whatever_its_case_and_signs(text: str, answer: str, found: bool) -> None:
    """Case, width, quotes and spaces do not matter; a Latin answer must be whole words."""
    assert holds(text, answer) is found


def test_a_snippet_hits_with_half_of_it_in_gold() -> None:
    """Half is enough, less is not, and several stretches of gold add up; another article's gold is nothing."""
    asked = Question("1", "?", (Gold("a", 10, 20), Gold("a", 30, 35)), ("x",))
    assert verdict(asked, "a", 0, "." * 20).hits
    assert not verdict(asked, "a", 0, "." * 21).hits
    assert verdict(asked, "a", 10, "." * 30).hits
    assert not verdict(asked, "a", 10, "." * 31).hits
    assert not verdict(asked, "b", 10, "." * 10).hits
    assert verdict(asked, "a", 10, "the x") == TOLD
    assert verdict(asked, "a", 100, "the x") == WRONG


def test_figures_are_what_one_counts_by_hand() -> None:
    """Five answerable questions, one of them without known answers, and three that are not answerable."""
    known, placed = Question("1", "?", SOMEWHERE, ("x",)), Question("2", "?", SOMEWHERE, ())
    none = Question("3", "?", (), ())
    figures = measure(
        [
            judged(known, TOLD, confidence=0.9),
            judged(known, HIT, WRONG, TOLD, confidence=0.8),
            judged(known, WRONG, WRONG, WRONG, HIT, confidence=0.4),
            judged(known, TOLD, answered=False, confidence=0.2),
            judged(placed, WRONG, HIT, confidence=0.7),
            judged(none, WRONG, confidence=0.6),
            judged(none, WRONG, answered=False, confidence=0.2),
            judged(none, answered=False, confidence=0.0),
        ]
    )
    assert list(figures) == list(FIGURES)
    values = {name: (figure.value, figure.of) for name, figure in figures.items() if figure}
    assert values == {
        "answer@1": (2 / 4, 4),
        "answer@3": (3 / 4, 4),
        "hit@1": (3 / 5, 5),
        "hit@3": (4 / 5, 5),
        "hit@10": (5 / 5, 5),
        "MRR": (pytest.approx((1 + 1 + 1 / 4 + 1 + 1 / 2) / 5), 5),
        "answered": (4 / 5, 5),
        "right": (1 / 3, 3),
        "abstained": (2 / 3, 3),
        "AUC": (pytest.approx((3 + 3 + 2 + 1.5 + 3) / 15), 8),
    }
    assert all(0 <= figure.low <= figure.value <= figure.high <= 1 for figure in figures.values() if figure)


def test_figures_that_cannot_be_taken_are_none() -> None:
    """Without unanswerable questions nothing is abstained, without answerable ones nothing is hit."""
    answerable = measure([judged(Question("1", "?", SOMEWHERE, ()), HIT)])
    assert [name for name, figure in answerable.items() if not figure] == [
        "answer@1",
        "answer@3",
        "right",
        "abstained",
        "AUC",
    ]
    assert [name for name, figure in measure([judged(Question("1", "?", (), ()))]).items() if figure] == ["abstained"]


def test_questions_of_several_files_are_also_taken_together() -> None:
    """Only together do a file of answerable and one of unanswerable questions have an AUC."""
    one = Evaluation("one", (judged(Question("1", "?", SOMEWHERE, ()), HIT, confidence=0.9),), ())
    other = Evaluation("other", (judged(Question("1", "?", (), ()), confidence=0.1),), ())
    whole = together([one, other])
    figure = measure(whole.judged)["AUC"]
    assert figure is not None
    assert figure.value == 1.0
    lines = figures_table([one, other, whole]).splitlines()
    assert [line.split()[0] for line in lines if line.strip()[0].isalpha()] == ["questions", "one", "other", "together"]
    assert "answer@1" not in lines[0]
    assert evaluation_values(one, misses=False)["figures"]["AUC"] is None


def test_a_question_done_well_is_no_miss(make_index: MakeIndex) -> None:
    """Told on top, or declined where there is nothing to tell."""
    folder = make_index(FILES)
    asked = Question("1", "When was the bridge closed?", (gold("bridge", BRIDGE.strip()),), ("March",))
    assert miss(folder, asked) is None
    assert miss(folder, Question("2", "When was the bridge closed?", (), ()), threshold=1.0) is None


@pytest.mark.parametrize(
    ("reason", "asked", "threshold"),
    [
        ("absent", Question("1", "When was the bridge closed?", (Gold("moat", 0, 90),), ("March",)), 0.0),
        ("not_found", Question("1", "What carries forty cars?", (gold("bridge", BRIDGE.strip()),), ("ferry",)), 0.0),
        ("unsaid", Question("1", "When was the bridge closed?", (gold("bridge", BRIDGE.strip()),), ("May",)), 0.0),
        ("declined", Question("1", "When was the bridge closed?", (gold("bridge", BRIDGE.strip()),), ()), 1.0),
        ("declined", Question("1", "hello", (gold("bridge", BRIDGE.strip()),), ()), 0.0),
        ("answered", Question("1", "When was the bridge closed?", (), ()), 0.0),
        ("outranked", Question("1", "bridge to Brimfield", (gold("ferry", FERRY.strip()),), ("noon",)), 0.0),
    ],
)
def test_a_miss_says_what_went_wrong(make_index: MakeIndex, reason: str, asked: Question, threshold: float) -> None:
    """Each kind of failure has its name, and its text tells the question, the name and the reason."""
    found = miss(make_index(FILES), asked, threshold)
    assert found is not None
    assert found.reason == reason
    text = miss_text(found, 80)
    assert asked.text in text
    assert f"{reason}: " in text
    assert max(map(len, text.splitlines())) <= 80


def test_an_outranked_window_is_compared_with_the_winner(make_index: MakeIndex) -> None:
    """The parts that differ most come first, and they are parts of the two windows' scores."""
    asked = Question("1", "bridge to Brimfield", (gold("ferry", FERRY.strip()),), ("noon",))
    found = miss(make_index(FILES), asked)
    assert found is not None
    assert found.shown is not None
    assert found.gold is not None
    assert (found.shown.rank, found.shown.article, found.gold.article) == (1, "bridge", "ferry")
    assert found.gold.rank > 1
    assert found.gold.score <= found.shown.score
    assert "ferry" in found.gold.text
    gaps = [abs(one.shown - one.gold) for one in found.differences]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > 0
    assert {"words", "coverage"} & {one.name for one in found.differences}


@pytest.mark.parametrize("asked", ["大桥什么时候关闭的", "大桥为什么关闭"])
def test_windows_of_two_languages_are_compared(make_index: MakeIndex, asked: str) -> None:
    """The winner of the other language has a part in its score that the gold has not: it counts 0 there."""
    text = "大桥\n\n大桥是红色的，有一百年的历史。"
    start = text.index("大桥是")
    question = Question("1", asked, (Gold("zh", start, len(text)),), ())
    found = miss(make_index(FILES | {"zh.txt": text}), question)
    assert found is not None
    assert found.reason == "outranked"
    assert found.shown is not None
    assert found.gold is not None
    assert (found.shown.article, found.gold.article) == ("bridge", "zh")
    assert found.differences


def test_a_set_of_another_index_is_noticed(make_index: MakeIndex) -> None:
    """Where the index lacks the articles of the gold it says so, with the first as an example."""
    asked = Question("q7", "When was the bridge closed?", (Gold("moat", 0, 90),), ())
    done = evaluate(Retriever.open(make_index(FILES), 0.0), QuestionSet(Path("set.jsonl"), (asked,), ()))
    [problem] = done.problems
    assert "set.jsonl" in problem
    assert "'moat'" in problem
    assert "'q7'" in problem


@pytest.fixture
def files(retriever: Retriever, tmp_path: Path) -> list[Path]:
    """Return a file of questions about the seeds, with a broken row, and one of questions that they do not answer."""
    rows = []
    for source in retriever.sources():
        text = retriever.text(source.id)
        start = next(i for i in range(len(text) // 3, len(text)) if text[i].isupper() and text[i - 1].isspace())
        end = text.index(".", start + 60)
        rows.append(
            {"id": source.id, "question": text[start:end], "answers": [text[start:end]]}
            | {"gold": [{"article": source.id, "start": start, "end": end}]}
        )
    known, unknown = tmp_path / "known.jsonl", tmp_path / "unknown.jsonl"
    known.write_text("\n".join([*map(json.dumps, rows), "{broken"]), encoding="utf-8")
    unknown.write_text(json.dumps({"question": "xyzzy plugh?", "gold": []}), encoding="utf-8")
    return [known, unknown]


def test_eval_prints_a_row_a_file_and_one_for_all(seeds_index: Path, files: list[Path], tmp_path: Path) -> None:
    """The table is on stdout, the broken row is told on stderr and costs only itself."""
    done = run("index", "eval", *files, "--index", seeds_index, folder=tmp_path)
    assert done.code == 0
    assert "known.jsonl, line 5: it is not JSON" in done.told
    head, *lines = done.out.splitlines()
    assert head.split() == ["questions", *FIGURES]
    assert [line.split()[1] for line in lines[::2]] == ["4", "1", "5"]
    assert lines[4].startswith("together")


def test_eval_as_json_is_an_object_a_row(seeds_index: Path, files: list[Path], tmp_path: Path) -> None:
    """Each has its figures with the ends of their intervals; a sentence asked for as it stands is found."""
    done = run("index", "eval", *files, "--index", seeds_index, "--json", "--show-misses", folder=tmp_path)
    known, unknown, whole = map(json.loads, done.out.splitlines())
    assert known["figures"]["hit@1"]["value"] == 1.0
    assert known["figures"]["hit@1"] == whole["figures"]["hit@1"]
    assert unknown["figures"]["abstained"] == {"value": 1.0, "low": pytest.approx(0.2065, abs=1e-4), "high": 1, "of": 1}
    assert known["figures"]["AUC"] is None
    assert whole["figures"]["AUC"]["value"] == 1.0
    assert (known["questions"], unknown["questions"], whole["questions"]) == (4, 1, 5)
    assert unknown["misses"] == []


def test_eval_shows_misses(seeds_index: Path, tmp_path: Path) -> None:
    """Below the table each question that went wrong is told with its reason, and in JSON too."""
    path = tmp_path / "set.jsonl"
    path.write_text('{"id": "q1", "question": "hello", "gold": [{"article": "moat", "start": 0, "end": 9}]}')
    told = run("index", "eval", path, "--index", seeds_index, "--show-misses", folder=tmp_path)
    assert "q1  hello\n   absent: " in told.out
    assert "the index lacks the articles of 1 question" in told.told
    assert "absent" not in run("index", "eval", path, "--index", seeds_index, folder=tmp_path).out
    row = json.loads(run("index", "eval", path, "--index", seeds_index, "--show-misses", "--json", folder=tmp_path).out)
    assert [(one["id"], one["reason"], one["shown"]) for one in row["misses"]] == [("q1", "absent", None)]


def test_eval_of_no_questions_is_an_error(seeds_index: Path, tmp_path: Path) -> None:
    """A file that is missing or holds no question ends with 1 and a line that names it, not with a table."""
    (tmp_path / "empty.jsonl").touch()
    for name in ("empty.jsonl", "missing.jsonl"):
        done = run("index", "eval", name, "--index", seeds_index, folder=tmp_path)
        assert (done.code, done.out) == (1, "")
        assert name in done.told
        assert len(done.told.splitlines()) == 1
    assert run("index", "eval", folder=tmp_path).code == 2
