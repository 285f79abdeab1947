"""Telegram's state: chats, messages, updates that wait for the bot, pressed buttons."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.emulator.entities import utf16

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.emulator.params import JSON

BOT: JSON = {"id": 424242, "is_bot": True, "first_name": "citebot", "username": "emulated_bot"}
_RIGHTS = (
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members"
    " can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
)
RIGHTS: JSON = {right: True for right in _RIGHTS.split()}  # noqa: C420 (mypy takes the keys of fromkeys for values)
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@(\w+))?(?!\w)")
_ENTITIES = re.compile(
    rf"(?<![\w/])(?:(?P<url>https?://[^\s<>\"]+)|(?P<bot_command>{_COMMAND.pattern})|(?P<mention>@[A-Za-z](?a:\w){{4,31}}))"
)


@dataclass(slots=True)
class Chat:
    """A private chat (id above 0: the person's own) or a group (below 0), and the person who writes in it."""

    id: int
    title: str
    language_code: str | None = None
    blocked: bool = False
    migrated_to: int | None = None
    topics: tuple[int, ...] = ()

    @property
    def private(self) -> bool:
        """True for a chat of one person and the bot."""
        return self.id > 0

    def to_json(self) -> JSON:
        """Return it as the Bot API's Chat."""
        if self.private:
            return {"id": self.id, "type": "private", "first_name": self.title}
        group: JSON = {"id": self.id, "type": "supergroup", "title": self.title}
        return {**group, "is_forum": True} if self.topics else group

    def person(self) -> JSON:
        """Return it as the Bot API's User for the one who writes here."""
        user: JSON = {"id": abs(self.id), "is_bot": False, "first_name": self.title}
        return user if self.language_code is None else {**user, "language_code": self.language_code}


@dataclass(slots=True, eq=False)
class Message:
    """A message as it stands now: an edit changes it in place; `came` is when it came, on the monotonic clock."""

    id: int
    chat: Chat
    sender: JSON
    text: str = ""
    entities: list[JSON] = field(default_factory=list)
    keyboard: JSON | None = None
    preview: JSON | None = None
    reply_to: Message | None = None
    content: JSON = field(default_factory=dict)
    topic: int | None = None
    edits: int = 0
    came: float = field(default_factory=time.monotonic)
    deleted: bool = False
    frozen: bool = False
    """Too old to be edited."""
    unseen: bool = False
    """Not shown to the bot, as privacy mode is on."""

    @property
    def from_bot(self) -> bool:
        """True where the bot wrote it."""
        return self.sender is BOT

    def to_json(self, *, with_reply: bool = True) -> JSON:
        """Return the Bot API's Message; the message replied to is shown one level deep, while it is there."""
        fields: JSON = {
            "message_id": self.id,
            "date": int(time.time()),
            "chat": self.chat.to_json(),
            "from": self.sender,
        }
        if self.text:
            fields["text"] = self.text
        if self.entities:
            fields["entities"] = self.entities
        if self.keyboard:
            fields["reply_markup"] = self.keyboard
        if self.topic:
            fields |= {"message_thread_id": self.topic, "is_topic_message": True}
        if self.edits:
            fields["edit_date"] = int(time.time())
        if with_reply and self.reply_to is not None and not self.reply_to.deleted:
            fields["reply_to_message"] = self.reply_to.to_json(with_reply=False)
        return {**fields, **self.content}

    def marked(self, kind: str) -> list[str]:
        """Return the texts of the entities of one kind (bold, text_link …), in order."""
        units = self.text.encode("utf-16-le")
        cuts = ((entity["offset"], entity["length"]) for entity in self.entities if entity["type"] == kind)
        return [units[2 * offset : 2 * (offset + length)].decode("utf-16-le") for offset, length in cuts]

    def buttons(self) -> list[JSON]:
        """All buttons below the message, row by row."""
        return [button for row in (self.keyboard or {}).get("inline_keyboard", []) for button in row]


@dataclass(slots=True, eq=False)
class Query:
    """A pressed button; `answer` is what the bot answered: its parameters, None while it has not."""

    id: str
    message: Message
    answer: JSON | None = None
    expired: bool = False


@dataclass(slots=True, eq=False)
class InlineQuery:
    """What a person typed after "@bot"; `results` are those offered, None while there are none."""

    id: str
    person: Chat
    text: str
    results: list[JSON] | None = None
    button: JSON | None = None
    cache_time: int = 0
    personal: bool = False
    expired: bool = False


@dataclass(slots=True)
class Webhook:
    """Where updates are sent, what is shown there as proof, and how the last delivery failed, "" where it did not."""

    url: str
    secret: str
    last_error: str = ""


class State:
    """The whole state in one place; only one thread changes it."""

    def __init__(self, *, privacy: bool, inline: bool = True) -> None:
        self.privacy = privacy
        self.inline = inline
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Message] = {}
        self.queries: dict[str, Query] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.commands: dict[tuple[str, str], list[JSON]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.updates: list[JSON] = []
        self.allowed: frozenset[str] | None = None
        self.webhook: Webhook | None = None
        self._message_id = 100
        self._update_id = 9000

    def add(self, chat: Chat, sender: JSON, **parts: object) -> Message:
        """Store a new message of a chat; `parts` are Message's other fields."""
        self._message_id += 1
        message = Message(self._message_id, chat, sender, **parts)  # type: ignore[arg-type]  # checked by Message itself
        self.messages[(chat.id, message.id)] = message
        return message

    def hear(self, chat: Chat, by: Chat, text: str, **parts: object) -> Message:
        """Store what a person writes, and tell the bot if the bot may see it; `parts` are Message's other fields."""
        parts = {"entities": entities_of(text), **parts}
        message = self.add(chat, by.person(), text=text, **parts)
        message.unseen = not self._seen_by_bot(message)
        if not message.unseen:
            self.tell("message", message.to_json())
        return message

    def rewrite(self, message: Message, text: str) -> None:
        """Let a person change what they wrote."""
        message.text, message.entities = text, entities_of(text)
        message.edits += 1
        message.unseen = not self._seen_by_bot(message)
        if not message.unseen:
            self.tell("edited_message", message.to_json())

    def join(self, group: Chat, by: Chat, status: str) -> None:
        """Let a person add the bot to a group, as a member or an administrator."""
        was, now = ({"status": rank, "user": BOT} for rank in ("left", status))
        if status == "administrator":
            now = {**now, **RIGHTS}
        change = {"chat": group.to_json(), "from": by.person(), "date": int(time.time())}
        self.tell("my_chat_member", {**change, "old_chat_member": was, "new_chat_member": now})

    def type(self, person: Chat, text: str) -> InlineQuery:
        """Let a person type something after "@bot"."""
        query = InlineQuery(str(8_000_000 + len(self.inline_queries)), person, text)
        self.inline_queries[query.id] = query
        if self.inline:
            typed = {"id": query.id, "from": person.person(), "query": text, "offset": "", "chat_type": "private"}
            self.tell("inline_query", typed)
        return query

    def choose(self, query: InlineQuery, position: int, chat: Chat, topic: int | None = None) -> Message:
        """Let the person who typed choose one of the results, which posts it in a chat."""
        chosen = (query.results or [])[position]
        layout = {name: chosen[name] for name in ("entities", "keyboard")}
        return self.hear(chat, query.person, chosen["text"], content={"via_bot": BOT}, topic=topic, **layout)

    def _seen_by_bot(self, message: Message) -> bool:
        return message.chat.private or not self.privacy or self._meant_for_bot(message)

    def _meant_for_bot(self, message: Message) -> bool:
        """In privacy mode a group's bot sees commands that name it or nobody, replies to it, its inline results."""
        if message.reply_to is not None and message.reply_to.from_bot:
            return True
        if "via_bot" in message.content:
            return True
        named = [_COMMAND.match(message.text, entity["offset"]) for entity in message.entities]
        return any(command and command.group(1) in {None, BOT["username"]} for command in named)

    def press(self, message: Message, data: str, by: Chat, *, expired: bool, old: bool) -> Query:
        """Let a person press a button of the bot's message; of an `old` one the bot is told no more than the number."""
        query = Query(str(7_000_000 + len(self.queries)), message, expired=expired)
        self.queries[query.id] = query
        pressed = {"id": query.id, "from": by.person(), "chat_instance": "1", "data": data}
        parent = {"message_id": message.id, "chat": message.chat.to_json(), "date": 0} if old else message.to_json()
        self.tell("callback_query", {**pressed, "message": parent})
        return query

    def delete(self, message: Message) -> None:
        """Let a person delete a message."""
        message.deleted = True
        self.messages.pop((message.chat.id, message.id), None)

    def migrate(self, group: Chat, to: int) -> Chat:
        """Make a supergroup of a group: it goes on under another id, the old one only says so."""
        group.migrated_to = to
        return self.chats.setdefault(to, Chat(to, group.title, group.language_code))

    def tell(self, kind: str, what: JSON) -> None:
        """Queues an update, if the bot asked for such."""
        if self.allowed is None or kind in self.allowed:
            self._update_id += 1
            self.updates.append({"update_id": self._update_id, kind: what})

    def hand_over(self, updates: Iterable[JSON]) -> None:
        """Queue updates as they are, with numbers of their own."""
        for update in updates:
            self._update_id += 1
            self.updates.append({**update, "update_id": self._update_id})

    def confirm(self, offset: int) -> None:
        """Forgets the updates before `offset`; a negative one keeps only that many of the last."""
        if offset < 0:
            self.updates = self.updates[offset:]
        elif offset:
            self.updates = [update for update in self.updates if update["update_id"] >= offset]


def entities_of(text: str) -> list[JSON]:
    """Return the entities of a person's text: commands, mentions and web addresses."""
    return [
        {"type": match.lastgroup, "offset": utf16(text[: match.start()]), "length": utf16(match.group())}
        for match in _ENTITIES.finditer(text)
    ]
