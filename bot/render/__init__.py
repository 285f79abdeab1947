"""Turns answers into Telegram messages: `markup` escapes and cuts, the other files compose messages."""

from bot.render.about import about, covered, guide, privacy
from bot.render.answers import NONE, Extras, answer
from bot.render.articles import listing, page
from bot.render.inline import card
from bot.render.markup import plain

__all__ = ["NONE", "Extras", "about", "answer", "card", "covered", "guide", "listing", "page", "plain", "privacy"]
