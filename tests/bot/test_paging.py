"""Where the pages of an article end."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from bot import paging


@pytest.mark.parametrize(
    "text", ["word " * 4000, "微信禁止虚拟货币交易" * 900, "One sentence. " * 900, "a\n\nbc " * 1500]
)
def test_pages_end_between_words(text: str) -> None:
    """Between sentences or paragraphs where there are any."""
    pages = paging.pages(text)
    assert len(pages) > 3
    for part, after in pairwise(pages):
        shown = text[part.start : part.end]
        if "." in text:
            assert shown.endswith(".")
        elif "\n" in text:
            assert text[part.end : after.start] == "\n\n"
        elif " " in text:
            assert shown.endswith("word")
        else:
            assert re.search(r"(?:微信|禁止|虚拟货币|交易)\Z", shown)
            assert re.match(r"微信|禁止|虚拟货币|交易", text[after.start :])
