"""Where an index is: in a folder of this machine, or in a cluster."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Cluster:
    """An index in an OpenSearch cluster: how it is reached, and how its indices are made.

    `urls` are nodes, any of which answers. `ca`, `certificate` and `key` are PEM files. The names of all its indices
    begin with `prefix`. `timeout` and `build_timeout` are seconds for a request of a question and of a build;
    `fresh_for` is for how many seconds a look at the newest commit holds.
    """

    urls: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    prefix: str = "citebot"
    shards: int = 1
    replicas: int = 1
    timeout: float = 2.0
    build_timeout: float = 60.0
    fresh_for: float = 0.5

    def __str__(self) -> str:
        """Return how messages name it; an address with a password in it is shown without."""
        return f"the cluster at {', '.join(url.rpartition('@')[2] for url in self.urls)} ({self.prefix})"


Home: TypeAlias = Path | Cluster
"""Where an index is."""


def folder_of(home: Home) -> Path | None:
    """Return the folder that an index is in, None where it is in none of this machine."""
    return home if isinstance(home, Path) else None
