"""What names sound like, across two scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon.phonetics import VOWEL, alike, consonants, joined, keys, latin_sound, syllable_sound

PAIRS = [
    ("tu2 la1 bi3", "turabi"),
    ("te4 si1 la1", "tesla"),
    ("mo4 zha1 te4", "mozart"),
    ("hua2 sheng4 dun4", "washington"),
    ("lu2 bu4 lin2", "lublin"),
    ("fu2 lei2 si1 nuo4", "fresno"),
    ("ma3 ding1", "martin"),
    ("hu2 ge2 nuo4", "huguenot"),
    ("nuo4 man4", "norman"),
    ("a5 er3 bei1 er3", "albert"),
]
SOUND = st.text("aPTKSJFWGHXLMN", max_size=9)


def heard(pinyin: str) -> str:
    """Return the sound of a name in pinyin."""
    return joined([syllable_sound(syllable) for syllable in pinyin.split()])


@pytest.mark.parametrize(("pinyin", "name"), PAIRS)
def test_the_two_forms_of_a_name_sound_alike(pinyin: str, name: str) -> None:
    """And can be looked up by each other: they share a key."""
    assert alike(heard(pinyin), latin_sound(name)) >= 0.8
    assert set(keys(heard(pinyin))) & set(keys(latin_sound(name)))


def test_other_names_do_not() -> None:
    """Each form is nearest to its own name."""
    for pinyin, name in PAIRS:
        right = alike(heard(pinyin), latin_sound(name))
        for _, other in PAIRS:
            assert other == name or alike(heard(pinyin), latin_sound(other)) < right - 0.1, (pinyin, other)


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("turabi", "TaLaPa"),
        ("philip", "FaLaP"),
        ("knight", "NaT"),
        ("xerxes", "KSaLKSaS"),
        ("cecil", "SaSaL"),
        ("schmidt", "SMaT"),
        ("george", "GaLGa"),
        ("yang", "aN"),
        ("", ""),
        ("😀123", ""),
    ],
)
def test_letters_have_the_sound_that_they_stand_for(name: str, sound: str) -> None:
    """Not each its own: ph is f, c before e is s, kn is n; what is no letter has none."""
    assert latin_sound(name) == sound


def test_er_is_a_vowel_and_an_l_and_what_is_no_syllable_is_silent() -> None:
    """The syllable that has no initial, and what the dictionary has in its place for letters."""
    assert [syllable_sound(one) for one in ("er2", "r5", "A1", "lu:4", "xx5", "·", ",")] == [
        *("aL", "aL", "a", "La"),
        *("", "", ""),
    ]


@given(SOUND, SOUND)
def test_alike_is_a_likeness(one: str, other: str) -> None:
    """At most 1, the same from either side, and 1 for a sound and itself where it has a consonant."""
    assert alike(one, other) <= 1
    assert alike(one, other) == pytest.approx(alike(other, one))
    assert alike(one, one) == (1 if consonants(one) else 0)
    assert consonants(one) == len(one.replace(VOWEL, ""))


@given(st.text("PTKSLN", min_size=3, max_size=8), st.integers(0, 7))
def test_one_consonant_of_many_may_be_lacking(sound: str, place: int) -> None:
    """It is looked up all the same."""
    if len(sound) > 3:
        assert set(keys(sound)) & set(keys(sound[: place % len(sound)] + sound[place % len(sound) + 1 :]))
    assert len(keys(sound)) == len(set(keys(sound)))
    assert all(len(key) > 1 for key in keys(sound))
