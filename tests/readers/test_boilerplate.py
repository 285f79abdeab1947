"""Site furniture never becomes prose, and prose that looks like it stays."""

from __future__ import annotations

import pytest

from index.readers.boilerplate import without_furniture
from index.readers.boilerplate_patterns import is_furniture
from index.readers.plain.blocks import plain_blocks

FURNITURE = [
    "No Comments Yet",
    "12 comments",
    "Comments are closed",
    "Leave a reply",
    "FOLLOW US ON",
    "Follow us on Twitter, Facebook and Telegram",
    "Follow us on Telegram for daily market news.",
    "About Us",
    "Contact us: info@example.com",
    "Write to us: info[at]example.com",
    "Subscribe to Our Newsletter",
    "Sign up for our daily newsletter and never miss a story.",
    "Subscribe now!",
    "Related: Auction house sells digital apes, fake heiress goes free",
    "**Related:** [Exchange closes](https://example.com/a)",
    "Read more: Lender launches a token in Singapore",
    "Read more about our awards",
    "Share this article",
    "Share on Facebook",
    "ADVERTISEMENT",
    "Advertisement - scroll to continue".partition(" -")[0],
    "(c) 2021 Example Media Ltd. All rights reserved.",
    "© 2023 Example Media",
    "Copyright 2019 Example Media. Do not copy.",
    "This site uses cookies to improve your experience.",
    "By continuing to use this site you agree to our cookie policy.",
    "Photo: Reuters",
    "Image credit: Jane Doe / Example",
    "Tags: bitcoin, mining, China",
    "You may also like",
    "5 min read",
    "Back to top",
    "Updated on March 3, 2021",
    "Click here to read the report",
    "相关阅读：微信封禁账号",
    "相關報導",
    "延伸閱讀：比特幣跌破三萬美元",
    "责任编辑：王小明",
    "（编辑：李雷）".strip("（）"),
    "点击下方二维码关注我们",
    "分享到：微信 微博",
    "訂閱電子報",
    "订阅我们的频道",
    "版权所有 © 2021 某某网",
    "版权所有，未经许可不得转载。",
    "未经授权，不得转载本网站的任何内容。",
    "转载请注明出处。",
    "来源：新华社",
    "圖片來源：路透社",
    "3条评论",
    "阅读原文",
    "返回顶部",
    "上一篇：央行发布公告",
    "記者：王小明",
]

PROSE = [
    "The company asked users to follow us on every platform it runs.",
    "Related companies were fined.",
    "Related trading rose 5 % in May.",
    "Subscribe rates rose 5 %.",
    "Subscribers to the newsletter rose by a tenth.",
    "Comments by the minister moved the market.",
    "No comments were made by the bank.",
    "About us there is little known in Beijing, the group said.",
    "Contact tracing began in May.",
    "Share prices fell.",
    "Share this week's losses were borne by small investors.",
    "Advertisement revenue fell by 12 percent.",
    "Copyright law in China changed in 2021.",
    "(c) the third party shall pay the fee.",
    "She said all rights reserved by the state were void.",
    "The website uses cookies to track visitors, the court found.",
    "Read more than one account and you find two stories.",
    "Readers more often chose the app.",
    "Sign up for the exchange required an identity card.",
    "Photo sharing was banned in May.",
    "Sources: people close to the matter. They said the ban would come in May.",
    "Published in 2021, the rules name 11 tenets.",
    "Updated rules took effect on March 3, 2021.",
    "Print media were exempt.",
    "Popular platforms have been distancing themselves from the tech.",
    "Most read the notice as a ban.",
    "Recommended doses were halved.",
    "Watch makers in Geneva laid off staff.",
    "“Follow us on this path,” he told the crowd.",
    "Next week the court will rule.",
    "Log in attempts doubled in June.",
    "Home prices fell in 70 cities.",
    "By clicking the link, users agreed to pay, prosecutors said.",
    "相关部门表示，交易平台必须关闭。",
    "相關公司遭罰款。",
    "分享经济在中国发展迅速。",
    "点击率上升了百分之五。",
    "订阅用户增加到一亿。",
    "版权所有者提起诉讼。",
    "来源不明的资金被冻结。",
    "来源：比特币被盗自交易所，警方说。共有三人被捕。",
    "未经许可，任何机构不得从事虚拟货币交易。",
    "评论认为，监管将进一步收紧。",
    "广告收入下降了三成。",
    "更多公司加入了这一公约。",
    "编辑部位于上海。",
    "记者：请问什么时候开始？",
    "关注我们的人都知道这一点。",
    "延伸的铁路将于明年通车。",
    "登录用户须实名。",
]


def prose(text: str) -> list[str]:
    """Return what of a plain text is prose."""
    return [text[block.span.start : block.span.end] for block in without_furniture(text, plain_blocks(text, 0))]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_furniture_is_told(line: str) -> None:
    """Counters, appeals, links to more and rights are furniture wherever they stand."""
    assert is_furniture(line)


@pytest.mark.parametrize("line", PROSE)
def test_a_sentence_with_the_same_words_is_prose(line: str) -> None:
    """A sentence stays, also where it is the last of the article."""
    assert prose(f"The rules changed in May.\n\n{line}") == ["The rules changed in May.", line]


def test_furniture_between_paragraphs_leaves_them_whole() -> None:
    """A line between two paragraphs goes, the paragraphs stay."""
    assert prose("One rose.\n\nRelated: Two fell\n\nThree stood.") == ["One rose.", "Three stood."]


def test_furniture_inside_a_block_parts_it() -> None:
    """Furniture that no blank line parts from prose goes too."""
    assert prose("One rose.\nShare this article\nTwo fell.\nPhoto: Reuters") == ["One rose.", "Two fell."]


def test_a_wrapped_line_that_opens_like_furniture_is_prose() -> None:
    """In hand-wrapped text a line opens in the middle of a sentence."""
    text = "The firm asked its users to\nfollow us on Twitter\nand on Telegram."
    assert prose(text) == [text]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_link_lines_go_with_the_line_that_introduces_them(gap: str) -> None:
    """Titles below "Related articles" are links; the first sentence below them is prose again."""
    text = (
        gap.join(["One rose.", "Related articles", "Exchange closes its doors", "Lender buys lender"]) + "\n\nTwo fell."
    )
    assert prose(text) == ["One rose.", "Two fell."]


def test_a_wrapped_paragraph_below_an_introduction_is_prose() -> None:
    """Its first line ends no sentence, but the paragraph does."""
    text = "One rose.\n\nRelated stories\n\nThe bank said on Monday\nthat it was over."
    assert prose(text) == ["One rose.", "The bank said on Monday\nthat it was over."]


def test_the_blurb_below_an_article_goes() -> None:
    """A staff line, a blurb with a contact, and the blurb again below the comments are furniture."""
    blurb = "Example is a platform for news of Asian markets."
    tail = ["Example Staff", f"{blurb} Write to us: info[at]example.com.", "No Comments Yet", blurb, "About Us"]
    assert prose("\n\n".join(["The rules changed.", *tail])) == ["The rules changed."]


def test_what_is_said_twice_above_the_tail_stays() -> None:
    """A teaser that the article repeats is prose, also where furniture stands below and above it."""
    text = "Ban comes.\n\nRelated: Two fell\n\nThe rules changed.\n\nBan comes. It is here.\n\nThe end came.\n\nShare"
    assert prose(text) == ["Ban comes.", "The rules changed.", "Ban comes. It is here.", "The end came."]


def test_the_author_s_contact_goes_only_from_the_tail() -> None:
    """Whom to follow is furniture below the last paragraph, and prose above it."""
    bio = "Jane Doe writes on banks. Follow her on Twitter @jane."
    assert prose(f"One rose.\n\n{bio}") == ["One rose."]
    assert prose(f"{bio}\n\nOne rose.") == [bio, "One rose."]
