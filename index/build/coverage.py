"""What an index covers, told by its manifest."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from index.model import Coverage
from index.text.analysis import ANALYSER_VERSION

if TYPE_CHECKING:
    from index.build.manifest import Manifest
    from index.lexicon.glossary import Glossary


def coverage_of(manifest: Manifest, glossary: Glossary) -> Coverage:
    """Return what an index of a manifest's articles covers; the same articles and glossary give the same version."""
    articles = sorted(manifest.articles())
    dates = [row.date for row in articles if row.date]
    languages = Counter(row.language for row in articles)
    digest = hashlib.sha256(f"analyser {ANALYSER_VERSION} {glossary.entries}".encode("utf-8", "replace"))
    for row in articles:
        digest.update(f"{row.id!r} {row.digest}\n".encode())
    return Coverage(
        articles=len(articles),
        passages=sum(row.passages for row in articles),
        earliest=min(dates, default=None),
        latest=max(dates, default=None),
        languages=tuple(sorted(languages, key=lambda language: (-languages[language], language))),
        version=digest.hexdigest()[:12],
    )
