"""Small talk, and what people say around a question."""

from __future__ import annotations

import pytest

from index.query.small_talk import filler, is_small_talk
from index.text.folding import fold


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Hello, can you tell me who signed the pact", "who signed the pact"),
        ("help me find who signed the pact", "who signed the pact"),
        ("could someone explain why it closed?", "why it closed?"),
        ("quick question: who signed it", "who signed it"),
        ("I would like to know when it closed", "when it closed"),
        ("do you know who signed it, thanks", "who signed it"),
        ("good morning, who signed it, please?", "who signed it"),
        ("请问谁签署了协议", "谁签署了协议"),
        ("麻烦问一下，谁签署了协议，谢谢", "谁签署了协议"),
        ("我想知道誰簽署了協議", "誰簽署了協議"),
        ("who signed the pact", "who signed the pact"),
        ("yokohama port", "yokohama port"),
        ("how are you taxed in Brazil", "how are you taxed in Brazil"),
        ("Nice population", "Nice population"),
        ("Great Britain's king", "Great Britain's king"),
        ("hi-fi prices", "hi-fi prices"),
        ("help desks of banks", "help desks of banks"),
        ("喂养小猫", "喂养小猫"),
        ("问题出在哪里", "问题出在哪里"),
        ("帮派在哪里", "帮派在哪里"),
        ("你好，请问谁签署了协议", "谁签署了协议"),
        ("提问箱在哪里", "提问箱在哪里"),
    ],
)
def test_what_is_said_around_a_question_is_told_from_it(said: str, left: str) -> None:
    """Only at its start and its end, and never a part of a word."""
    kept = list(said)
    for start, end in filler(fold(said)):
        kept[start:end] = [""] * (end - start)
    assert "".join(kept).strip(" ,，:?") == left.strip("?")


@pytest.mark.parametrize(
    "said", ["hi", "Hello there!", "thank you so much", "谢谢你", "謝謝", "你好，在吗？", "OK, bye"]
)
def test_small_talk_is_recognised(said: str) -> None:
    """In English and Chinese of either script."""
    assert is_small_talk(fold(said))


@pytest.mark.parametrize("said", ["Nice", "test", "hi-fi prices", "who are you taxing", "哈" * 59 + "尔滨", "谢谢 who"])
def test_what_may_be_a_topic_is_no_small_talk(said: str) -> None:
    """Nice is a city."""
    assert not is_small_talk(fold(said))
