"""Names of a Han question that sound like names in the articles: 图拉比 and Turabi."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from index.lexicon.phonetics import alike, consonants, latin_sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.lexicon.lexicon import Lexicon

_MAX_NAME_CHARS: Final = 8  # characters of a name
_MIN_LIKENESS: Final = 0.8  # how alike two names sound, at least
_MIN_SHORT_LIKENESS: Final = 0.92  # … where one has less than three consonants
_MAX_LESS_LIKE: Final = 0.12  # how much less alike than the best one another may be

_MAX_NAMES: Final = 6  # names that one run may stand for
_CHANCE_LIKENESS: Final = 0.4  # how alike two names are that have nothing to do with each other


class Namesake(NamedTuple):
    """A stretch of a question, and the names in the articles that it may be: their stems, each with a weight (0..1)."""

    start: int
    end: int
    names: dict[str, float]


class _Heard(NamedTuple):
    """A stretch that sounds like a name: how alike, its consonants counted with it, and where it stands."""

    strength: float
    start: int
    end: int
    stem: str
    likeness: float


def find_namesakes(text: str, free: set[int], lexicon: Lexicon) -> list[Namesake]:
    """Return what in a folded question sounds like a name in the articles, in the characters that are `free`."""
    namesakes: list[Namesake] = []
    for start, end in _runs(text, free, lexicon):
        heard = sorted(_hear(text, start, end, lexicon), reverse=True)
        while heard:
            namesakes.append(_namesake(heard))
            heard = [name for name in heard if name.end <= namesakes[-1].start or namesakes[-1].end <= name.start]
    return namesakes


def _runs(text: str, free: set[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Return the runs of two characters or more that may write a foreign name."""
    start = 0
    for i in range(len(text) + 1):
        if i == len(text) or i not in free or not lexicon.is_sounded(text[i]):
            if i - start > 1:
                yield start, i
            start = i + 1


def _hear(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[_Heard]:
    for first in range(start, end - 1):
        for stop in range(first + 2, min(end, first + _MAX_NAME_CHARS) + 1):
            sound = lexicon.sound(text[first:stop])
            for stem, name_sound in lexicon.sounding(sound).items():
                fewest = min(consonants(sound), consonants(name_sound))
                likeness = alike(sound, name_sound) if sound[0].islower() == name_sound[0].islower() else 0.0
                if likeness >= (_MIN_LIKENESS if fewest > 2 else _MIN_SHORT_LIKENESS):
                    yield _Heard(likeness * consonants(sound) ** 0.5, first, stop, stem, likeness)


def _namesake(heard: Sequence[_Heard]) -> Namesake:
    """Return the best of what was heard, with all that is nearly as alike."""
    best = heard[0]
    same = [name for name in heard if name[1:3] == best[1:3] and name.likeness >= best.likeness - _MAX_LESS_LIKE][
        :_MAX_NAMES
    ]
    names: dict[str, float] = {}
    for name in same:
        weight = (name.likeness - _CHANCE_LIKENESS) / (1 - _CHANCE_LIKENESS)
        names[name.stem] = max(names.get(name.stem, 0.0), weight)
    return Namesake(best.start, best.end, {stem: weight / len(names) ** 0.5 for stem, weight in names.items()})


def is_namesake(run: str, name: str, lexicon: Lexicon) -> bool:
    """Tell whether Han characters write a Latin name by its sound."""
    return all(map(lexicon.is_sounded, run)) and alike(lexicon.sound(run), latin_sound(name)) >= _MIN_LIKENESS
