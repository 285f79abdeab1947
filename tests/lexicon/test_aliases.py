"""Names that articles teach in brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon.aliases import find_aliases

PIECES = st.sampled_from(
    "( ) （ ） “ ” 《 》 \" ' ’s · , ， ; : . & - \n \t \0 \ud800 😀 Tencent Ltd Huobi ICO ICOs NFTs of of the "
    "initial coin offerings Initial Coin Offering 腾讯 騰訊 公司 的 非同质化代币 币安 见图 英语： 简称 ア ｶﾞ".split(" ")
)
TEXTS = st.one_of(
    st.lists(st.one_of(PIECES, st.just(" ")), max_size=25).map("".join), st.text(st.characters(codec=None), max_size=40)
)


def found(text: str) -> list[tuple[str, str]]:
    """Return the aliases of a text as pairs."""
    return [(alias.name, alias.other) for alias in find_aliases(text)]


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("on Huobi (火幣) and", [("Huobi", "火幣")]),
        (
            "users of bitcoin exchanges OKCoin (幣行), Huobi (火幣) and BTCChina (比特幣中國)",
            [("OKCoin", "幣行"), ("Huobi", "火幣"), ("BTCChina", "比特幣中國")],
        ),
        (
            "such as Shenzhen-based Tencent Holdings Ltd’s (騰訊) app",
            [("Tencent Holdings Ltd", "騰訊"), ("Tencent", "騰訊")],
        ),
        ("Tencent Group (腾讯集团)", [("Tencent Group", "腾讯集团"), ("Tencent", "腾讯")]),
        ("The Bank of China (中国银行)", [("Bank of China", "中国银行")]),
        ("In New York (纽约)", [("New York", "纽约")]),
        ("China’s Tencent (腾讯)", [("Tencent", "腾讯")]),
        ("US President Joe Biden (拜登)", [("Joe Biden", "拜登")]),
        ("“digital collectibles” (数字藏品)", [("digital collectibles", "数字藏品")]),
        ("NFT（即非同质化代币）", [("NFT", "非同质化代币")]),
    ],
)
def test_a_latin_name_is_taught_with_a_chinese_one(text: str, aliases: list[tuple[str, str]]) -> None:
    """The words with capitals before the brackets, without possessive and title; without a firm's legal form too."""
    assert found(text) == aliases


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("腾讯（Tencent）", [("腾讯", "Tencent")]),
        ("騰訊 (Tencent)", [("騰訊", "Tencent")]),
        ("非同质化代币（NFT）", [("非同质化代币", "NFT")]),
        ("中国科技公司腾讯（Tencent）", [("腾讯", "Tencent")]),
        ("企业社会责任（CSR）", [("企业社会责任", "CSR")]),
        ("可变淋巴细胞受体（VLRs）", [("可变淋巴细胞受体", "VLR")]),
        ("意大利首都罗马（Rome）如波音公司（Boeing）", [("罗马", "Rome"), ("波音公司", "Boeing")]),
        ("他使用微信（WeChat）聊天", [("微信", "WeChat")]),
        (
            "交易平台币安（Binance）的创始人赵长鹏（Changpeng Zhao）",
            [("币安", "Binance"), ("赵长鹏", "Changpeng Zhao")],
        ),
        ("所谓“数字藏品”（digital collectibles）", [("数字藏品", "digital collectibles")]),
        ("观看《星球大战》（Star Wars）", [("星球大战", "Star Wars")]),
        (
            "首次代币发行（英语：Initial Coin Offering，简称ICO）",
            [("首次代币发行", "Initial Coin Offering"), ("首次代币发行", "ICO"), ("Initial Coin Offering", "ICO")],
        ),
    ],
)
def test_a_chinese_name_is_taught_with_a_latin_one(text: str, aliases: list[tuple[str, str]]) -> None:
    """What stands in quotes, or the words that follow what the name hangs on or is called by."""
    assert found(text) == aliases


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("crackdown on Initial Coin Offerings (ICOs)", [("Initial Coin Offering", "ICO")]),
        ("convention on non-fungible tokens (NFTs)", [("non-fungible token", "NFT")]),
        ("through virtual private networks (VPN)", [("virtual private networks", "VPN")]),
        ("the National Bank of Belgium (NBB)", [("National Bank of Belgium", "NBB")]),
        ("the People’s Bank of China (PBOC)", [("People’s Bank of China", "PBOC")]),
        ("an ICO (initial coin offering)", [("ICO", "initial coin offering")]),
    ],
)
def test_an_acronym_is_taught_with_its_words(text: str, aliases: list[tuple[str, str]]) -> None:
    """Either may stand first; small words have a letter or none, and a plural goes from both."""
    assert found(text) == aliases


@pytest.mark.parametrize(
    "text",
    [
        "Tencent (see chart)",
        "Tencent (2017)",
        "BEIJING (AP) LONDON (Reuters)",
        "Tencent (up 3%) Tencent (Tencent is a firm.)",
        "Tencent (见图) Tencent (如下) Tencent (下图) Tencent (路透社) Tencent (资料图) Tencent (译者注)",
        "腾讯（见图） 结果（如下） 价格（USD） 长度（km） 张三（CEO） 腾讯（Reuters） 腾讯（Tencent is a firm.）",
        "Tencent (这是一家很大的公司) Tencent (腾讯，见图) Tencent (腾讯。)",
        "ABC（美国） 国家教育及培训课程（VET） Jean·德贝当古（Jean de Bethencourt）",
        "三大巨头（Baidu, Alibaba, Tencent）",
        "跨国企业社会责任（CSR） 代币发行融资（token sale）",
        "mining (挖矿) and digital collectibles (数字藏品)",
        "Huobi (火幣 (x)) Huobi ((火幣)) Huobi (火幣",
        "Huobi ( and Tencent (腾讯)",
        "Huobi\n(火幣) Huobi (火\n幣)",
        "在QQ音乐（QQ Music）上",
        "Wu Blockchain (Colin Wu)",
        "a big apple (XYZ) and, coin offering (ICO)",
        "( ) () （） (火币) （Tencent）",
        f"{'长' * 40}（Tencent） Tencent ({'长' * 100})",
    ],
)
def test_other_brackets_teach_nothing(text: str) -> None:
    """Asides, sources, years, units, sentences, lists, nested brackets, and names that nothing tells where to begin."""
    assert found(text) == []


def test_a_broken_bracket_spoils_its_own_line_only() -> None:
    """The next paragraph's are read again."""
    assert found("Huobi ((火幣\nTencent (腾讯)") == [("Tencent", "腾讯")]


def test_a_name_taught_twice_is_found_twice() -> None:
    """So that whoever asks can count."""
    assert found("Huobi (火幣). Huobi (火幣).") == [("Huobi", "火幣")] * 2


def test_hostile_lengths_are_read_to_their_end() -> None:
    """A long run of brackets, or acronyms of nothing but small words, makes nothing slow."""
    assert found("(" * 1_000_000) == []
    assert found("of " * 50_000 + "(OOOOOOOOOO)" + " of (OF)" * 1_000) == []


@given(TEXTS)
def test_whatever_the_text_both_names_stand_in_it(text: str) -> None:
    """Verbatim, not empty, and without white space around them."""
    for name, other in find_aliases(text):
        assert name in text
        assert other in text
        assert name.strip() == name != ""
        assert other.strip() == other != ""
        assert name != other
