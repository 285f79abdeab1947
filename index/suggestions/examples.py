"""Example questions for newcomers: made from the index, and answered by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.suggestions.proposals import Proposal, propose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.answer.retriever import Retriever
    from index.model import Snippet, Source

MAX_ARTICLES = 20
"""Articles whose titles are looked up, spread evenly over the index."""

MAX_SNIPPETS = 30
"""Stretches of text near to a title whose sentences may suggest a question."""

MAX_TRIES = 60
"""Questions that are put before giving up: a person waits for the first /start."""


class _Idea(NamedTuple):
    proposal: Proposal
    source: Source


def example_questions(retriever: Retriever, count: int = 2) -> tuple[str, ...]:
    """Return up to `count` questions that the index answers from the very sentence that suggested them.

    They come from different articles, languages and kinds as far as there are such; the same index gives the same ones.
    """
    ideas = sorted(_ideas(retriever), key=lambda idea: idea.proposal.kind)
    chosen: list[_Idea] = []
    failed: set[str] = set()
    for idea in _in_turn(ideas, chosen):
        if len(chosen) == count or len(failed) + len(chosen) == MAX_TRIES:
            break
        if idea.proposal.question in failed:
            continue
        if _answered(retriever, idea):
            chosen.append(idea)
        else:
            failed.add(idea.proposal.question)
    return tuple(idea.proposal.question for idea in chosen)


def _ideas(retriever: Retriever) -> Iterator[_Idea]:
    """Give what the sentences near to the articles' titles suggest, article by article."""
    sources = retriever.sources()
    near: dict[str, dict[int, Snippet]] = {}
    for source in sources[:: max(1, -(-len(sources) // MAX_ARTICLES))]:
        for snippet in retriever.ask(source.title, MAX_SNIPPETS).snippets:
            near.setdefault(snippet.article.id, {})[snippet.start] = snippet
    for _, snippets in sorted(near.items()):
        texts = [snippet.text for _, snippet in sorted(snippets.items())]
        source = next(iter(snippets.values())).article
        for proposal in propose(texts, source.language):
            yield _Idea(proposal, source)


def _in_turn(ideas: list[_Idea], chosen: list[_Idea]) -> Iterator[_Idea]:
    """Give the ideas that differ most from those already chosen, then less and less different ones."""
    for wanted in (3, 2, 1):
        for idea in ideas:
            if all(_difference(idea, other) >= wanted for other in chosen):
                yield idea


def _difference(idea: _Idea, other: _Idea) -> int:
    """Tell how unlike two ideas are: by question alone 0, by kind, article and language more."""
    if idea.proposal.question == other.proposal.question:
        return 0
    unlike = (
        idea.proposal.kind != other.proposal.kind,
        idea.source.id != other.source.id,
        idea.source.language != other.source.language,
    )
    return 1 + sum(unlike)


def _answered(retriever: Retriever, idea: _Idea) -> bool:
    """Tell whether the index answers a question from the sentence that it was made from."""
    answer = retriever.ask(idea.proposal.question, top=1)
    if not answer.answered:
        return False
    best = answer.snippets[0]
    return best.article.id == idea.source.id and idea.proposal.sentence in best.text
