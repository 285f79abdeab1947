"""What is said around an answer, in each language."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, get_args

import pytest

from index.cli.wording import WORDINGS, wording_for
from index.model import Declined
from index.text.folding import fold, has_han
from index.text.language import Language, language_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def said(language: Language) -> Iterator[tuple[str, str]]:
    """Return what the texts of a language are for, and the texts."""
    for name, text in asdict(WORDINGS[language]).items():
        if isinstance(text, dict):
            yield from text.items()
        elif name != "language":
            yield name, text


def test_every_language_says_all() -> None:
    """Each with the same things filled in, and a reason for each kind of question that has no answer."""
    assert set(WORDINGS) == set(get_args(Language))
    filled = [{name: sorted(re.findall(r"{\w*}", text)) for name, text in said(one)} for one in WORDINGS]
    assert filled[0] == filled[1] == filled[2]
    assert set(get_args(Declined)) < set(filled[0])
    assert all(text.strip() for one in WORDINGS for _, text in said(one))


@pytest.mark.parametrize("language", list(WORDINGS))
def test_a_table_knows_its_language(language: Language) -> None:
    """Its name is its key, and English is written without Han characters."""
    assert WORDINGS[language].language == language
    for _, text in said(language):
        assert has_han(text) != (language == "en") or text == WORDINGS[language].comma
    assert language_of("".join(text for _, text in said(language) if text.isprintable())) == language


def test_both_scripts_say_the_same() -> None:
    """Traditional brought to Simplified is the Simplified text, so that neither holds a character of the other."""
    simplified, traditional = (dict(said(one)) for one in ("zh-Hans", "zh-Hant"))
    assert {name: fold(text) for name, text in traditional.items()} == {
        name: fold(text) for name, text in simplified.items()
    }
    assert all(fold(text) == fold(text).encode("gb2312").decode("gb2312") for text in simplified.values())
    assert all(text == text.encode("big5").decode("big5") for text in traditional.values())


@pytest.mark.parametrize(("question", "language"), [("who", "en"), ("谁", "zh-Hans"), ("誰", "zh-Hant"), ("", "en")])
def test_the_question_chooses_the_table(question: str, language: Language) -> None:
    """English where it has no letters."""
    assert wording_for(question) is WORDINGS[language]
