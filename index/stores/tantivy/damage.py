"""The errors of a tantivy index: damaged, missing, not readable, not writable."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from index.errors import IndexFormatError, IndexLockedError, IndexMissingError, IndexUnusableError
from index.stores.access import unreadable, user
from index.stores.tantivy.files import FORMAT, all_homes, format_of, home_of, stamp_of
from index.stores.tantivy.seal import damaged_files
from index.stores.tantivy.stderr_aside import STDERR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# tantivy itself raises ValueError; the others come of damaged bytes that it took for a document of ours: with one byte
# of meta.json a field had another name, and its values were an empty list.
_TROUBLES: Final = (ValueError, LookupError, TypeError, AttributeError, OverflowError, OSError, EOFError)


@contextmanager
def mapped_errors(folder: Path, error_of: Callable[[Path, BaseException], IndexUnusableError]) -> Iterator[None]:
    """Turn any error of tantivy, or of decoding what it read, into the one that `error_of` returns."""
    try:
        with STDERR.aside():
            yield
    except IndexUnusableError:
        raise  # one of these inside another
    except _TROUBLES as error:
        raise error_of(folder, error) from error
    except BaseException as error:
        # On some damaged files tantivy panics, which comes as a BaseException of a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise error_of(folder, error) from error


def damaged(folder: Path, error: BaseException) -> IndexUnusableError:
    """Return the error of an index whose bytes cannot be what was written."""
    why = " ".join(str(error).split())  # some of tantivy's own go over several lines
    return IndexUnusableError(
        f"The index in {folder} is damaged ({why}). Build it again with `citebot build --rebuild`."
    )


def find_damage(folder: Path) -> IndexUnusableError | None:
    """Return the error that names the damaged files of an index folder, None where all of its files are whole."""
    home = home_of(folder)
    names = damaged_files(home) if stamp_of(home) and unreadable(home) is None else []
    return damaged(folder, ValueError(f"other bytes than were written in {', '.join(names)}")) if names else None


def unwritable(folder: Path, error: BaseException) -> IndexUnusableError:
    """Return the error of an index that tantivy cannot write."""
    # tantivy tells every trouble as a ValueError; only its words tell one from another.
    if "LockBusy" in str(error):
        return IndexLockedError(f"Another build is writing the index in {folder}. Wait for it to end, then try again.")
    return IndexUnusableError(
        f"Cannot write the index in {folder}: {error}. Check the disk and its permissions; if the index is damaged, "
        "build it again with `citebot build --rebuild`."
    )


def forbidden(folder: Path, path: Path) -> IndexUnusableError:
    """Return the error of an index of which this user may not read one path."""
    return IndexUnusableError(
        f"The index in {folder} is not readable by {user()}, as {path.name} is not: use chown or chmod, or run citebot "
        "as its owner."
    )


def missing(folder: Path) -> IndexMissingError | IndexFormatError:
    """Return the error of a folder in which there is no index of today's format."""
    others = sorted(map(format_of, all_homes(folder)))
    if not others:
        return IndexMissingError(f"There is no index in {folder}. Run `citebot build`.")
    return IndexFormatError(
        f"The index in {folder} is of format {', '.join(others)}, this citebot's is {FORMAT}. Run `citebot build`."
    )
