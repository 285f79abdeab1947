"""Short keys for what does not fit into a button or a link: articles, answers, questions."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.model import Snippet

MAX_PAYLOAD_CHARS: Final = 64
"""Characters that Telegram takes in `t.me/bot?start=…`: A-Z, a-z, 0-9, _ and -."""

_ARTICLE, _QUESTION = "a", "q"


def article_key(article: str) -> str:
    """Return 11 characters for an article's id."""
    return _base64(hashlib.blake2b(article.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def answer_mark(snippets: Iterable[Snippet]) -> str:
    """Return 8 hexadecimal digits for what an answer shows; a rebuild that changes none of it keeps them."""
    content = [(snippet.article.id, snippet.start, snippet.text) for snippet in snippets]
    return hashlib.blake2b(json.dumps(content).encode(), digest_size=4).hexdigest()


def question_mark(question: str) -> str:
    """Return 8 hexadecimal digits for a question."""
    return hashlib.blake2b(question.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def article_payload(key: str) -> str:
    """Return the payload of a link that opens an article."""
    return _ARTICLE + key


def question_payload(question: str) -> str | None:
    """Return the payload of a link that repeats a question, None if the question is too long.

    GB 18030 takes one byte for an ASCII letter and two for nearly every Han character, where UTF-8 takes three: so 47
    letters or 23 characters fit.
    """
    try:
        payload = _QUESTION + _base64(question.encode("gb18030"))
    except UnicodeEncodeError:  # half a surrogate pair
        return None
    return payload if len(payload) <= MAX_PAYLOAD_CHARS else None


def article_of_payload(payload: str) -> str | None:
    """Return the article's key in a payload, None if there is none."""
    return payload[1:] if payload.startswith(_ARTICLE) and len(payload) == 12 else None


def question_of_payload(payload: str) -> str | None:
    """Return the question in a payload, None if there is none."""
    if not payload.startswith(_QUESTION):
        return None
    try:
        return base64.urlsafe_b64decode(payload[1:] + "=" * (-len(payload[1:]) % 4)).decode("gb18030")
    except (binascii.Error, ValueError):
        return None


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
