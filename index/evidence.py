"""From candidate passages to ranked windows: every one or two neighbouring sentences, judged by what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.model import Span
from index.bm25 import WindowBM25
from index.sightings import CHANNELS, keys, sight

FEATURES = (
    "words",
    "exact",
    "grams",
    "pairs",
    "p_words",
    "p_grams",
    "coverage",
    "p_coverage",
    "article",
    "width",
    "double",
)
WEIGHTS = {
    "words": 1.0,
    "exact": 0.5,
    "grams": 0.3,
    "pairs": 0.4,
    "p_words": 0.5,
    "p_grams": 0.0,
    "coverage": 0.3,
    "p_coverage": 0.0,
    "article": 0.3,
    "width": 0,
    "double": 0,
}


@dataclass(frozen=True, slots=True)
class Window:
    analysed: object
    first: int
    last: int
    score: float
    parts: dict
    matches: tuple = ()

    @property
    def span(self):
        return Span(self.analysed.sentences[self.first].start, self.analysed.sentences[self.last].end)


def rank(query, hits, idf):
    if not hits:
        return []
    spots, matrix, seen = features(query, hits, idf)
    scores = matrix @ np.array([WEIGHTS[name] for name in FEATURES])
    return [
        Window(
            hits[c].analysed,
            i,
            j,
            float(scores[n]),
            dict(zip(FEATURES, map(float, matrix[n]))),
            tuple(seen[c][i].spans + (seen[c][j].spans if j > i else [])),
        )
        for n in np.argsort(-scores, kind="stable")
        for c, i, j in [spots[n]]
    ]


def _merge(a, b):
    out = dict(a)
    for k, v in b.items():
        out[k] = out.get(k, 0.0) + v
    return out


def features(query, hits, idf):
    ks = keys(query, idf)
    seen = [sight(hit.analysed, ks) for hit in hits]
    spots = []
    for c, ss in enumerate(seen):
        spots += [(c, i, i) for i in range(len(ss))] + [(c, i, i + 1) for i in range(len(ss) - 1)]
    cols = []
    widths = [seen[c][i].width + (seen[c][j].width if j > i else 0) for c, i, j in spots]
    mass = ks.attainable
    for channel in CHANNELS:
        counts = [
            _merge(seen[c][i].counts[channel], seen[c][j].counts[channel]) if j > i else seen[c][i].counts[channel]
            for c, i, j in spots
        ]
        w = ks.idf[channel]
        m = WindowBM25(counts, widths, w)
        cols.append(m.get_scores(list(w)) / mass)
        if channel == "words":
            cov = np.array([sum(w[k] for k in d) for d in counts]) / mass

    def passage(channel):
        pc = []
        for ss in seen:
            d = {}
            for s in ss:
                d = _merge(d, s.counts[channel])
            pc.append(d)
        w = ks.idf[channel]
        sc = WindowBM25(pc, [sum(s.width for s in ss) for ss in seen], w).get_scores(list(w)) / mass
        return pc, sc

    at = np.array([c for c, _, _ in spots])
    pc, sc = passage("words")
    cols.append(sc[at])
    _, g = passage("grams")
    cols.append(g[at])
    cols.append(cov)
    w = ks.idf["words"]
    cols.append(np.array([sum(w[k] for k in d) for d in pc])[at] / mass)
    arts = {}
    for h, d in zip(hits, pc):
        arts.setdefault(h.analysed.passage.article, set()).update(d)
    cols.append(np.array([sum(w[k] for k in arts[h.analysed.passage.article]) for h in hits])[at] / mass)
    cols.append(np.minimum(np.array(widths) / 400, 2))
    cols.append(np.array([float(j > i) for _, i, j in spots]))
    return spots, np.stack(cols, axis=1), seen
