"""Chinese words of one character that a question is about: 桥 in 桥长多少米, which no article writes beside 长."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.text.folding import has_han

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from index.text.analysis import Token


def promote(tokens: Sequence[Token], knows: Callable[[str], bool]) -> list[Token]:
    """Return the tokens with the characters as words that stand alone in a question of little else.

    A character stands alone where it is in no word that jieba sees, and in no pair that some passage has, which `knows`
    tells. In a longer question its other words tell more than such characters, which many passages have.
    """
    held = {
        i
        for token in tokens
        if token.kind == "word" or (token.kind == "bigram" and knows(token.term))
        for i in range(token.start, token.end)
    }
    characters = [token for token in tokens if token.kind == "unigram"]
    alone = {character.start for character in characters if character.start not in held and knows(character.term)}
    if 2 * len(alone) < len(characters):
        return list(tokens)
    kept = (token for token in tokens if not _is_chance(token, alone, knows))
    return [
        token._replace(kind="word") if token.kind == "unigram" and token.start in alone else token for token in kept
    ]


def _is_chance(token: Token, alone: Collection[int], knows: Callable[[str], bool]) -> bool:
    """Tell whether a term is a pair that came about by what stands beside a word of one character."""
    beside = token.start in alone or token.end - 1 in alone
    return token.kind == "bigram" and has_han(token.term) and beside and not knows(token.term)
