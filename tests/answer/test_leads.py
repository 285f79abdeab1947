"""Snippets that hang on an earlier sentence, and that sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.answer.finding import find_windows
from index.answer.leads import find_lead
from index.answer.retriever import Retriever
from index.query.understanding import understand
from index.ranking.anaphora import hangs
from index.stores.engines import open_store

if TYPE_CHECKING:
    from index.model import Lead
    from index.stores.base import Store
    from tests.conftest import MakeIndex


@pytest.mark.parametrize(
    "text",
    [
        "The move was praised on June 20.",
        "It fell by a tenth.",
        "“They are late,” she said.",
        "However, it was denied.",
        "But the new rules say otherwise.",
        "This was the first.",
        "Its shares fell.",
        "That decision stands.",
        "Instead, he left.",
        "该公司否认了。",
        "該公司否認了。",
        "此举引发争议。",
        "他们周一开会。",
        "它成立于一九九八年。",
        "上述规定从明天起生效。",
        "这项政策很严格。",
        "這項政策很嚴格。",
        "后者没有回应。",
    ],
)
def test_what_points_back_hangs(text: str) -> None:
    """Pronouns, "the" with what was done or who did it, and their like in both Chinese scripts."""
    assert hangs(text)


@pytest.mark.parametrize(
    "text",
    [
        "WeChat banned it.",
        "The Chinese central bank banned it.",
        "The top social media platform in China, WeChat, has updated its policies.",
        "Itself a bank, Tallow lends.",
        "Theirs is a windmill.",
        "Mabel Quince said that it fell.",
        "Thistle is a plant.",
        "",
        "…",
        "微信禁止了它。",
        "其他公司没有回应。",
        "此外，微信也禁止了。",
        "其实微信没有禁止。",
    ],
)
def test_what_stands_alone_does_not(text: str) -> None:
    """A name comes first, or a word that only begins like one that points back."""
    assert not hangs(text)


class Told:
    """What leads there are to the windows of an article."""

    def __init__(self, retriever: Retriever, store: Store) -> None:
        self.retriever, self.store = retriever, store

    def lead(self, question: str, opening: str) -> Lead | None:
        """Return the lead of the window that opens so, for a question."""
        query = understand(question, self.store)
        for window in find_windows(query, self.store):
            if window.analysed.text[window.span.start :].startswith(opening):
                return find_lead(window, window.span.start, self.store)
        raise AssertionError(f"no window opens with {opening!r}")


@pytest.fixture
def told(make_index: MakeIndex) -> Told:
    """Return an index of two articles whose paragraphs hang on each other."""
    mill = (
        "Tallow Press closed the windmill of Brimfield.\n\nBarley is dear this year.\n\n"
        "The move was praised by Mabel Quince on June 20.\n\nOldport has a harbour of its own.\n"
    )
    firm = "林港集团关闭了旧码头。\n\n当地的居民表示欢迎。\n\n该公司六月二十日说，工程需要三年。\n"
    folder = make_index({"mill.txt": mill, "firm.txt": firm, "first.txt": "It fell by a tenth on Monday.\n"})
    return Told(Retriever.open(folder), open_store(folder))


def test_the_sentence_that_says_it_leads(told: Told) -> None:
    """Not the nearest but the one with most of the question, as it stands in the article."""
    lead = told.lead("when was closing the windmill praised by Quince", "The move")
    assert lead is not None
    assert lead.text == "Tallow Press closed the windmill of Brimfield."
    assert told.store.text("mill")[lead.start : lead.end] == lead.text


def test_a_chinese_sentence_leads(told: Told) -> None:
    """该公司 is the one whose name the question has."""
    lead = told.lead("林港集团的码头工程需要几年", "该公司")
    assert lead is not None
    assert lead.text == "林港集团关闭了旧码头。"


def test_where_nothing_before_has_the_question_it_is_what_the_article_is_about(told: Told) -> None:
    """Something has to say what "the move" was."""
    lead = told.lead("who is Mabel", "The move")
    assert lead is not None
    assert lead.text == "Tallow Press closed the windmill of Brimfield."


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("who closed the windmill", "Tallow Press"),
        ("what harbour has Oldport", "Oldport"),
        ("居民表示什么", "当地"),
        ("what fell on Monday", "It fell"),
    ],
)
def test_what_stands_alone_or_first_has_no_lead(told: Told, question: str, opening: str) -> None:
    """There is nothing to add, or nothing to add from."""
    assert told.lead(question, opening) is None


def test_a_sentence_of_the_passage_before_leads(make_index: MakeIndex) -> None:
    """A heading between them parts two passages, not what they say."""
    folder = make_index({"a.md": "Tallow Press closed its windmill.\n\n# Praise\n\nThe move was praised on June 20.\n"})
    lead = Told(Retriever.open(folder), open_store(folder)).lead("when was closing the windmill praised", "The move")
    assert lead is not None
    assert lead.text == "Tallow Press closed its windmill."


def test_answers_carry_their_leads(told: Told) -> None:
    """A lead is of the snippet's article and stands before it."""
    snippets = told.retriever.ask("when was closing the windmill praised by Quince", 10).snippets
    leads = [(one.lead, one) for one in snippets if one.lead]
    assert any("The move" in one.text for one in snippets)
    for lead, one in leads:
        assert lead.end <= one.start
        assert told.store.text(one.article.id)[lead.start : lead.end] == lead.text
