"""What kind of thing a question asks for, and where a text has one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.query.answer_forms import AGO, FORMS, find
from index.query.answer_type import AnswerType, expected

ASKED: dict[AnswerType | None, list[str]] = {
    "date": [
        "When did WeChat ban NFT accounts?",
        "since when is it blocked",
        "In what year was Huobi founded?",
        "On which day did the exchange close",
        "What month was the convention signed in?",
        "tell me when OKCoin left",
        "微信什么时候禁止了交易？",
        "微信什麼時候禁止了交易",
        "火币是哪一年成立的",
        "公司何时关闭",
        "公司何時關閉",
        "公告是哪天发布的？",
        "火币是啥时候出的",
        "超市几点开门",
        "he left when?",
        "newest guide: when is it open",
        "建於什麼年代",
    ],
    "person": [
        "Who is the CEO of Red Date?",
        "Whose report was it?",
        "By whom was it signed",
        "which president signed it? who?",
        "谁批评了这项政策",
        "誰批評了這項政策",
        "哪位作家写了这本书",
        "他是什么人",
    ],
    "place": [
        "Where is Huobi based?",
        "In which city is Tencent?",
        "What country banned it first?",
        "腾讯的总部在哪里",
        "騰訊的總部在哪裡",
        "公司在什么地方开会",
        "火币搬到了哪个国家",
    ],
    "number": [
        "How many users does WeChat have?",
        "how much is Tencent worth",
        "How old is the exchange?",
        "What percentage of users left?",
        "微信有多少用户",
        "有幾個人被捕",
        "这条河有多长",
        "這座山有多高",
        "免签最多能待几天",
    ],
    "reason": [
        "Why did the users leave?",
        "How come they left",
        "What was the reason for the ban",
        "What caused the crash?",
        "用户为什么离开",
        "用戶為什麼離開",
        "他们因何离开？原因",
    ],
    "definition": [
        "What is an NFT?",
        "what does ICO mean",
        "什么是比特币",
        "什麼是比特幣",
        "比特币是什么？",
        "比特幣是什麼東西",
    ],
    "steps": [
        "how do I open an account",
        "my account is closed, how to open it again",
        "someone stole my phone what should I do",
        "怎么开户",
        "账号丢了怎么办",
        "如何開戶",
    ],
    "polar": [
        "Did China ban bitcoin?",
        "can I open two accounts",
        "the place has changed, do I need a new ticket?",
        "is my leave paid out when I go",
        "微信禁止了比特币吗",
        "能不能开两个账户",
        "能一次开好几个账户吗",
    ],
    None: [
        "what happens when I leave",
        "WeChat NFT accounts",
        "Tell me about the convention that Tencent signed",
        "whenever whosoever nowhere",
        "比特币交易",
        "",
        "???",
    ],
}


@pytest.mark.parametrize(("question", "kind"), [(one, kind) for kind, many in ASKED.items() for one in many])
def test_a_question_tells_what_it_asks_for(question: str, kind: AnswerType | None) -> None:
    """In English, and in Chinese of either script; where its form does not tell, nothing is expected."""
    assert expected(question) == kind


@pytest.mark.parametrize(
    ("kind", "text", "things"),
    [
        ("date", "It closed on June 20, 2022, and not in 1998.", ["June 20, 2022", "1998"]),
        ("date", "On Sept. 7 they met, and again on 3 May 2019.", ["Sept. 7", "3 May 2019"]),
        ("date", "They met on Tuesday.", ["Tuesday"]),
        ("date", "The company may march on with 500 users.", []),
        ("date", "公司于2018年5月2日关闭。", ["2018年5月2日"]),
        ("date", "公司於二〇一八年關閉，九月重開。", ["二〇一八年", "九月"]),
        ("number", "It has 963 million users.", ["963 million"]),
        ("number", "It is worth US$400 billion, or 5.5%.", ["US$400 billion", "5.5%"]),
        ("number", "There were 1,000 in three rooms.", ["1,000", "three"]),
        ("number", "Nobody counted them.", []),
        ("person", "It was Mabel Quince who said so.", ["Mabel Quince"]),
        ("person", "critics of Ludwig van Beethoven said", ["Ludwig van Beethoven"]),
        ("person", "nobody said so", []),
        ("polar", "Guests may not bring dogs; it isn't allowed.", ["may", "not", "isn't", "allowed"]),
        ("polar", "不能带狗，只可以带猫", ["不能", "只", "可以"]),
        ("polar", "The mill is red.", []),
        ("person", "作者是列夫·托尔斯泰。", ["列夫·托尔斯泰"]),
        ("place", "the firm moved to an office in Hong Kong last year", ["Hong Kong"]),
        ("place", "it grew slowly", []),
        ("reason", "they left because of the ban", ["because"]),
        ("reason", "他们离开了，因为禁令。", ["因为"]),
        ("reason", "they left", []),
        ("definition", "An NFT is a token.", ["is a"]),
    ],
)
def test_things_are_found_where_they_stand(kind: AnswerType, text: str, things: list[str]) -> None:
    """Whole: a date with its year, an amount with its currency and unit, a name with its particles."""
    found = [text[start:end].strip() for start, end in find(kind, text)]
    assert [thing for thing in things if not any(thing in one for one in found)] == []
    assert bool(found) == bool(things)


@pytest.mark.parametrize("kind", FORMS)
@given(text=st.text(st.characters(codec=None), max_size=200), times=st.integers(1, 20))
def test_any_text_can_be_looked_through(kind: AnswerType, text: str, times: int) -> None:
    """Spans are within it, in order, apart and not empty."""
    whole = text * times
    spans = find(kind, whole)
    assert all(0 <= start < end <= len(whole) for start, end in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert expected(text) in ASKED


BITS = st.sampled_from(
    """
    in In at from of the The two TWO seven years year days ago last yesterday week 2017 1,000 5 th 5th century AD May
    Sept. March Monday US$ $ € 400 million % Hong Kong O’Neill J. Mr. Smith de van because due to led reasons is are an
    a means known as 二〇一七 年 五月 去年 上个月 十 三 亿 因为 由于 是一 称为 列夫 · 托尔斯泰 香港岛 江苏省 XUS$5
    attwo ｔｗｏ ２０１７ year
    """.split()
)


@settings(max_examples=500)  # each of the bits has its turn
@example(bits=[("是一", ""), ("年", "")])
@given(bits=st.lists(st.tuples(BITS, st.sampled_from(["", " ", " ", ", ", "-", "\n"])), max_size=14))
def test_looking_only_where_a_form_may_begin_finds_what_looking_everywhere_does(bits: list[tuple[str, str]]) -> None:
    """In whatever words and marks."""
    text = "".join(word + mark for word, mark in bits)
    everywhere = {kind: re.compile("|".join((*forms, *[AGO] * (kind == "date")))) for kind, forms in FORMS.items()}
    for kind in ("date", "place", "reason", "definition"):
        assert find(kind, text) == [match.span() for match in everywhere[kind].finditer(text)], kind
    # 一年 may be how long as well as when: what it counts stays a number.
    dates = [
        one
        for one in find("date", text)
        if not re.fullmatch("[0-9０-９〇零一二三四五六七八九十百千]{1,3}年", text[slice(*one)])
    ]
    numbers = [match.span() for match in everywhere["number"].finditer(text)]
    assert find("number", text) == [one for one in numbers if not any(start <= one[0] < end for start, end in dates)]
    names = [match.span()[1] for match in everywhere["person"].finditer(text)]
    assert {end for _, end in find("person", text)} <= set(names)
