"""Every sentence that the bot itself says, a language a file, and which of the languages it is said in."""

from __future__ import annotations

import re
from typing import Literal

from bot.texts.english import ENGLISH
from bot.texts.sentences import Texts
from bot.texts.simplified import SIMPLIFIED
from bot.texts.traditional import TRADITIONAL
from index.analysis import fold, has_han, surface
from index.language import language_of
from index.stopwords import CHINESE as CHINESE_WORDS
from index.stopwords import ENGLISH as ENGLISH_WORDS

__all__ = ["TEXTS", "Language", "Texts", "texts_for"]

Language = Literal["en", "zh-Hans", "zh-Hant"]
TEXTS: dict[Language, Texts] = {"en": ENGLISH, "zh-Hans": SIMPLIFIED, "zh-Hant": TRADITIONAL}


def texts_for(question: str | None, language_code: str | None, chosen: Language | None = None) -> Texts:
    """Return what to say to a person: in the language chosen, else the question's, else that of their Telegram."""
    return TEXTS[chosen or _by_script(question or "", language_code) or _by_code(language_code)]


def _by_script(question: str, language_code: str | None) -> Language | None:
    """Tell the language by the question's letters; None where they are of no language that the bot speaks."""
    match _asked_in(question):
        case "zh-Hant":
            return "zh-Hant"
        case "zh-Hans":
            # Also what is written alike in both scripts, such as 微信: then the person's own script is meant.
            return "zh-Hant" if _by_code(language_code) == "zh-Hant" and _fits_traditional(question) else "zh-Hans"
        case "en":
            return "en"
        case _:
            return None


def _asked_in(question: str) -> str:
    """Tell a question's language by its small words where it mixes scripts: names keep theirs in either language.

    "Jake Smith 是谁" is Chinese although most of it is Latin, "what is 火币" English although most is Han.
    """
    told = language_of(question)
    if not has_han(question) or told not in {"en", *TEXTS}:
        return told
    english = [word for word in re.findall(r"[A-Za-z']+", question) if surface(word) in ENGLISH_WORDS]
    if len(english) > 1:
        return "en"
    chinese = any(word in fold(question) for word in CHINESE_WORDS)
    return language_of(re.sub("[A-Za-z]", "", question)) if chinese and not english else told


def _fits_traditional(question: str) -> bool:
    han = "".join(character for character in question if has_han(character))
    return han.encode("big5", "ignore").decode("big5") == han


def _by_code(code: str | None) -> Language:
    """Tell the language by an IETF tag: zh-hant…, zh-TW, zh-HK and zh-MO are Traditional, other zh Simplified."""
    tags = (code or "").lower().replace("_", "-").split("-")
    if tags[0] != "zh":
        return "en"
    return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(tags) else "zh-Hans"
