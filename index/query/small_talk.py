"""Greetings, thanks and the like, for which there is nothing to search."""

from __future__ import annotations

import re
from typing import Final

from index.model import Span

# Words that may be somebody's topic ("Nice", "test") are small talk only behind one that can be nothing else.
_OPENING: Final = (
    r"hi|hello|hey|yo|hiya|howdy|greetings|good (?:morning|afternoon|evening|day|night)|how are you(?: doing)?|"
    r"how do you do|what'?s up|nice to meet you|thanks|thank you|many thanks|thx|cheers|okay|ok|yes|no|yep|nope|"
    r"goodbye|good bye|bye|see you(?: later)?|please|sorry|lol|ha(?:ha)+|wow|who are you|what are you|what can you do|"
    r"are you (?:a bot|there|human)|help|"
    r"[你您]好吗?|大家好|嗨|哈[喽囉啰罗]|喂|早安|早上好|[上中下]午好|晚上好|晚安|谢谢|多谢|感谢|辛苦了|再见|拜拜|好的?|嗯+|哦+|哈哈+|"
    r"在吗|在不在|[你您]是谁|[你您]能做什么|[你您]会什么|帮助|对不起|抱歉|不客气|没关系"
)
_FOLLOWING: Final = (
    r"so much|very much|a lot|today|there|bot|friend|everyone|all|again|great|cool|nice|awesome|perfect|me|"
    r"for your help|[你您]|大家|了|啊|呀|呢|哟|吧|吗|很|非常"
)
# Possessive and atomic throughout: nothing that fails may be tried in another cut.
_SMALL_TALK: Final = re.compile(
    rf"\W*+(?>{_OPENING})(?![a-z])(?:\W*+(?>{_OPENING}|{_FOLLOWING})(?![a-z]))*+\W*+", re.IGNORECASE
)
# What people say around a question; only at its start or its end, where it can be nothing else.
_REQUEST: Final = (
    r"(?:(?:can|could|would|will) (?:you|someone|anyone|anybody|somebody) (?:please |kindly )?|please |kindly )?"
    r"(?:help (?:me|us)(?: to)? (?:find|understand|know)|(?:tell|explain to|show|give|inform|remind) (?:me|us)|explain|"
    r"let me know|look up|find out)(?: out)?(?: about)?|"
    r"i(?:['’]?d| would)? (?:want|like|need|wish) to (?:know|find out|understand|ask)(?: about)?|"
    r"i(?: was|['’]?m)? wonder(?:ing)?|(?:do you|does anyone|does anybody) (?:happen to )?know|any idea|"
    r"(?:one|just a|a)? ?(?:quick )?question(?=:)|"
    r"(?:麻烦|劳驾)?(?:请问|问一下)一?下?|(?:麻烦|劳驾)[你您]|我?想(?:知道|问|了解|请教)一?下?|"
    r"(?:谁|你|您|有人)?(?:能不能|能否|可以|能|可不可以)?(?:告诉我|说说|帮我)(?:查|找|看)?一?下?"
)
# A greeting may begin a topic ("Help desks", "OK Corral", 喂养): it is one only before a sign or another of its kind.
_GREETING: Final = (
    rf"(?>{_OPENING})(?![a-z])(?:\s*+(?>{_FOLLOWING})(?![a-z]))*+(?=\s*[,，.。!！:：;；~])|"
    r"good (?:morning|afternoon|evening|day)(?= )|[你您]好(?=[请麻想])"
)
_LEADING: Final = re.compile(rf"(?:\W*+(?>{_REQUEST}|{_GREETING})(?![a-z]))++(?=\W*\w)", re.IGNORECASE)
_TRAILING: Final = re.compile(
    r"(?:\W+(?>please|thanks|thank you|thx|cheers|谢谢|多谢|感谢)(?: so much| very much| a lot|[你您])?)++\W*\Z",
    re.IGNORECASE,
)
_MAX_CHARS: Final = 60  # of small talk


def filler(folded: str) -> list[Span]:
    """Return what is said around a folded question that is no part of it: "Hello, can you tell me", 请问, "thanks"."""
    return [Span(*match.span()) for match in (_LEADING.match(folded), _TRAILING.search(folded)) if match]


def is_small_talk(folded: str) -> bool:
    """Tell whether a folded text is nothing but greetings, thanks and the like, in English or Chinese."""
    return len(folded) <= _MAX_CHARS and _SMALL_TALK.fullmatch(folded.replace("’", "'")) is not None
