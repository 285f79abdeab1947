"""The files in a ZIP archive, read in memory and within bounds: nothing is ever written to a disk."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZipFile

from index.errors import ArticleError

_MOST: Final = 30_000_000  # bytes of all files that are read; of a book of a thousand pages it is 10 million
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office wraps a document in that has a password
_ENCRYPTED: Final = 1  # the bit of a file in the archive that needs a password


class Archive:
    """A ZIP archive; `kind` is what it should be, for what is told: "a Word document"."""

    def __init__(self, data: bytes, kind: str) -> None:
        self._kind = kind
        self._left = _MOST
        if data.startswith(_OLE):
            raise ArticleError(f"It has a password, or is of an old kind: save it as {kind} without a password.")
        try:
            self._zip = ZipFile(BytesIO(data))
        except Exception as error:  # whatever a hostile archive makes the library raise costs that file only
            raise ArticleError(f"It is not {kind}, or a broken one: save it again.") from error
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises ArticleError where the file is not there, is broken, needs a password, or where the archive unpacks to
        more than a document has.
        """
        if name not in self.names:
            raise ArticleError(f'It is not {self._kind}, or a broken one: "{name:.80}" is missing.')
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise ArticleError(f"It has a password: save it as {self._kind} without one.")
        self._left -= info.file_size  # no more than that is ever unpacked of it
        if self._left < 0:
            raise ArticleError(f"It unpacks to more than {_MOST // 1_000_000} MB: split it.")
        try:
            return self._zip.read(info)
        except Exception as error:  # here too: a place before the archive's begin is a ValueError
            raise ArticleError(f'It is a broken archive: "{name:.80}" cannot be unpacked.') from error
