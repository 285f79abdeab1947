"""The people and groups of the playground: people of different languages, a group, and a group with topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.emulator.params import bad_request
from bot.emulator.profile import commands_shown, description_shown
from bot.emulator.state import BOT, Chat

if TYPE_CHECKING:
    from bot.emulator.params import JSON
    from bot.emulator.server import Server
    from bot.emulator.state import Message

_PEOPLE: Final = ((1001, "Ada", "en"), (1002, "李明", "zh-hans"), (1003, "陳美玲", "zh-hant"), (1004, "نور", "ar"))
_READERS: Final = -2001
_FORUM: Final = -2002
_TOPICS: Final = {2: "Exchanges", 3: "Rules"}


class Stage:
    """The emulator's server with its people and groups."""

    def __init__(self, server: Server) -> None:
        """Create everybody; the bot is a member of both groups from the start."""
        self.server = server
        self.state = server.state
        self.people = {number: self._meet(Chat(number, name, language)) for number, name, language in _PEOPLE}
        groups = (Chat(_READERS, "Readers"), Chat(_FORUM, "Forum", topics=tuple(_TOPICS)))
        self.groups = {group.id: self._meet(group) for group in groups}
        for group in self.groups.values():
            self.state.join(group, self.people[_PEOPLE[0][0]], "member")

    def person(self, number: int) -> Chat:
        """Return a person, who is also a private chat; refused if the number is unknown."""
        if number not in self.people:
            raise bad_request("there is no such person")
        return self.people[number]

    def chat(self, number: int, by: Chat) -> Chat:
        """Return a chat that a person may write in; refused if it is not theirs."""
        chat = self.groups.get(number, by if number == by.id else None)
        if chat is None:
            raise bad_request("there is no such chat")
        return chat

    def message(self, chat: Chat, number: int) -> Message:
        """Return a message of a chat; refused if it is gone."""
        message = self.state.messages.get((chat.id, number))
        if message is None:
            raise bad_request("the message is gone")
        return message

    def to_json(self) -> JSON:
        """Return what a page shows around the messages."""
        return {
            "bot": BOT,
            "privacy": self.state.privacy,
            "people": [self._person(person) for person in self.people.values()],
            "groups": [self._group(group) for group in self.groups.values()],
        }

    def _meet(self, chat: Chat) -> Chat:
        return self.state.chats.setdefault(chat.id, chat)

    def _person(self, person: Chat) -> JSON:
        code = person.language_code
        group = next(iter(self.groups.values()))
        return {
            "id": person.id,
            "name": person.title,
            "language": code,
            "commands": {
                "private": commands_shown(self.state, person, code),
                "group": commands_shown(self.state, group, code),
            },
            "description": description_shown(self.state, code),
        }

    def _group(self, group: Chat) -> JSON:
        topics = [{"id": topic, "name": _TOPICS[topic]} for topic in group.topics]
        return {"id": group.id, "title": group.title, "topics": topics}
