"""An encoder that is loaded in the background when it is first needed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from index.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.encoding.encoder import Encoder


class LazyEncoder:
    """Loads an encoder once, in a thread of its own; where that fails it says so once, and there is none.

    `waits` tells whether those who ask for it wait: a command that answers one question does, a bot that has been
    started a moment ago answers without it meanwhile. Safe to share among threads.
    """

    def __init__(self, load: Callable[[], Encoder], say: Callable[[str], None], *, waits: bool) -> None:
        """Take what returns the encoder or raises EncoderError, and who is told."""
        self._load = load
        self._say = say
        self._waits = waits
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._encoder: Encoder | None = None

    def start(self) -> None:
        """Begin loading, if nobody has yet."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="encoder", daemon=True)
                self._thread.start()

    @property
    def ready(self) -> bool:
        """Whether there is an encoder by now."""
        return self._encoder is not None

    def now(self) -> Encoder | None:
        """Return the encoder, None where it is not there yet or will never be; the first call begins loading."""
        if self._waits:
            self.wait()
        else:
            self.start()
        return self._encoder

    def wait(self) -> None:
        """Return when the encoder has been loaded, or could not be."""
        self.start()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self._encoder = self._load()
        except EncoderError as error:
            self._say(f"{error} Answering by words alone.")
