"""The words of `citebot ask` around an answer, a table for each language; errors are in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.text.language import asked_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.model import Declined
    from index.text.language import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences and labels of one language; names in braces are filled in.

    `declined` says why there is no answer; `comma` stands between the things of a list.
    """

    language: Language
    declined: Mapping[Declined, str]
    did_you_mean: str  # {question}
    also_in: str  # {articles}
    page: str  # {page}
    nothing_then: str  # {asked}, {nearest}
    comma: str


WORDINGS: Final[dict[Language, Wording]] = {
    "en": Wording(
        language="en",
        declined={
            "empty": 'The question is empty. Ask in words, as in: citebot ask "who signed the agreement"',
            "small_talk": 'Hello. Ask a question about the articles, as in: citebot ask "who signed the agreement"',
            "no_match": "The articles do not say: none of them has a word of the question.",
            "unsure": "The articles do not seem to say. The closest they have:",
        },
        did_you_mean="Did you mean: {question}",
        also_in="Also in: {articles}",
        page="p. {page}",
        nothing_then="Nothing from {asked} was found. The nearest is from {nearest}.",
        comma=", ",
    ),
    "zh-Hans": Wording(
        language="zh-Hans",
        declined={
            "empty": '问题是空的。请用文字提问，例如：citebot ask "协议是谁签署的"',
            "small_talk": '你好。请就这些文章提一个问题，例如：citebot ask "协议是谁签署的"',
            "no_match": "文章里没有答案：问题里的词，文章里一个也没有。",
            "unsure": "文章里似乎没有答案。最接近的内容：",
        },
        did_you_mean="你是不是想问：{question}",
        also_in="也见于：{articles}",
        page="第 {page} 页",
        nothing_then="没有找到{asked}的内容，时间最接近的是{nearest}。",
        comma="、",
    ),
    "zh-Hant": Wording(
        language="zh-Hant",
        declined={
            "empty": '問題是空的。請用文字提問，例如：citebot ask "協議是誰簽署的"',
            "small_talk": '你好。請就這些文章提一個問題，例如：citebot ask "協議是誰簽署的"',
            "no_match": "文章裡沒有答案：問題裡的詞，文章裡一個也沒有。",
            "unsure": "文章裡似乎沒有答案。最接近的內容：",
        },
        did_you_mean="你是不是想問：{question}",
        also_in="也見於：{articles}",
        page="第 {page} 頁",
        nothing_then="沒有找到{asked}的內容，時間最接近的是{nearest}。",
        comma="、",
    ),
}


def wording_for(question: str) -> Wording:
    """Return what to say to somebody who asked `question`: in its language and script, in English where it has none."""
    return WORDINGS[asked_in(question)]
