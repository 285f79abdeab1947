"""Marks inside a line that plain Markdown does not know: wiki links, highlights, block ids."""

from __future__ import annotations

import re
from typing import Final

# A stretch of code, as short as those within a line are; what stands in it is kept.
_CODE: Final = r"(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`).{1,1000}?(?<!`)(?P=ticks)(?!`))"
_MARKS = re.compile(
    rf"{_CODE}|!\[\[[^\[\]]{{1,300}}\]\]|\[\[(?P<link>[^\[\]|]{{1,300}})(?:\|(?P<shown>[^\[\]]{{1,300}}))?\]\](?!\()"
    r"|(?<![=\w])==(?=[^\s=])(?P<bright>[^=]{1,500}?)(?<=[^\s=])==(?![=A-Za-z0-9])"
    r"|(?P<note>\^\[)(?=[^\]]{1,500}\])"
    r"|(?P<target>\]\([ \t]*)\{\{[^{}]*\}\}"
    r"|(?P<block>(?:(?<=\s)|\A)\^[A-Za-z0-9-]{1,60}[ \t]*\Z)"
)
_BRACED = re.compile(
    r"(?P<open><[A-Za-z][\w.]*)(?P<attributes>(?:\s+(?:[\w:.-]+(?:=(?:\"[^\"]{0,999}\"|'[^']{0,999}'"
    r"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,200}\}){0,200}+\}){0,500}+\}))?|\{\.\.\.[^}]{0,200}\})){0,40}+)"
    r"\s*(?P<close>/?>)"
)
_BRACES = re.compile(r"\s+(?:[\w:.-]+=)?\{.*?\}+(?=\s|\Z)", re.DOTALL)
_TRIGGERS: Final = ("[[", "==", "^", "{{")


def without_marks(line: str) -> str:
    """Return a line with wiki links as their text, without embedded files, highlights' marks and block ids."""
    if any(trigger in line for trigger in _TRIGGERS):
        line = _MARKS.sub(_shown, line)
    return line


def without_braces(text: str) -> str:
    """Return a text whose tags have no attributes in braces, which HTML does not know."""
    return _BRACED.sub(_without_braced, text) if "={" in text or "{..." in text else text


def _shown(match: re.Match[str]) -> str:
    if match["code"]:
        return match["code"]
    if match["link"]:
        words: str = match["shown"] or match["link"].rstrip("\\")
        return words
    if match["note"]:
        return " ["
    return match["bright"] or match["target"] or ""


def _without_braced(match: re.Match[str]) -> str:
    attributes = match["attributes"]
    if "{" not in attributes:
        return match.group()
    return match["open"] + " ".join(_BRACES.sub("", attributes).split("\n")) + match["close"]
