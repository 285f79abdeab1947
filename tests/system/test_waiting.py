"""What a person sees while an answer is looked for, and that others do not wait with them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.emulator import Emulator
from tests.support.running import started

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "when did WeChat ban NFT accounts"
# One question takes two seconds to look for.
SLOW = """
import sys, time
from bot.index_client import IndexClient
from bot.__main__ import main
quick = IndexClient._ask
def slow(self, question, *more):
    time.sleep(2 if "slowly" in question else 0)
    return quick(self, question, *more)
IndexClient._ask = slow
sys.exit(main())
"""
# What is loaded when the bot says that it answers.
LOADED = """
import logging, sys
from bot.__main__ import main
class Look(logging.Filter):
    def filter(self, record):
        if "Answering as" in record.msg:
            print("loaded", "jieba" in sys.modules, "opencc" in sys.modules, flush=True)
        return True
logging.getLogger("bot.lifecycle").addFilter(Look())
sys.exit(main())
"""


def test_typing_is_shown_once_where_an_answer_takes_long(seeds_index: Path, tmp_path: Path) -> None:
    """After a second, in that chat only; who asks meanwhile is answered first, without."""
    with Emulator() as emulator:
        settings = {"TOKEN": emulator.token, "BASE_URL": emulator.base_url}
        with started(tmp_path, seeds_index, [sys.executable, "-c", SLOW], **settings) as bot:
            bot.wait_until_said("Answering as")
            ada, bob = emulator.private(), emulator.private(1002)
            slowly = emulator.say(ada, f"slowly {QUESTION}")
            quick = emulator.ask(bob, QUESTION)
            assert emulator.reply_to(slowly).came > quick.came
            hints = [call.given for call in emulator.transcript if call.method == "sendChatAction"]
            assert hints == [{"chat_id": str(ada.id), "action": "typing"}]


def test_all_is_loaded_before_it_says_that_it_answers(seeds_index: Path, tmp_path: Path) -> None:
    """The dictionary of Chinese words takes a second to load: nobody's first question waits for it."""
    with Emulator() as emulator:
        settings = {"TOKEN": emulator.token, "BASE_URL": emulator.base_url}
        with started(tmp_path, seeds_index, [sys.executable, "-c", LOADED], **settings) as bot:
            bot.wait_until_said("Answering as")
            assert "loaded True True" in bot.said()
