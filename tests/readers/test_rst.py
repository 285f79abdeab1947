"""What a reader sees of reStructuredText."""

from __future__ import annotations

import contextlib
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ArticleError
from index.readers.rst import rst_content

TEXT = """\
=====
Boats
=====

:Author: Eva Holt
:Date: 2019-03-04

One *rose*, see :ref:`the fall <fall>` and `a link <https://example.org>`_.

.. a comment

Fares
-----

- adult::

    fare = 12

- child

  free

.. versionadded:: 3.2
   Dogs travel too.

.. include:: /etc/passwd

.. note:: Mind the step.

== ==
a  b
== ==
1  2
== ==

Fee
   What one pays.
"""


def test_blocks_are_what_a_reader_sees() -> None:
    """Roles and directives of Sphinx too; no file is included."""
    content = rst_content(TEXT)
    assert content.fields.title == "Boats"
    assert [(block.kind, content.text[slice(*block.span)]) for block in content.blocks][:4] == [
        ("paragraph", "One rose, see the fall and a link."),
        ("heading", "Fares"),
        ("item", "adult:"),
        ("code", "fare = 12"),
    ]
    told = [content.text[slice(*block.span)] for block in content.blocks]
    below = "child|free|3.2|Dogs travel too.|Mind the step.|a \\ b|1 \\ 2|Fee|What one pays."
    assert "|".join(told[4:]).replace(" | ", " \\ ") == below
    assert "root" not in content.text


def test_deep_nesting_is_read_or_told() -> None:
    """It is never a crash."""
    with contextlib.suppress(ArticleError):
        rst_content("\n\n".join("  " * n + "- x" for n in range(500)))


_PARTS = [
    "word{n} of it.",
    "- word{n}",
    "word{n}\n======",
    "word{n}\n    means that.",
    "::\n\n  word{n} = 1",
    "| word{n}",
]


@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=10))
@settings(max_examples=40, deadline=None)
def test_blocks_tile_the_text_and_hold_all_that_is_shown(parts: list[str]) -> None:
    """Whatever is written: in order, and every word is in a block or is the title."""
    content = rst_content("\n\n".join(part.format(n=n) for n, part in enumerate(parts)))
    end = 0
    for block in content.blocks:
        assert end <= block.span.start < block.span.end <= len(content.text)
        end = block.span.end
    shown = [content.fields.title or "", *(content.text[slice(*block.span)] for block in content.blocks)]
    assert set(re.findall(r"word\d+", " ".join(shown))) == {f"word{n}" for n in range(len(parts))}
