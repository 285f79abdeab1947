"""Questions about the collection as a whole."""

from __future__ import annotations

import pytest

from index.query.collection import is_about_collection
from index.text.folding import fold


@pytest.mark.parametrize(
    "question",
    [
        "how many articles do you have?",
        "How many documents are there in your index",
        "what kind of documents do you have about",
        "what topics do you cover",
        "which sources do you use",
        "What are your sources?",
        "what are you about",
        "what can I ask you",
        "list all articles",
        "show me the articles that you have",
        "latest news",
        "what's the latest news today?",
        "What’s the latest news?",
        "any news",
        "show me the newest articles",
        "where do you get your information from",
        "how up-to-date are you?",
        "when was your data last updated",
        "你有多少文章",
        "你们一共有多少篇文章？",
        "你知道什么",
        "你有哪些資料",
        "這裡有什麼文章",
        "我可以问你什么问题",
        "列出所有文章",
        "最新消息",
        "有什么新闻吗",
        "最新的文章",
        "你的数据是从哪里来的",
        "你的資料什麼時候更新的",
    ],
)
def test_a_question_about_the_collection_is_recognised(question: str) -> None:
    """In English and Chinese of either script."""
    assert is_about_collection(fold(question))


@pytest.mark.parametrize(
    "question",
    [
        "how many articles do you have about WeChat",
        "how many articles does the treaty have",
        "how many documents are there",
        "what documents do I need",
        "what documents do you need",
        "which pages do you know of Carroll's diary",
        "latest news about the ban",
        "newest version",
        "what's new in version 15",
        "list all articles of the constitution",
        "what are your opening hours",
        "how old are you allowed to be",
        "when were you born",
        "需要哪些资料",
        "最新版本",
        "你有多少钱",
        "微信最新消息",
        "有什么影响",
        "list " + "all " * 40 + "articles",
    ],
)
def test_a_question_with_a_topic_is_none_about_the_collection(question: str) -> None:
    """An article may answer it."""
    assert not is_about_collection(fold(question))
