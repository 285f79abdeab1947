"""Chats that Telegram exported: an article a day, from either of its formats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ArticleError
from index.readers.articles import read_articles
from index.readers.metadata import SourceFields
from index.readers.telegram.export import export_days

if TYPE_CHECKING:
    from pathlib import Path


def message(day: str, author: str, text: object, **more: object) -> dict[str, Any]:
    """Return a message as the export has it."""
    return {"id": 1, "type": "message", "date": f"{day}T10:20:11", "from": author, "text": text, **more}


CHAT: dict[str, Any] = {
    "name": "Harbour watch",
    "type": "private_supergroup",
    "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date": "2019-08-02T09:00:00", "actor": "Nora", "action": "create_group"},
        message("2019-08-03", "Nora Lind", "When does the ferry leave?"),
        message("2019-08-03", "Ove", ["At ", {"type": "bold", "text": "7:40"}, ", see ", {"text": "example.org"}, "."]),
        message("2019-08-04", "Nora Lind", "Bring:\n\n- a ticket\n- a dog"),
        message("2019-08-04", "Nora Lind", "", photo="photos/1.jpg"),
        message("2019-08-05", "Ove", "👍"),
        message("2019-08-06", "Ove", "", poll={"question": "Which day?", "answers": [{"text": "Monday"}]}),
        message("2019-08-07", "Harbour watch", "The crane is sold."),
    ],
}

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body><div
class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">Harbour watch</div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">3 August 2019</div></div>
<div class="message default clearfix" id="message2"><div class="body"><div class="pull_right date details"
title="03.08.2019 10:20:11 UTC+01:00">10:20</div><div class="from_name">Nora Lind</div>
<div class="text">When does the ferry leave?</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body"><div class="pull_right date details"
title="03.08.2019 10:21:00 UTC+01:00">10:21</div><div class="text">I ask<br>for two.</div></div></div>
<div class="message default clearfix" id="message4"><div class="body"><div class="pull_right date details"
title="04.08.2019 08:00:00 UTC+01:00">08:00</div><div class="from_name">Ove</div><div class="forwarded body">
<div class="from_name">Ferry line</div><div class="text">At 7:40.</div></div></div></div>
</div></div></div></body></html>"""


def articles(tmp_path: Path, name: str, data: str, **fields: SourceFields) -> dict[str, tuple[str | None, list[str]]]:
    """Return the date and the blocks of each article of a file by its id."""
    (tmp_path / name).write_text(data, "utf-8")
    found = read_articles(tmp_path / name, tmp_path, "chat", fields)
    assert found.problems == []
    return {
        one.source.id: (one.source.date, [one.text[slice(*block.span)] for block in one.blocks])
        for one in found.articles
    }


def test_a_chat_is_an_article_a_day(tmp_path: Path) -> None:
    """Who said it stands before it, but for a channel's own posts; what has no words is left out."""
    assert articles(tmp_path, "result.json", json.dumps(CHAT)) == {
        "chat#2019-08-03": (
            "2019-08-03",
            ["Nora Lind: When does the ferry leave?", "Ove: At 7:40, see example.org."],
        ),
        "chat#2019-08-04": ("2019-08-04", ["Nora Lind: Bring:", "a ticket", "a dog"]),
        "chat#2019-08-06": ("2019-08-06", ["Ove: Which day?\nMonday"]),
        "chat#2019-08-07": ("2019-08-07", ["The crane is sold."]),
    }


def test_the_page_of_a_chat_says_the_same(tmp_path: Path) -> None:
    """A message that goes on has the author of the one before; one that was forwarded, whoever forwarded it."""
    assert articles(tmp_path, "messages.html", PAGE) == {
        "chat#2019-08-03": ("2019-08-03", ["Nora Lind: When does the ferry leave?", "Nora Lind: I ask\nfor two."]),
        "chat#2019-08-04": ("2019-08-04", ["Ove: At 7:40."]),
    }


def test_all_chats_of_an_account_are_read(tmp_path: Path) -> None:
    """Their ids tell them apart."""
    two = {"chats": {"list": [CHAT, {**CHAT, "id": 78, "messages": CHAT["messages"][1:2]}]}}
    assert "chat#78/2019-08-03" in (found := articles(tmp_path, "result.json", json.dumps(two)))
    assert "chat#77/2019-08-03" in found


def test_what_the_operator_says_wins(tmp_path: Path) -> None:
    """Of the file, or of one of its days."""
    (tmp_path / "result.json").write_text(json.dumps(CHAT))
    fields = {"chat": SourceFields(title="Watch"), "chat#2019-08-03": SourceFields(title="The ferry")}
    found = read_articles(tmp_path / "result.json", tmp_path, "chat", fields)
    assert [one.source.title for one in found.articles][:2] == ["The ferry", "Watch"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "It is empty"),
        ("{", "It is not JSON"),
        ("[" * 100_000, "It is not JSON"),
        ("[1]", "no chat that Telegram exported"),
        ('{"a": 1}', "no chat that Telegram exported"),
        ('{"messages": []}', "There is no message in it"),
        ('{"messages": [1, {"type": "message"}, {"type": "message", "date": 7, "text": {}}]}', "There is no message"),
    ],
)
def test_what_is_no_chat_is_named(tmp_path: Path, data: str, reason: str) -> None:
    """Other JSON, JSON that breaks off, a chat without words."""
    (tmp_path / "result.json").write_text(data)
    with pytest.raises(ArticleError, match=reason):
        read_articles(tmp_path / "result.json", tmp_path, "chat", {})


@given(st.lists(st.tuples(st.sampled_from(["2019-08-03", "2020-01-01"]), st.text("ab.:- \n1一", max_size=20))))
def test_blocks_tile_the_text_and_hold_all_that_was_said(said: list[tuple[str, str]]) -> None:
    """Whatever was written: in order, and every word is in a block of its day."""
    chat = {"messages": [message(day, "Ove", text) for day, text in said]}
    for day in export_days(json.dumps(chat).encode()):
        text, blocks = day.content.text, day.content.blocks
        end = 0
        for block in blocks:
            assert end <= block.span.start < block.span.end <= len(text)
            end = block.span.end
        written = [text for on, text in said if on == day.id and any(map(str.isalnum, text))]
        letters = "".join(filter(str.isalpha, "Ove".join(["", *written])))
        assert "".join(filter(str.isalpha, "".join(text[slice(*block.span)] for block in blocks))) == letters
