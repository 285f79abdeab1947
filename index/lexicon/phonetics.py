"""What names sound like: 图拉比 and Turabi have one sound, though no dictionary has either.

A sound is a string of classes: a letter for each group of consonants that languages take for one another (P for b and
p, T for d and t …) and `a` for whatever vowels stand between them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

VOWEL: Final = "a"

_LATIN_SOUNDS: Final = (
    (r"^kn", "N"),
    (r"ck", "K"),
    (r"sch|sh", "S"),
    (r"tch|ch", "J"),
    (r"ph", "F"),
    (r"gh(?=[^aeiou]|$)", ""),
    (r"th", "T"),
    (r"ng(?=[^aeiou]|$)", "N"),
    (r"qu", "KW"),
    (r"x", "KS"),
    (r"c(?=[eiy])", "S"),
    (r"[ckq]", "K"),
    (r"g(?=[eiy])", "G"),  # soft in George, hard in Geiger
    (r"g", "K"),
    (r"j", "J"),
    (r"[zs]", "S"),
    (r"[bp]", "P"),
    (r"[dt]", "T"),
    (r"[fv]", "F"),
    (r"w", "W"),
    (r"rh|[lr]", "L"),
    (r"m", "M"),
    (r"n", "N"),
    (r"h", "H"),
    (r"[aeiouy]+", VOWEL),
)
_LATIN: Final = re.compile("|".join(f"(?P<_{i}>{form})" for i, (form, _) in enumerate(_LATIN_SOUNDS)))
_PINYIN: Final = re.compile(r"(?P<initial>zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?P<vowels>[aeiouvü:]*)(?P<end>ng|n|r)?")
_INITIALS: Final = {"zh": "J", "ch": "J", "sh": "S", "q": "J", "j": "J", "x": "X", "w": "W", "y": "", "r": "L"} | {
    letter: sound for letters, sound in (("bp", "P"), ("dt", "T"), ("gk", "K"), ("zcs", "S")) for letter in letters
}
_REPEATED: Final = re.compile(r"(.)\1+")

# What it costs to take one class for another, or to leave one out, in consonants: estimated by ear, and what is not
# listed costs a whole one. Syllables end in few consonants in Chinese, so r, t and s are left out most easily.
_SWAPS: Final = {
    frozenset(pair): cost
    for pair, cost in (
        *(("GJ", 0.0), ("JS", 0.1), ("SX", 0.1), ("FW", 0.1), ("GK", 0.2), ("JX", 0.2), ("HX", 0.3), ("GS", 0.4)),
        *(("HK", 0.4), ("FP", 0.5), ("MN", 0.5), ("JK", 0.5), ("JT", 0.5), ("FH", 0.5), ("ST", 0.6), ("HW", 0.6)),
        *(("KX", 0.6), ("PW", 0.6), ("LN", 0.7), ("Wa", 0.4)),
    )
}
_DROPS: Final = {VOWEL: 0.15, "L": 0.4, "H": 0.3, "W": 0.4, "T": 0.5, "S": 0.6, "N": 0.7}
_SWAP, _DROP = 1.1, 0.9

# Classes that are often taken for one another, as one letter: what names are looked up by.
_COARSE: Final = str.maketrans("FWGHJXM", "PPKKSSN", VOWEL)


def latin_sound(name: str) -> str:
    """Return the sound of a name in Latin letters, as `normalise_word` gives it."""
    return _squeezed("".join(_LATIN_SOUNDS[int((match.lastgroup or "_")[1:])][1] for match in _LATIN.finditer(name)))


def syllable_sound(pinyin: str) -> str:
    """Return the sound of a syllable in pinyin: "Wei1" gives "Wa"."""
    syllable = pinyin.lower().rstrip("12345")
    if syllable in ("er", "r"):
        return "aL"
    match = _PINYIN.fullmatch(syllable)
    if match is None:
        return ""
    initial = match["initial"] or ""
    end = {"r": "L", "n": "N", "ng": "N"}.get(match["end"] or "", "")
    return _INITIALS.get(initial, initial.upper()) + (VOWEL if match["vowels"] else "") + end


def joined(syllables: list[str]) -> str:
    """Return the sound of syllables that follow one another."""
    return _squeezed("".join(syllables))


def _squeezed(sound: str) -> str:
    return _REPEATED.sub(r"\1", sound)


def consonants(sound: str) -> int:
    """Return how many classes of a sound are no vowels."""
    return len(sound) - sound.count(VOWEL)


@lru_cache(maxsize=50_000)
def alike(sound: str, other: str) -> float:
    """Return how alike two sounds are: 1 less the weighted edit distance a consonant; at most 1, may be below 0."""
    longest = max(consonants(sound), consonants(other))
    return 1 - _distance(sound, other) / longest if longest else 0.0


def _distance(base: str, other: str) -> float:
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _DROPS.get(sound, _DROP))
    for left in base:
        drop = _DROPS.get(left, _DROP)
        below = [row[0] + drop]
        for j, right in enumerate(other, start=1):
            swap = 0.0 if left == right else _SWAPS.get(frozenset((left, right)), _SWAP)
            below.append(min(row[j] + drop, below[-1] + _DROPS.get(right, _DROP), row[j - 1] + swap))
        row = below
    return row[-1]


def keys(sound: str) -> list[str]:
    """Return what a sound is filed and looked up under: its coarse consonants, and the same with one of them left out.

    Two sounds share a key where they differ in one consonant or lack one each; of three consonants or fewer only an l
    or an r, or the last one, may be lacking, as too many names are alike otherwise.
    """
    coarse = sound.translate(_COARSE)
    variants = {coarse: None}
    for i, letter in enumerate(coarse):
        if len(coarse) > 3 or letter == "L" or (i == len(coarse) - 1 == 2 and letter in "TS"):
            variants[coarse[:i] + coarse[i + 1 :]] = None
    return [key for key in variants if len(key) > 1]
