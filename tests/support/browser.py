"""Headless Chromium, told what to do over its DevTools protocol, so that a page is tested as a person uses it."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import shutil
import signal
import subprocess
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from tornado.websocket import websocket_connect

from tests.support.running import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tornado.websocket import WebSocketClientConnection

JSON = dict[str, Any]
PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars --remote-debugging-port=0"
)
_KEYS = {"Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, "Tab": 9}
_CENTRE = """(() => {
    const found = document.querySelectorAll(%s), one = [...found].filter((e) => e.textContent.includes(%s)).at(-1);
    if (!one) return null;
    one.scrollIntoView({ block: "center", behavior: "instant" });
    const box = one.getBoundingClientRect();
    return box.width ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
})()"""


class Page:
    """One open page; what it complains about (errors, refused loads) is kept in `complaints`."""

    def __init__(self, socket: WebSocketClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[JSON]] = {}
        self._session: str | None = None
        self.complaints: list[str] = []
        self._hearing = asyncio.create_task(self._hear())

    async def open(self, address: str, *, width: int = 1100, height: int = 760, phone: bool = False) -> None:
        """Open an address in a window of that size, a phone's where it is one."""
        target = await self._command("Target.createTarget", url="about:blank")
        attached = await self._command("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Runtime", "Log", "Page"):
            await self._command(f"{domain}.enable")
        await self._command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2 if phone else 1,
            mobile=phone,
        )
        await self._command("Page.navigate", url=address)

    async def prefer(self, scheme: str) -> None:
        """Let the person prefer "light" or "dark"."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        await self._command("Emulation.setEmulatedMedia", features=features)

    async def run(self, script: str) -> Any:  # noqa: ANN401 - whatever a script returns
        """Return what a script's last expression is; raises RuntimeError where it throws."""
        told = await self._command("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in told:
            raise RuntimeError(told["exceptionDetails"])
        return told["result"].get("value")

    async def wait_for(self, script: str) -> Any:  # noqa: ANN401 - whatever a script returns
        """Return what a script's expression is once it is true (an element is not: `!!` tells of one).

        Raises TimeoutError with what the page shows.
        """
        deadline = time.monotonic() + PATIENCE
        while not (seen := await self.run(script)):
            if time.monotonic() > deadline:
                shown = await self.run("document.body.innerText")
                raise TimeoutError(f"never true: {script}\n{shown}\n{self.complaints}")
            await asyncio.sleep(0.02)
        return seen

    async def text(self, selector: str) -> str:
        """Return the text of the last element that a selector finds, as it is seen."""
        return str(await self.wait_for(f"[...document.querySelectorAll({json.dumps(selector)})].at(-1)?.innerText"))

    async def click(self, selector: str, text: str = "") -> None:
        """Click on the last element that a selector finds and that holds a text."""
        at = await self.wait_for(_CENTRE % (json.dumps(selector), json.dumps(text)))
        for kind in ("mousePressed", "mouseReleased"):
            await self._command("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    async def type(self, text: str) -> None:
        """Type a text where the focus is."""
        await self._command("Input.insertText", text=text)

    async def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key that writes nothing."""
        code = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key], "modifiers": 8 if shift else 0}
        written = {"text": "\r"} if key == "Enter" else {}
        await self._command("Input.dispatchKeyEvent", type="keyDown", **code, **written)
        await self._command("Input.dispatchKeyEvent", type="keyUp", **code)

    async def picture(self) -> bytes:
        """Return what is seen as a PNG."""
        shot = await self._command("Page.captureScreenshot", format="png")
        return base64.b64decode(shot["data"])

    async def close(self) -> None:
        """End the connection."""
        self._hearing.cancel()
        self._socket.close()

    async def _command(self, method: str, **params: object) -> JSON:
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        session = {"sessionId": self._session} if self._session else {}
        await self._socket.write_message(json.dumps({"id": number, "method": method, "params": params, **session}))
        async with asyncio.timeout(PATIENCE):
            told = await answer
        if "error" in told:
            raise RuntimeError(f"{method}: {told['error']}")
        return dict(told["result"])

    async def _hear(self) -> None:
        while (line := await self._socket.read_message()) is not None:
            told = json.loads(line)
            if "id" in told:
                self._waiting.pop(told["id"]).set_result(told)
            elif told["method"] in {"Runtime.exceptionThrown", "Log.entryAdded"}:
                self.complaints.append(json.dumps(told["params"]))


@asynccontextmanager
async def browsing(folder: Path) -> AsyncIterator[Page]:
    """Run Chromium with a profile in a folder, and give its page, until the context closes."""
    assert PROGRAM is not None
    command = [PROGRAM, *_QUIET.split(), f"--user-data-dir={folder}", "about:blank"]
    nowhere = subprocess.DEVNULL
    browser = subprocess.Popen(command, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: ASYNC220 - returns at once
    try:
        address = await _listening(folder / "DevToolsActivePort", browser)
        page = Page(await websocket_connect(address, max_message_size=100 * 2**20))
        try:
            yield page
        finally:
            await page.close()
    finally:
        browser.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            browser.wait(5)
        browser.kill()
        browser.wait()


def _address(told: Path) -> str | None:
    """Return where Chromium listens, None while it has not told."""
    port, _, path = (told.read_text("utf-8") if told.exists() else "").partition("\n")
    return f"ws://127.0.0.1:{port}{path}" if path else None


async def _listening(told: Path, browser: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + PATIENCE
    while (address := _address(told)) is None:
        assert browser.poll() is None, "Chromium has ended"
        assert time.monotonic() < deadline, "Chromium does not start"
        await asyncio.sleep(0.02)
    return address
