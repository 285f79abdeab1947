"""Building again after each change in the seeds folder, once it has settled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.errors import CitebotError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

QUIET_MS: Final = 1_000
"""Milliseconds without a change after which a folder has settled: from a copy of many files is built once."""

MAX_WAIT_MS: Final = 15_000
"""Milliseconds after which a folder that never rests is built from all the same."""

_START_MS: Final = 2_000  # milliseconds after the start by which changes are seen


def watch(
    seeds: Path, folder: Path | None, rebuild: Callable[[], None], say: Callable[[str], None], stop: Event | None = None
) -> None:
    """Call `rebuild` now and after every change below the seeds folder, until `stop` is set or Ctrl+C is pressed.

    Changes in the index `folder`, where it has one, and to hidden files do not count. An error of a later rebuild is
    passed to `say`, and the next change is waited for. Raises SettingsError where the extra `watch` is not installed,
    and what the first rebuild raises.
    """
    try:
        from watchfiles import watch as changes  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SettingsError(
            "`citebot watch` needs the extra `watch`: pip install 'citebot[watch]'. Or run `citebot build` when you "
            "like."
        ) from error
    rebuild()
    say(f"Watching {seeds}. Ctrl+C ends it.")
    index_folder, root = folder and folder.resolve(), seeds.resolve()

    def matters(_: object, name: str) -> bool:
        path = Path(name)
        inside = path.relative_to(root).parts if path.is_relative_to(root) else path.parts
        mine = index_folder is not None and path.is_relative_to(index_folder)
        return not mine and not any(part.startswith(".") for part in inside)

    seen = changes(
        root,
        watch_filter=matters,
        step=QUIET_MS,
        debounce=MAX_WAIT_MS,
        rust_timeout=_START_MS,
        yield_on_timeout=True,
        stop_event=stop,
    )
    for n, changed in enumerate(seen):
        if changed or n == 0:  # the first time for what came between the first build and the start of the watch
            try:
                rebuild()
            except CitebotError as error:
                say(str(error))
