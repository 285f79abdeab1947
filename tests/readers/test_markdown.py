"""What a reader sees of Markdown."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.readers.markdown.document import markdown_content


def blocks(text: str) -> list[tuple[str, str]]:
    """Return the kind and the words of each block below a heading that is the title."""
    content = markdown_content(f"# The title\n\n{text}")
    assert content.fields.title == "The title"
    return [(block.kind, content.text[block.span.start : block.span.end]) for block in content.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## One ##\nTwo\nthree", [("heading", "One"), ("paragraph", "Two\nthree")]),
        ("One\ntwo\n---\nThree", [("heading", "One two"), ("paragraph", "Three")]),
        ("- one\n  goes on\n* [x] two\n\n3. three", [("item", "one\ngoes on"), ("item", "two"), ("item", "three")]),
        ("- one\n\n    still\n\n    and on", [("item", "one"), ("item", "still"), ("item", "and on")]),
        ("> One\n> two\n\n> > three", [("quote", "One\ntwo"), ("quote", "three")]),
        (
            "One\n```py\n# code\n  x\n```\ntwo\n~~~~\n~~~\n~~~~",
            [("paragraph", "One"), ("code", "# code\n  x"), ("paragraph", "two"), ("code", "~~~")],
        ),
        ("One\n\n    code\n\ntwo", [("paragraph", "One"), ("code", "code"), ("paragraph", "two")]),
        ("| a | b |\n|---|---|\n| 1 | `2` |\n\nOne", [("row", "a | b"), ("row", "1 | 2"), ("paragraph", "One")]),
        ("[a]: http://e.org\n![x](y.png) is [**a**](http://e.org) & _b_.", [("paragraph", "x is a & b.")]),
        ("##Close\n\n#hash\n\n-dash", [("heading", "Close"), ("paragraph", "#hash"), ("paragraph", "-dash")]),
        ("## One {#one}\n\nTwo\n{: .lead}", [("heading", "One"), ("paragraph", "Two")]),
        (
            "One.[^a]\n\n[^a]: The note.\n\n    Its end.",
            [("paragraph", "One."), ("paragraph", "The note."), ("paragraph", "Its end.")],
        ),
        ("Fee\n: What one pays.", [("question", "Fee"), ("answer", "What one pays.")]),
        ("```\nnever closed\n\n# One", [("code", "never closed\n\n# One")]),
    ],
)
def test_blocks_are_what_a_reader_sees(text: str, expected: list[tuple[str, str]]) -> None:
    """Marks are outside of the text; code stays as it is written."""
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!-- a --> One.", "One."),
        ("One. <!-- a\nb --> Two.", "One.\nTwo."),
        ("  <!-- ``` -->\nOne", "One"),
        ("One\n\n%% a %%\n\n%%\nb\n\n```\n%%\n\nTwo `%% c %%`", "One|Two %% c %%"),
        ("100%% sure", "100%% sure"),
        ("One <!-- not closed", "One <!-- not closed"),
        ("import A from 'b';\n\nexport const c = () => (\n  <p/>\n);\n\n<A b={{ c: 1 }}>One</A>. {/* d */}", "One."),
        ("importing from 'China' is dear", "importing from 'China' is dear"),
        (":::note Mind\n\nOne\n\n:::\n\n::: tip\nTwo\n:::", "Mind|One|Two"),
        ('!!! note "Mind"\n    One\n\n    - two\n\nThree', "Mind|One|two|Three"),
        ("> [!warning]- Mind\n> One ^id\n\n> [!tip]\n> Two", "Mind|One|Two"),
        ("{{< tabs >}}\nOne {{< ref x >}}\n{{< /tabs >}}\n\n{% include 'x' %}", "One"),
        ("[a]({% page '/x/' %}) and [b]({{ site.url }}/y).", "a and b."),
        ("{% highlight ruby %}\nputs 1\n{% endhighlight %}", "puts 1"),
        ("[[A|b]], [[C]], ![[d.png]] ==e== `[[f]]` a == b == c", "b, C,  e [[f]] a == b == c"),
        ("One<br>two <b>three</b> &lt; <harbour master>", "One\ntwo three < <harbour master>"),
        ("<details>\n<summary>Why?</summary>\n\nOne\n\n</details>", "Why?|One"),
        ("<table><tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr></table>", "a | b|1 | 2"),
        ('<Step n={1} title="Open it" />\n\nOne', "Open it|One"),
        ('<Card title="Open it">One.</Card>', "Open it One."),
        ("<div>\n<ul><li>One</li><li>two</li></ul>\n<script>x</script></div>", "One|two"),
    ],
)
def test_what_the_tools_of_writers_add_is_understood(text: str, expected: str) -> None:
    """What they hide is hidden, what they show is read."""
    assert "|".join(words for _, words in blocks(text)) == expected


def test_what_titles_a_component_stands_above_what_it_holds() -> None:
    """A question, a summary or a title, on a line of its own; a picture's title is a line of text."""
    text = (
        '<Faq question="Is it open?">\n\nNo.\n\n</Faq>\n\n<Step title="Pay">\nOne.\n</Step>\n\n<Film title="A film" />'
    )
    assert blocks(text) == [
        ("question", "Is it open?"),
        ("answer", "No."),
        ("question", "Pay"),
        ("answer", "One."),
        ("paragraph", "A film"),
    ]


def test_a_marker_stands_outside_of_its_item() -> None:
    """The text shows the list as it was, its blocks hold the words."""
    content = markdown_content("# T\n\nSteps:\n\n1. One\n   - deep\n\n     on\n2. Two\n\n| a |\n|---|\n| b |\n")
    assert content.text == "T\n\nSteps:\n\n1. One\n  - deep\n    on\n2. Two\n\na\nb"
    assert [(block.kind, block.level) for block in content.blocks if block.level] == [
        ("item", 1),
        ("item", 2),
        ("item", 3),
        ("item", 1),
    ]


def test_a_bold_line_is_a_heading_where_something_stands_below() -> None:
    """One that asks is a question, with its answer below or on the next line."""
    assert blocks("**One**\n\ntwo\n\n**Why?**\n\nSo.\n\n**How?**\nThus.\n\n**End**") == [
        ("heading", "One"),
        ("paragraph", "two"),
        ("question", "Why?"),
        ("answer", "So."),
        ("question", "How?"),
        ("answer", "Thus."),
        ("paragraph", "End"),
    ]


def test_a_heading_has_its_level() -> None:
    """But for the first one of level 1, which is the title, wherever it stands."""
    content = markdown_content("[![badge](x.svg)](y)\n\n# T\n\n## A\n\na\n\n#### B\n\nb\n\n# C\n\nc")
    assert content.fields.title == "T"
    assert [block.level for block in content.blocks if block.kind == "heading"] == [2, 4, 1]


def test_nothing_of_a_persons_own_text_is_furniture() -> None:
    """Only web pages have that."""
    assert blocks("Contact: Ruth\n\nOne.\n\n- By bus: line 12\n\nCorrection: 54, not 45.") == [
        ("paragraph", "Contact: Ruth"),
        ("paragraph", "One."),
        ("item", "By bus: line 12"),
        ("paragraph", "Correction: 54, not 45."),
    ]


_PIECES = [
    *"# \n>-*_`~[](){}<>|:!%^=&+\t",
    *(
        "\n\n",
        "    ",
        "```",
        "one",
        "两。",
        "<b>",
        "</b>",
        "<table>",
        "<!--",
        "-->",
        "%%",
        "[[",
        ":::",
        "1. ",
        "- [ ] ",
    ),
    *("|-|", "[^a]: ", "import ", "{%", "{{<", "---\n", "<A b={", "Q: "),
]
_MARKS = "<a> < | -_ ![]( >_ [ *a_ _a* ![ [[ `a_`` [^ %% <!--_ { <A_b={ ==a <table><tr><td>".split()


@given(st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
@example("_\t#\n\n!")  # a title's white space is that of one line
@example("##*---\n_")  # the asterisk of a title is no mark where Markdown has read the marks
def test_blocks_are_in_order_and_hold_all_that_is_shown(text: str) -> None:
    """Whatever is written: none overlaps, and between them stand list markers and the title only."""
    content = markdown_content(text)
    end = 0
    for block in content.blocks:
        assert end <= block.span.start < block.span.end <= len(content.text)
        shown = content.text[block.span.start : block.span.end]
        assert shown.strip()
        between = " ".join(content.text[end : block.span.start].split())
        assert between.removeprefix(content.fields.title or "").strip(" -[]xX.0123456789") == ""
        end = block.span.end


@pytest.mark.parametrize(
    "text",
    [
        *(mark.replace("_", " ") * 50_000 for mark in _MARKS),
        "\n".join("  " * n + "- x" for n in range(1000)),
        "\n".join("> " * n + "x" for n in range(1000)),
        "# " + "word " * 200_000,
        "```\n" * 20_001,
        "{{< a " * 50_000 + "{% b " * 50_000,
    ],
    ids=lambda text: text[:8],
)
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    """Marks without end, nesting without end, a heading of a megabyte."""
    start = time.process_time()
    content = markdown_content(text + "x")
    assert time.process_time() - start < 5
    assert all(block.span.end <= len(content.text) for block in content.blocks)


def test_deep_nesting_loses_no_words() -> None:
    """What is deeper than people can read is brought up."""
    deep = markdown_content("\n".join("  " * n + f"- x{n}" for n in range(300)))
    assert len(deep.blocks) == 300
    assert [block.kind for block in markdown_content("> " * 10_000 + "x").blocks] == ["quote"]


def test_a_long_table_is_read() -> None:
    """A row a block."""
    rows = "| a | b |\n|---|---|\n" + "| one | two |\n" * 3000
    assert len(markdown_content(rows).blocks) == 3001
