"""README's picture of the playground, taken anew: `python -m tests.support.picture FILE`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from index.build.build import build
from tests.support.browser import browsing
from tests.support.chatting import QUESTION, SEEDS
from tests.support.playing import ADA, playing


async def take(folder: Path) -> bytes:
    """Ask in English and in Chinese, and return what the page shows, as a PNG."""
    build(SEEDS, folder / "made")
    with playing(folder, folder / "made") as played:
        played.ask(QUESTION)
        played.ask("微信什么时候关闭了加密货币媒体的账号？")
        async with browsing(folder / "profile") as page:
            await page.open(f"{played.address}/#{ADA}/{ADA}", width=1000, height=1000)
            await page.wait_for("document.querySelectorAll('.message').length === 4")
            await asyncio.sleep(0.5)  # for fonts
            return await page.picture()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        Path(sys.argv[1]).write_bytes(asyncio.run(take(Path(scratch))))
