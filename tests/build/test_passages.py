"""How sentences are packed into passages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.build.passages import MAX_PASSAGE_COLUMNS, passages
from index.model import Article, Block, Passage, Source, Span
from index.readers.markdown.document import markdown_content
from index.readers.plain.blocks import plain_blocks
from index.text.width import columns

ALPHABET = "aZ.。！? \n\n\n“”’（）-*#>1中国😀\u200d\u0301\u200bא；"
SOURCE = Source("a", "A", None, None, None, "a.txt", "en")


def article(text: str, blocks: list[Block] | None = None) -> Article:
    """Return an article of plain text."""
    return Article(SOURCE, text, tuple(plain_blocks(text, 0) if blocks is None else blocks))


def packed(text: str) -> list[Passage]:
    """Return the passages of a Markdown text."""
    return passages(markdown(text))


def markdown(text: str) -> Article:
    """Return an article of Markdown whose title is known."""
    content = markdown_content(f"---\ntitle: A\n---\n{text}")
    return article(content.text, content.blocks)


def test_short_neighbours_share_a_passage() -> None:
    """Paragraphs and items are merged up to the target, and `breaks` tells where each begins."""
    (passage,) = packed("One rose. Two fell.\n\nThree stood.\n\n- four\n- five")
    assert len(passage.sentences) == 5
    assert passage.breaks == (0, 2, 3, 4)
    assert (passage.article, passage.ordinal, passage.headings) == ("a", 0, ())


def test_a_heading_ends_a_passage_and_names_the_next() -> None:
    """A heading is in no sentence; it stands with each passage below it."""
    text = f"One rose.\n\n# The  *fall*\n\n{'Two fell. ' * 80}\n\nThree stood."
    found = packed(text)
    assert [passage.headings for passage in found] == [(), *[("The fall",)] * (len(found) - 1)]
    assert not any("The" in text[span.start : span.end] for passage in found for span in passage.sentences)


def test_paragraphs_over_the_target_stay_apart() -> None:
    """A Han character counts 2.5 columns."""
    half = "中" * 210 + "。"
    assert len(packed(f"{half}\n\n{half}")) == 2
    assert len(packed(f"{'a' * 210}.\n\n{'a' * 210}.")) == 1


def test_a_long_paragraph_is_split_between_sentences_into_like_parts() -> None:
    """Only the first part opens a paragraph, and no part is a crumb."""
    text = "It fell by a tenth on Monday. " * 50
    found = passages(article(text))
    widths = [columns(text[passage.span.start : passage.span.end]) for passage in found]
    assert len(found) == 2
    assert max(widths) <= MAX_PASSAGE_COLUMNS
    assert min(widths) > 0.9 * max(widths)
    assert [passage.breaks for passage in found] == [(0,), ()]


def test_an_article_without_prose_has_no_passage() -> None:
    """Headings alone are nothing to search."""
    assert packed("# One\n\n## Two") == []


@given(st.text(st.sampled_from(ALPHABET), max_size=200), st.booleans(), st.integers(1, 40))
def test_passages_tile_the_prose_in_order(text: str, marked: bool, times: int) -> None:
    """Every non-space character of the paragraphs and items is in exactly one sentence, and no other is in any."""
    text *= times
    source = markdown(text) if marked else article(text)
    text, blocks = source.text, source.blocks
    found = passages(source)
    spans = [span for passage in found for span in passage.sentences]
    assert spans == sorted(spans)
    prose = [Span(*block.span) for block in blocks if block.kind != "heading"]
    told = "".join(text[start:end] for start, end in spans)
    assert "".join(told.split()) == "".join("".join(text[start:end] for start, end in prose).split())
    assert [passage.ordinal for passage in found] == list(range(len(found)))
    for passage in found:
        assert all(0 <= place < len(passage.sentences) for place in passage.breaks)
        assert all(text[start:end] == text[start:end].strip() != "" for start, end in passage.sentences)
        width = sum(columns(text[start:end]) for start, end in passage.sentences)
        assert width <= MAX_PASSAGE_COLUMNS or len(passage.sentences) == 1
