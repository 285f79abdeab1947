"""What each feature of a window counts for: chosen by `python -m tests.tuning.weights` on question sets."""

from typing import Final

WEIGHTS: Final[dict[str, float]] = {
    "words": 1.0,
    "exact": 1.05,
    "pieces": 1.14,
    "passage_words": 0.37,
    "passage_exact": 0.73,
    "passage_pieces": 0.78,
    "passage_bigrams": 0.67,
    "passage_chars": 1.36,
    "passage_pairs": 0.52,
    "coverage": 1.63,
    "passage_coverage": 0.97,
    "article_coverage": 1.19,
    "title": 0.19,
    "untitled_chars": 1.51,
    "new_chars": 0.75,
    "passage_named": 0.5,
    "has_person": 0.45,
    "has_date": 0.81,
    "has_place": 0.54,
    "has_number": 0.92,
    "has_reason": 0.24,
    "has_definition": 0.51,
    "near_person": 0.31,
    "near_date": 0.75,
    "near_place": 0.34,
    "near_number": 0.69,
}
