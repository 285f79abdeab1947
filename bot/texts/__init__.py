"""Every sentence that the bot says, one file for each language, and the choice of the language."""

from __future__ import annotations

from bot.texts.english import ENGLISH
from bot.texts.sentences import Texts
from bot.texts.simplified import SIMPLIFIED
from bot.texts.traditional import TRADITIONAL
from index.text.language import Language, asked_in

__all__ = ["TEXTS", "Language", "Texts", "texts_for"]

TEXTS: dict[Language, Texts] = {"en": ENGLISH, "zh-Hans": SIMPLIFIED, "zh-Hant": TRADITIONAL}


def texts_for(question: str | None, language_code: str | None, chosen: Language | None = None) -> Texts:
    """Return the texts for a person: in the language they chose, else the question's, else that of their Telegram."""
    return TEXTS[chosen or asked_in(question or "", _by_code(language_code))]


def _by_code(code: str | None) -> Language:
    """Tell the language by an IETF tag: zh-hant…, zh-TW, zh-HK and zh-MO are Traditional, other zh Simplified."""
    tags = (code or "").lower().replace("_", "-").split("-")
    if tags[0] != "zh":
        return "en"
    return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(tags) else "zh-Hans"
