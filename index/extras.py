"""The parts of citebot that are installed only where they are wanted."""

from __future__ import annotations

from index.errors import ArticleError


def missing(what: str) -> ArticleError:
    """Return the error for a file whose reader is not installed; `what` is the kind of file."""
    return ArticleError(f"To read {what}, install the extra ingest: pip install 'citebot[ingest]'.")
