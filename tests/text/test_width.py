"""How much room a text takes."""

from __future__ import annotations

import pytest

from index.text.width import columns


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("“é”", 3), ("中a", 3.5), ("，", 2.5), ("😀", 2.5)])
def test_a_full_width_character_counts_two_and_a_half(text: str, width: float) -> None:
    """Quotation marks and accented letters count one."""
    assert columns(text) == width
