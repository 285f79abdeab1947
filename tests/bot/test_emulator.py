"""The emulator refuses what Telegram refuses, in Telegram's words, over real HTTP."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from bot.emulator import Chat, Emulator, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

HTTP = httpx.Client()
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
STALE = "Bad Request: query is too old and response timeout expired or query ID is invalid"
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    """One running emulator for the whole file."""
    with Emulator() as running:
        yield running


@pytest.fixture(scope="module")
def ada(emulator: Emulator) -> Chat:
    """Return a private chat of her own."""
    return emulator.private(5001)


def call(emulator: Emulator, method: str, **given: object) -> dict[str, Any]:
    """Call a method as python-telegram-bot does: form-encoded, objects as JSON."""
    return call_as(emulator.token, emulator, method, **given)


def call_as(token: str, emulator: Emulator, method: str, **given: object) -> dict[str, Any]:
    """Do the same with any token."""
    form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}
    answer = HTTP.post(f"{emulator.base_url}{token}/{method}", data=form)
    body: dict[str, Any] = answer.json()
    assert answer.status_code == (200 if body["ok"] else body["error_code"])
    return body


def refusal(emulator: Emulator, method: str, **given: object) -> str:
    """Return the description of a call that is refused."""
    body = call(emulator, method, **given)
    assert not body["ok"], body
    return str(body["description"])


def button(**fields: object) -> dict[str, Any]:
    """Return a keyboard of one button."""
    return {"inline_keyboard": [[{"text": "More", **fields}]]}


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é <b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("1 <2", "Unclosed start tag at byte offset 2"),
        ("é</a>", "Unexpected end tag at byte offset 2"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="http://a.example', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<pre>a<b>b</b></pre>", 'Tag "b" inside code at byte offset 6'),
        (
            "<blockquote expandable>a<blockquote>b</blockquote></blockquote>",
            "Blockquote inside a blockquote at byte offset 24",
        ),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_refuses_broken_markup(emulator: Emulator, ada: Chat, html: str, why: str) -> None:
    """Unknown, unclosed and crossed tags are refused with the place."""
    said = refusal(emulator, "sendMessage", chat_id=ada.id, text=html, parse_mode="HTML")
    assert said == f"Bad Request: can't parse entities: {why}"


@pytest.mark.parametrize(
    ("html", "shown", "entities"),
    [
        ("A&amp;B &lt;b&gt; &#x1F600;&#65; & &nbsp;", "A&B <b> \U0001f600A & &nbsp;", []),
        ("  \U0001f600 <b>two</b> ", "\U0001f600 two", [("bold", 3, 3)]),
        ('<a href="http://a.example/?x=1&amp;y=2">q</a>', "q", [("text_link", 0, 1)]),
        ('<a href="javascript:alert(1)">q</a>', "q", []),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<blockquote expandable="">a</blockquote>', "a", [("expandable_blockquote", 0, 1)]),
        (
            "b\n<blockquote expandable><b>a</b>\n<pre>c\n  d</pre></blockquote>",
            "b\na\nc\n  d",
            [("expandable_blockquote", 2, 7), ("bold", 2, 1), ("pre", 4, 5)],
        ),
        ("a\u202eb\x00c", "ab c", []),
    ],
)
def test_shows_markup_as_telegram_does(
    emulator: Emulator, ada: Chat, html: str, shown: str, entities: list[tuple[str, int, int]]
) -> None:
    """References are resolved, offsets count UTF-16 units, dead links are plain text."""
    sent = call(emulator, "sendMessage", chat_id=ada.id, text=html, parse_mode="HTML")["result"]
    found = [(entity["type"], entity["offset"], entity["length"]) for entity in sent.get("entities", [])]
    assert (sent["text"], found) == (shown, entities)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "\U0001f600" * 2049}, "message is too long"),
        ({"text": "<b>a</b> " * 101, "parse_mode": "HTML"}, "ENTITIES_TOO_LONG"),
        ({"text": "a", "chat_id": ""}, "chat_id is empty"),
        ({"text": "a", "chat_id": 99}, "chat not found"),
        ({"text": "a", "reply_parameters": {"message_id": 1}}, "message to be replied not found"),
        ({"text": "a", "reply_parameters": "{"}, "can't parse reply parameters JSON object"),
        ({"text": "a", "reply_markup": button(callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
        (
            {"text": "a", "reply_markup": button()},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "a", "reply_markup": button(url="ftp://a.example")},
            "inline keyboard button URL 'ftp://a.example' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "a", "reply_markup": button(url="https://")},
            "inline keyboard button URL 'https://' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "a", "reply_markup": button(text="\ud83d", callback_data="a")},
            "strings must be encoded in UTF-8",
        ),
        (
            {"text": "a", "disable_web_page_preview": True},
            "this emulator's sendMessage takes no disable_web_page_preview",
        ),
    ],
)
def test_refuses_messages(emulator: Emulator, ada: Chat, given: dict[str, object], why: str) -> None:
    """A message that Telegram would not take is refused with Telegram's description."""
    assert refusal(emulator, "sendMessage", **{"chat_id": ada.id, **given}) == f"Bad Request: {why}"


def test_takes_what_is_just_allowed(emulator: Emulator, ada: Chat) -> None:
    """4096 units after parsing, 64 bytes of data and a missing reply target that is allowed for are fine."""
    assert call(emulator, "sendMessage", chat_id=ada.id, text="<b>" + "a" * 4096 + "</b>", parse_mode="HTML")["ok"]
    assert call(emulator, "sendMessage", chat_id=ada.id, text="a", reply_markup=button(callback_data="é" * 32))["ok"]
    reply = {"message_id": 1, "allow_sending_without_reply": True}
    assert call(emulator, "sendMessage", chat_id=ada.id, text="a", reply_parameters=reply)["ok"]


def test_refuses_bytes_that_are_not_utf8(emulator: Emulator, ada: Chat) -> None:
    """A form with bytes that are no UTF-8, and a JSON body with half a surrogate pair, are refused."""
    url = f"{emulator.base_url}{emulator.token}/sendMessage"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    form = HTTP.post(url, content=f"chat_id={ada.id}&text=%ff", headers=kind).json()
    body = HTTP.post(
        url, content=f'{{"chat_id": {ada.id}, "text": "\\ud800"}}', headers={"Content-Type": "application/json"}
    )
    assert form["description"] == body.json()["description"] == "Bad Request: strings must be encoded in UTF-8"


def test_takes_json_and_multipart_bodies(emulator: Emulator, ada: Chat) -> None:
    """A call may come as JSON or as multipart form data too."""
    url = f"{emulator.base_url}{emulator.token}/sendMessage"
    as_json = HTTP.post(url, json={"chat_id": ada.id, "text": "é", "reply_markup": button(callback_data="x")}).json()
    as_parts = HTTP.post(url, files={"chat_id": (None, str(ada.id)), "text": (None, "é")}).json()
    assert as_json["result"]["text"] == as_parts["result"]["text"] == "é"


def test_refuses_edits(emulator: Emulator, ada: Chat) -> None:
    """Unchanged texts, missing messages and other people's messages cannot be edited."""
    sent = call(emulator, "sendMessage", chat_id=ada.id, text="a", reply_markup=button(callback_data="x"))["result"]
    here = {"chat_id": ada.id, "message_id": sent["message_id"]}
    same = {"text": "<b></b>a", "parse_mode": "HTML", "reply_markup": button(callback_data="x")}
    assert refusal(emulator, "editMessageText", **here, **same) == NOT_MODIFIED
    assert refusal(emulator, "editMessageReplyMarkup", **here, reply_markup=button(callback_data="x")) == NOT_MODIFIED
    assert call(emulator, "editMessageText", **here, text="a")["ok"], "taking the buttons away is a change"
    assert refusal(emulator, "editMessageText", chat_id=ada.id, message_id=1, text="b").endswith(
        "message to edit not found"
    )
    theirs = emulator.say(ada, "mine")
    assert refusal(emulator, "editMessageText", chat_id=ada.id, message_id=theirs.id, text="b").endswith(
        "can't be edited"
    )


def test_refuses_strangers(emulator: Emulator, ada: Chat) -> None:
    """A wrong token, a malformed one, an unknown method and a blocked chat have their own codes."""
    assert call_as("1:wrong", emulator, "getMe") == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert call_as("nonsense", emulator, "getMe")["error_code"] == 404
    assert call(emulator, "sendNothing") == {"ok": False, "error_code": 404, "description": "Not Found"}
    assert HTTP.get(f"{emulator.base_url}").status_code == 404
    assert call(emulator, "GETME")["result"]["is_bot"] is True
    emulator.private(5009).blocked = True
    blocked = call(emulator, "sendMessage", chat_id=5009, text="a")
    assert (blocked["error_code"], blocked["description"]) == (403, "Forbidden: bot was blocked by the user")


def test_a_pressed_button_is_answered_once(emulator: Emulator, ada: Chat) -> None:
    """A query is answered once, with at most 200 units; an unknown one is too old."""
    emulator.reply_to(_question(emulator, ada, button(callback_data="x")))
    query = emulator.press(emulator.replies(ada)[-1], "More")
    too_long = refusal(emulator, "answerCallbackQuery", callback_query_id=query.id, text="a" * 201)
    assert too_long == "Bad Request: MESSAGE_TOO_LONG"
    assert call(emulator, "answerCallbackQuery", callback_query_id=query.id, text="hello")["ok"]
    assert emulator.answer_to(query) == "hello"
    assert refusal(emulator, "answerCallbackQuery", callback_query_id=query.id) == STALE
    assert refusal(emulator, "answerCallbackQuery", callback_query_id="1") == STALE


def _question(emulator: Emulator, chat: Chat, markup: dict[str, Any]) -> Message:
    asked = emulator.say(chat, "a question")
    reply = {"message_id": asked.id}
    assert call(emulator, "sendMessage", chat_id=chat.id, text="b", reply_parameters=reply, reply_markup=markup)["ok"]
    return asked


def test_a_query_shows_the_message_replied_to_while_it_is_there() -> None:
    """The bot reads the question off the message replied to; once that is deleted it is not told."""
    with Emulator() as emulator:
        chat = emulator.private()
        asked = _question(emulator, chat, button(callback_data="x"))
        emulator.press(emulator.replies(chat)[0])
        emulator.delete(asked)
        emulator.press(emulator.replies(chat)[0])
        _, before, after = call(emulator, "getUpdates")["result"]
    assert before["callback_query"]["message"]["reply_to_message"]["text"] == "a question"
    assert "reply_to_message" not in after["callback_query"]["message"]


def test_updates_come_until_they_are_confirmed() -> None:
    """Polling repeats what a later offset has not confirmed, and takes limit, negative offsets and kinds."""
    with Emulator() as emulator:
        chat = emulator.private()
        for text in "abc":
            emulator.say(chat, text)
        first = call(emulator, "getUpdates", limit=2)["result"]
        again = call(emulator, "getUpdates")["result"]
        assert [update["message"]["text"] for update in first] == ["a", "b"]
        assert [update["message"]["text"] for update in again] == ["a", "b", "c"]
        rest = call(emulator, "getUpdates", offset=first[-1]["update_id"] + 1)["result"]
        assert [update["message"]["text"] for update in rest] == ["c"]
        emulator.say(chat, "d")
        assert [update["message"]["text"] for update in call(emulator, "getUpdates", offset=-1)["result"]] == ["d"]
        call(emulator, "getUpdates", offset=-1, allowed_updates=["callback_query"])
        emulator.say(chat, "e")
        assert len(call(emulator, "getUpdates")["result"]) == 1


def test_a_long_poll_waits_and_a_second_one_ends_it() -> None:
    """A poll returns as soon as somebody writes; while one waits, another takes its place with 409 for the first."""
    with Emulator() as emulator:
        chat = emulator.private()
        answers: list[dict[str, Any]] = []
        polls = [
            threading.Thread(target=lambda: answers.append(call(emulator, "getUpdates", timeout=20, offset=1)))
            for _ in range(2)
        ]
        polls[0].start()
        emulator.wait_for(lambda: emulator.polls == 1)
        polls[1].start()
        polls[0].join()
        assert (answers[0]["error_code"], answers[0]["description"]) == (409, CONFLICT)
        emulator.say(chat, "now")
        polls[1].join()
        assert answers[1]["result"][0]["message"]["text"] == "now"


def test_a_group_in_privacy_mode_tells_only_what_is_meant_for_the_bot() -> None:
    """Commands that name the bot or nobody and replies to it are told, talk is not, unless privacy is off."""
    with Emulator() as emulator:
        group = emulator.group()
        sent = call(emulator, "sendMessage", chat_id=group.id, text="hello")["result"]
        hello = emulator.replies(group)[0]
        assert sent["message_id"] == hello.id
        for text in ("talk", "@emulated_bot talk", "/ask@other_bot a", "/ask@emulated_bot b", "/ask c"):
            emulator.say(group, text)
        emulator.say(group, "reply", reply_to=hello)
        told = [update["message"]["text"] for update in call(emulator, "getUpdates")["result"]]
        assert told == ["/ask@emulated_bot b", "/ask c", "reply"]
    with Emulator(privacy=False) as emulator:
        emulator.say(emulator.group(), "talk")
        assert len(call(emulator, "getUpdates")["result"]) == 1


def test_a_held_method_waits_for_its_gate(emulator: Emulator, ada: Chat) -> None:
    """While a method is held its calls have come but are not done."""
    sent: list[dict[str, Any]] = []
    sending = threading.Thread(target=lambda: sent.append(call(emulator, "sendMessage", chat_id=ada.id, text="held")))
    with emulator.hold("sendMessage") as arrived:
        sending.start()
        assert arrived() == 1
        assert not sent
    sending.join()
    assert sent[0]["ok"]
    assert emulator.transcript[-1].method == "sendMessage"


def test_an_old_button_can_be_pressed_and_a_missing_one_cannot(emulator: Emulator, ada: Chat) -> None:
    """A test says which button it presses; pressing one that is not there is the test's mistake."""
    call(emulator, "sendMessage", chat_id=ada.id, text="plain")
    plain = emulator.replies(ada)[-1]
    with pytest.raises(LookupError):
        emulator.press(plain, "More")
    assert emulator.press(plain, data="old").answer is None


def test_waiting_in_vain_tells_the_last_calls(emulator: Emulator, ada: Chat) -> None:
    """What never happens is told with the calls that did."""
    call(emulator, "sendMessage", chat_id=ada.id, text="the last one")
    with pytest.raises(TimeoutError, match="the last one"):
        emulator.wait_for(lambda: None, timeout=0.01)


ARTICLE = {"type": "article", "id": "1", "title": "T", "input_message_content": {"message_text": "a"}}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"inline_query_id": "1"}, "query is too old and response timeout expired or query ID is invalid"),
        ({"results": [ARTICLE] * 51}, "RESULTS_TOO_MUCH"),
        ({"results": [ARTICLE, ARTICLE]}, "RESULT_ID_DUPLICATE"),
        ({"results": [{**ARTICLE, "id": "é" * 33}]}, "RESULT_ID_INVALID"),
        ({"results": [{**ARTICLE, "title": " "}]}, "ARTICLE_TITLE_EMPTY"),
        (
            {"results": [{**ARTICLE, "type": "photo"}]},
            "can't parse inline query result: this emulator knows articles only",
        ),
        (
            {"results": [{**ARTICLE, "input_message_content": {"message_text": "<b>a", "parse_mode": "HTML"}}]},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"results": [{**ARTICLE, "reply_markup": button(callback_data="é" * 33)}]}, "BUTTON_DATA_INVALID"),
        ({"button": {"text": "b", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
        ({"button": {"text": "b", "start_parameter": "a" * 65}}, "START_PARAM_INVALID"),
    ],
)
def test_refuses_inline_results(emulator: Emulator, ada: Chat, given: dict[str, object], why: str) -> None:
    """What Telegram would not offer is refused, and the query can still be answered."""
    query = emulator.type(ada, "typed")
    call_with = {"inline_query_id": query.id, "results": [ARTICLE], **given}
    assert refusal(emulator, "answerInlineQuery", **call_with) == f"Bad Request: {why}"
    assert query.results is None
    assert call(emulator, "answerInlineQuery", inline_query_id=query.id, results=[ARTICLE])["ok"]
    stale = refusal(emulator, "answerInlineQuery", inline_query_id=query.id, results=[])
    assert stale == STALE, "it is answered once"


def test_an_inline_query_is_told_and_its_choice_posted() -> None:
    """Only where inline mode is on; the bot is told of what was chosen even in privacy mode."""
    with Emulator() as emulator:
        ada, group = emulator.private(), emulator.group()
        query = emulator.type(ada, "typed")
        (told,) = call(emulator, "getUpdates")["result"]
        assert (told["inline_query"]["query"], told["inline_query"]["from"]["id"]) == ("typed", ada.id)
        call(emulator, "answerInlineQuery", inline_query_id=query.id, results=[ARTICLE])
        posted = emulator.choose(query, 0, group)
        assert posted.text == "a"
        assert not posted.from_bot
        _, chosen = call(emulator, "getUpdates")["result"]
        assert chosen["message"]["via_bot"]["username"] == "emulated_bot"
        assert call(emulator, "getMe")["result"]["supports_inline_queries"] is True
    with Emulator(inline=False) as emulator:
        emulator.type(emulator.private(), "typed")
        assert call(emulator, "getUpdates")["result"] == []
        assert call(emulator, "getMe")["result"]["supports_inline_queries"] is False


@pytest.mark.parametrize(
    ("method", "given", "why"),
    [
        ("setMyCommands", {"commands": [{"command": "Ask", "description": "d"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "ask", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [], "language_code": "zh-hant"}, "invalid language code specified"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 99}}, "chat not found"),
        ("setMyDescription", {"description": "a" * 513}, "BOT_DESCRIPTION_TOO_LONG"),
        ("setMyShortDescription", {"short_description": "a" * 121}, "BOT_DESCRIPTION_TOO_LONG"),
    ],
)
def test_refuses_a_profile(emulator: Emulator, method: str, given: dict[str, object], why: str) -> None:
    """Languages have two letters here, commands small ones."""
    assert refusal(emulator, method, **given) == f"Bad Request: {why}"


def test_a_profile_is_kept_a_language(emulator: Emulator, ada: Chat) -> None:
    """And commands a scope; what was never set is empty."""
    ask = [{"command": "ask", "description": "d"}]
    chat = {"type": "chat", "chat_id": ada.id}
    assert call(emulator, "setMyCommands", commands=ask, scope=chat)["ok"]
    assert call(emulator, "getMyCommands", scope=chat)["result"] == ask
    assert call(emulator, "getMyCommands", scope=chat, language_code="zh")["result"] == []
    assert call(emulator, "deleteMyCommands", scope=chat)["ok"]
    assert call(emulator, "getMyCommands", scope=chat)["result"] == []
    assert call(emulator, "setMyDescription", description="x", language_code="zh")["ok"]
    assert call(emulator, "getMyDescription", language_code="zh")["result"] == {"description": "x"}
    assert call(emulator, "getMyDescription")["result"] == {"description": ""}


def test_topics_are_kept(emulator: Emulator, ada: Chat) -> None:
    """A message goes to the topic that is named, else to that of the message replied to; there must be such a topic."""
    forum = emulator.group(-5101, topics=(7,))
    asked = emulator.say(forum, "/ask a", topic=7)
    sent = call(emulator, "sendMessage", chat_id=forum.id, text="b", reply_parameters={"message_id": asked.id})[
        "result"
    ]
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (7, True)
    assert "message_thread_id" not in call(emulator, "sendMessage", chat_id=forum.id, text="b")["result"]
    for chat in (forum.id, ada.id):
        lost = refusal(emulator, "sendMessage", chat_id=chat, text="b", message_thread_id=9)
        assert lost == "Bad Request: message thread not found"


def test_an_edited_message_and_an_old_press_are_told() -> None:
    """Of a message that is too old no more than its number; such a message cannot be edited."""
    with Emulator() as emulator:
        ada = emulator.private()
        asked = _question(emulator, ada, button(callback_data="x"))
        emulator.rewrite(asked, "/ask @somebody")
        answer = emulator.replies(ada)[0]
        answer.frozen = True
        ben = emulator.private(1002)
        query = emulator.press(answer, "More", by=ben, old=True, expired=True)
        _, edited, pressed = call(emulator, "getUpdates")["result"]
        assert edited["edited_message"]["message_id"] == asked.id
        assert [one["type"] for one in edited["edited_message"]["entities"]] == ["bot_command", "mention"]
        assert pressed["callback_query"]["from"]["id"] == ben.id
        assert pressed["callback_query"]["message"] == {
            "message_id": answer.id,
            "chat": ada.to_json(),
            "date": 0,
        }
        assert refusal(emulator, "answerCallbackQuery", callback_query_id=query.id) == STALE
        stuck = refusal(emulator, "editMessageText", chat_id=ada.id, message_id=answer.id, text="c")
        assert stuck == "Bad Request: message can't be edited"


def test_a_bot_that_is_added_to_a_group_is_told() -> None:
    """By whom and as what."""
    with Emulator() as emulator:
        emulator.join(emulator.group(), emulator.private(), "administrator")
        (told,) = call(emulator, "getUpdates")["result"]
        change = told["my_chat_member"]
        assert change["old_chat_member"]["status"] == "left"
        assert change["new_chat_member"]["status"] == "administrator"
        assert change["from"]["id"] == 1001
