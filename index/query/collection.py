"""Questions about the collection itself ("how many articles do you have"), which no article answers."""

from __future__ import annotations

import re
from typing import Final

_THINGS: Final = (
    "(?:articles?|documents?|docs|sources?|files?|texts?|pages?|stories|reports?|papers?|posts?|news|headlines)"
)
_SUBJECTS: Final = "(?:topics?|subjects?|information|data|content|knowledge)"
# Only with "you", "your" or "this index" is it about the collection: "how many documents are there" may be of a trial.
_OF_YOURS: Final = (
    "(?:(?:that )?(?:do )?you (?:have|know|hold|cover|use|search|store|contain|read)|have you (?:got|read|indexed)|"
    "are you based on|can you (?:search|read|see|access|use)|"
    "are (?:there )?(?:in |stored in )?(?:your|this) (?:index|database|collection|archive|library))"
)
_YOURS: Final = f"your (?:{_THINGS}|{_SUBJECTS}|index|database)"
_NEWEST: Final = "(?:latest|newest|recent|most recent)"
_ENGLISH: Final = (
    rf"how (?:many|much)(?: different)? (?:{_THINGS}|{_SUBJECTS}) {_OF_YOURS}",
    rf"(?:what|which)(?: (?:kinds?|sorts?|types?) of)? (?:{_THINGS}|{_SUBJECTS}) {_OF_YOURS}",
    rf"(?:what|which)(?: are|'s| is) your (?:{_THINGS}|{_SUBJECTS}|database|knowledge base)",
    "what (?:are you|is this(?: bot)?) about",
    "what do you know|what (?:can|could|should|do) (?:i|we) ask(?: you)?",
    rf"where (?:do|did) you get your (?:{_THINGS}|{_SUBJECTS}|answers)(?: from)?",
    rf"(?:list|show)(?: me)?(?: all| the| your| of| every)* {_THINGS}(?: {_OF_YOURS})?",
    rf"(?:what(?:'s| is| are) |show(?: me)? |tell me |any )?(?:the |your )?{_NEWEST} {_THINGS}(?: {_OF_YOURS})?",
    "(?:any|what) news|what(?:'s| is) in the news|news",
    rf"how (?:old|recent|fresh|current|up[ -]to[ -]date) (?:are you|(?:is|are) {_YOURS})",
    rf"when (?:were you|(?:was|were) {_YOURS}) (?:last )?(?:updated|indexed|built)",
)
_ENGLISH_END: Final = "(?: (?:about|from|now|today|so far|currently|in total|in all|altogether|please))*"

_TEXTS: Final = "(?:文章|文件|文档|资料|文献|新闻|报道|报导|内容|数据|来源|话题|主题)"
_HOLDER: Final = "(?:[你您]们?(?:这里|那里|那)?|这里|这个(?:机器人|索引|数据库|知识库))"
_HAS: Final = "(?:都|总共|一共|现在|目前)*(?:有|知道|收录了?|收集了?|包含|收了)"
_CHINESE: Final = (
    rf"{_HOLDER}{_HAS}(?:多少|几)[篇个份条]?{_TEXTS}?",
    rf"{_HOLDER}{_HAS}(?:哪些|什么|哪几[篇个种]|些什么){_TEXTS}?",
    rf"{_HOLDER}的?{_TEXTS}?(?:是)?(?:从哪里?来|来自哪里|什么时候更新|有多新|更新到(?:哪天|什么时候))的?",
    rf"我?(?:可以|能)(?:问|查)(?:[你您])?(?:什么|哪些)(?:问题|{_TEXTS})?",
    rf"有(?:什么|哪些|多少[篇个份条]?|几[篇个份条]){_TEXTS}|(?:列出|显示|看看?)(?:所有|全部)的?{_TEXTS}|(?:有(?:什么|哪些)?)?最[新近]的?{_TEXTS}",
    "最新(?:消息|动态)|有什么(?:消息|新鲜事)",
)
_CHINESE_END: Final = "[的了吗呢啊吧呀]*"
_QUESTION: Final = re.compile(
    rf"\W*(?:(?:{'|'.join(_ENGLISH)}){_ENGLISH_END}|(?:{'|'.join(_CHINESE)}){_CHINESE_END})\W*", re.IGNORECASE
)
_MAX_CHARS: Final = 80  # of a question about nothing but the collection


def is_about_collection(folded: str) -> bool:
    """Tell whether a folded question is about the collection as a whole, and about nothing in it."""
    return len(folded) <= _MAX_CHARS and _QUESTION.fullmatch(folded.replace("’", "'")) is not None
