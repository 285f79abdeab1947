"""What a reader sees of reStructuredText."""

from __future__ import annotations

import contextlib

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
