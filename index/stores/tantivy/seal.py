"""Whether the files of a tantivy index hold the bytes that were written.

tantivy ends each file of a segment with the CRC-32 of what stands before, and never looks at it. Its list of segments,
meta.json, has none: we put it into a file of our own, together with the stamp of the commit that it belongs to.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import struct
import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

SEAL_FILE: Final = "seal.json"

_META: Final = "meta.json"
_PARTS: Final = ("idx", "pos", "term", "store", "fast", "fieldnorm")
_STAMP: Final = re.compile(rb'"opstamp": *(\d+)')
_TAIL: Final = struct.Struct("<II")  # how long the footer before it is, and a number that no other file ends in
_MAGIC: Final = 1337
_CHUNK: Final = 2**20


def seal(home: Path) -> None:
    """Keep the checksum of the newest commit's meta.json; on a full disk there is none, and nothing is lost by that."""
    new = home / f"{SEAL_FILE}.new"
    with contextlib.suppress(OSError):
        new.write_text(json.dumps(_sum((home / _META).read_bytes())), "ascii")
        new.replace(home / SEAL_FILE)


def check_seal(home: Path) -> None:
    """Raise ValueError where meta.json is not what was written.

    A seal of another commit says nothing: it is written after its commit, and a reader may come between the two.
    """
    try:
        sealed = json.loads((home / SEAL_FILE).read_bytes())
    except FileNotFoundError:
        return
    checksum = _sum((home / _META).read_bytes())
    if sealed["opstamp"] == checksum["opstamp"] and sealed["crc"] != checksum["crc"]:
        raise ValueError(f"{_META} is not what was written")


def damaged_files(home: Path) -> list[str]:
    """Return the names of the newest commit's files whose bytes are not those that were written."""
    try:
        check_seal(home)
        meta = json.loads((home / _META).read_bytes())
        stems = [segment["segment_id"].replace("-", "") for segment in meta["segments"]]
    except (OSError, ValueError, LookupError, TypeError):
        return [_META]
    names = {f"{stem}.{part}" for stem in stems for part in _PARTS}
    names |= {path.name for stem in stems for path in home.glob(f"{stem}.*.del")}
    return sorted(name for name in names if not _is_whole(home / name))


def _sum(meta: bytes) -> dict[str, int]:
    stamp = _STAMP.search(meta)
    return {"opstamp": int(stamp[1]) if stamp else -1, "crc": zlib.crc32(meta)}


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            end = file.seek(-_TAIL.size, os.SEEK_END)
            length, magic = _TAIL.unpack(file.read())
            body = end - length
            file.seek(body)
            footer = json.loads(file.read(length))
            file.seek(0)
            crc, left = 0, body
            while left and (chunk := file.read(min(left, _CHUNK))):
                crc, left = zlib.crc32(chunk, crc), left - len(chunk)
    except (OSError, ValueError):
        return False
    return bool(magic == _MAGIC and isinstance(footer, dict) and footer.get("crc") == crc)
