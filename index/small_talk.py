"""Greetings, thanks and the like: said to a bot, but nothing to look up."""

from __future__ import annotations

import re
from typing import Final

from index.analysis import fold

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
_LONGEST: Final = 60  # characters


def is_small_talk(text: str) -> bool:
    """Tell whether a text is nothing but greetings, thanks and the like, in English or Chinese of either script."""
    return len(text) <= _LONGEST and _SMALL_TALK.fullmatch(fold(text).replace("’", "'")) is not None
