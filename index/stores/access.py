"""Whether this user may read an index; if not, that is no damage, and building it again would not help."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def unreadable(home: Path) -> Path | None:
    """Return the folder or the first of its files that this user may not read; None if there is none."""
    try:
        paths = [path for path in home.iterdir() if path.suffix != ".lock"]
    except PermissionError:
        return home
    except OSError:
        return None
    if not os.access(home, os.X_OK):
        return home
    # A build that ends meanwhile takes old files away.
    return next((path for path in paths if not os.access(path, os.R_OK) and os.path.lexists(path)), None)


def user() -> str:
    """Return who runs this process, as chown takes it."""
    return f"user {os.geteuid()}" if hasattr(os, "geteuid") else "this user"
