"""Numbers and dates as the other language writes them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon.values.values import values
from index.text.folding import fold

PIECES = st.sampled_from(
    "0 1 2017 1.1 1,000 ５ ² ٣ , . % 第 百分之 点 〇 零 一 两 三 十 百 千 万 亿 年 月 日 号 世纪 年代 大 个 家 大学 "
    "May June Sept. of 20th century first third largest seventies two twenty hundred and million billion bn k $ - ſ K "
    "\0 \ud800 😀 NFT".split()
)
TEXTS = st.one_of(
    st.lists(st.one_of(PIECES, st.just(" ")), max_size=20).map("".join), st.text(st.characters(codec=None), max_size=40)
)


def found(text: str) -> dict[str, tuple[str, ...]]:
    """Return the forms of each value in a text, by how it is written."""
    folded = fold(text)
    return {folded[span.start : span.end]: forms for span, forms in values(folded)}


def in_han(value: int) -> str:
    """Write a number in Han numerals, in a way of its own: each digit with its unit, then the noughts thinned out."""
    units = ["", "十", "百", "千", "万", "十", "百", "千"]
    eights = [value // 10**8, value % 10**8] if value >= 10**8 else [value]
    written = []
    for part in eights:
        digits = ""
        for n, unit in zip(f"{part:08}", reversed(units), strict=True):
            digits += "零一二三四五六七八九"[int(n)] + (unit if n != "0" or unit == "万" else "")
        digits = re.sub("零+", "零", digits)
        digits = re.sub("零?万", lambda found: "万" if len(found[0]) == 1 else "万零", digits)
        written.append(re.sub("零+", "零", digits))
    whole = re.sub("^零?万?零?", "", "亿".join([written[0].removesuffix("零"), *written[1:]]))
    return whole.replace("亿零万", "亿").replace("亿万", "亿").removesuffix("零")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("2017年9月20日", {"2017年": ("2017",), "9月": ("September", "Sept"), "20日": ("20",)}),
        ("2017年9月20號", {"2017年": ("2017",), "9月": ("September", "Sept"), "20号": ("20",)}),
        ("二〇一七年十二月", {"二〇一七年": ("2017",), "十二月": ("December", "Dec")}),
        ("5月份", {"5月份": ("May",)}),
        ("20日元", {}),
        ("20世纪", {"20世纪": ("20th century", "twentieth century")}),
        ("二十世紀七十年代", {"二十世纪七十年代": ("1970s", "seventies", "70s")}),
        ("70年代", {"70年代": ("1970s", "seventies", "70s")}),
        ("1970年代", {"1970年代": ("1970s", "seventies", "70s")}),
        ("19世纪70年代", {"19世纪70年代": ("1870s",)}),
    ],
)
def test_chinese_dates_in_english(text: str, forms: dict[str, tuple[str, ...]]) -> None:
    """Year, month and day are values of their own; a century and its decade are one."""
    assert found(text) == forms


@pytest.mark.parametrize(
    ("text", "first", "also"),
    [
        ("1.1億", "110 million", "110,000,000"),
        ("一點一億", "110 million", "110,000,000"),
        ("11亿", "1.1 billion", "1,100 million"),
        ("3000万", "30 million", "thirty million"),
        ("3千万", "30 million", "30,000,000"),
        ("2亿3000万", "230 million", "230,000,000"),
        ("3.5万亿", "3.5 trillion", "3,500 billion"),
        ("四万万", "400 million", "400,000,000"),
        ("五百", "500", "five hundred"),
        ("三百五", "350", "350"),
        ("五百万", "5 million", "five million"),
        ("两千", "2,000", "two thousand"),
        ("十二", "12", "twelve"),
        ("二十一", "21", "twenty-one"),
        ("九一一", "911", "911"),
        ("百分之三十", "30 percent", "30%"),
        ("百分之三点五", "3.5 percent", "3.5%"),
        ("第二", "second", "2nd"),
        ("第12", "12th", "twelfth"),
        ("第三大", "third largest", "third biggest"),
    ],
)
def test_chinese_numbers_in_english(text: str, first: str, also: str) -> None:
    """Amounts, percentages and ranks, with the likeliest form first."""
    ((written, forms),) = found(text).items()
    assert written == fold(text)
    assert forms[0] == first
    assert also in forms


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("三个国家", ["三个"]),
        ("两家公司", ["两家"]),
        ("四名男子", ["四名"]),
        ("三年", ["三"]),
        ("三个APP", ["三个"]),
        ("NFT第三", ["第三"]),
        ("第二大学", ["第二"]),
        ("第三大经济体", ["第三大"]),
        ("花了五百，六百", ["五百", "六百"]),
        ("千万用户", ["千万"]),
    ],
)
def test_a_value_holds_the_words_that_its_forms_say(text: str, written: list[str]) -> None:
    """A measure word that English has none for is in the span; 大 of 大学 is not."""
    assert list(found(text)) == written


@pytest.mark.parametrize(
    "text",
    [
        *"一个 万一 十分 百度 三位一体 星期三个 三年级 数百万人 千万不要 百 三点 统一".split(),
        *"2017 第一百万亿 1.2.3亿 5G".split(),
        "COVID-19",
        "Web3.0",
        "may I",
        "they march",
        "500,000th",
        "one of them",
        "a thousand million",
        "five ten",
        "two hundred two hundred",
        "a million hundred",
        "9" * 40 + "亿",
    ],
)
def test_what_only_looks_like_a_value_is_none(text: str) -> None:
    """Words that hold a numeral, numbers that cross as they are, and numbers of nothing."""
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("September 2017", {"September": ("9月", "九月")}),
        ("in may 2017", {"may": ("5月", "五月")}),
        ("since May", {"May": ("5月", "五月")}),
        ("Sept. 2017", {"Sept.": ("9月", "九月")}),
        ("June 20", {"June": ("6月", "六月"), "20": ("20日", "20号")}),
        ("the 20th of June", {"20th": ("20日", "20号"), "June": ("6月", "六月")}),
        ("19th century", {"19th century": ("19世纪", "十九世纪")}),
        ("Nineteenth-century", {"Nineteenth-century": ("19世纪", "十九世纪")}),
        ("1970s", {"1970s": ("1970年代", "70年代", "七十年代", "20世纪70年代")}),
        ("1870s", {"1870s": ("1870年代", "19世纪70年代")}),
        ("the seventies", {"seventies": ("1970年代", "70年代", "七十年代", "20世纪70年代")}),
        ("1.1 billion", {"1.1 billion": ("11亿", "十一亿", "1100000000")}),
        ("110 million", {"110 million": ("1.1亿", "11000万", "一亿一千万", "110000000")}),
        ("$5 million", {"5 million": ("500万", "五百万", "5000000")}),
        ("US$5m", {"5m": ("500万", "五百万", "5000000")}),
        ("a million", {"a million": ("100万", "一百万", "1000000")}),
        ("500,000", {"500,000": ("50万", "五十万", "500000")}),
        ("two hundred and fifty thousand", {"two hundred and fifty thousand": ("25万", "二十五万", "250000")}),
        ("120,000", {"120,000": ("12万", "十二万", "120000")}),
        ("two thousand", {"two thousand": ("2000", "两千", "二千")}),
        ("third largest", {"third largest": ("第三大",)}),
        ("2nd-tallest", {"2nd-tallest": ("第二高",)}),
        ("third", {"third": ("第三", "第3")}),
        ("three", {"three": ("三", "3")}),
        ("twenty", {"twenty": ("二十", "20")}),
        ("30 percent", {"30 percent": ("30%", "百分之三十")}),
        ("thirty per cent", {"thirty per cent": ("30%", "百分之三十")}),
        ("3.5%", {"3.5%": ("3.5%", "百分之三点五")}),
    ],
)
def test_english_values_in_chinese(text: str, forms: dict[str, tuple[str, ...]]) -> None:
    """Months, days, decades, amounts, ranks; a year alone crosses as it is."""
    assert found(text) == forms


def test_an_odd_letter_is_no_letter_of_a_month() -> None:
    """A text that was not folded may hold ſ, which is an s to whoever takes no account of case."""
    assert values("ſeptember 2017 thouſand 5 thouſand auguſt 2017") == []


def test_what_both_languages_write_crosses_to_the_other() -> None:
    """A figure is of the language of the text around it, words are of their own."""
    assert found("500,000人")["500,000"] == ("500 thousand",)
    assert found("占30%")["30%"] == ("30 percent", "30%", "30 per cent")
    assert found("微信有1.1 billion用户")["1.1 billion"][0] == "11亿"


@given(st.integers(min_value=21, max_value=10**15 - 1))
def test_an_amount_in_han_numerals_is_the_same_amount(value: int) -> None:
    """Its forms hold the figure, with the separators that English writes."""
    ((_, forms),) = found(in_han(value)).items()
    assert f"{value:,}" in forms


@given(st.integers(min_value=1, max_value=99_999), st.sampled_from([("万", 10**4), ("亿", 10**8)]))
def test_an_amount_crosses_there_and_back(tenths: int, unit: tuple[str, int]) -> None:
    """From Chinese to English words and from those to Chinese again, the value stays."""
    figure = f"{tenths // 10}.{tenths % 10}".removesuffix(".0")
    value = tenths * unit[1] // 10
    if value < 10**6:
        return
    ((_, english),) = found(figure + unit[0]).items()
    assert f"{value:,}" in english
    ((_, chinese),) = found(english[0]).items()
    assert str(value) in chinese


@given(TEXTS)
def test_no_text_gives_overlapping_or_empty_values(text: str) -> None:
    """Whatever the text: spans in order and within it, one to six forms each, none empty."""
    for folded in (text, fold(text)):
        end = 0
        for span, forms in values(folded):
            assert end <= span.start < span.end <= len(folded)
            assert 1 <= len(forms) <= 6
            assert all(form.strip() for form in forms)
            assert len(set(forms)) == len(forms)
            end = span.end
