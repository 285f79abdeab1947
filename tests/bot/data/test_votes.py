"""What the bot remembers, on a real file: who chose which language, who voted what, and what is forgotten."""

from __future__ import annotations

import re
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from bot.data.database import FILE, SCHEMA, Database
from bot.data.votes import SECRET, Records, read_key
from bot.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.data.opening import Data
    from tests.bot.data.conftest import Opened

ADA, BOB = 1001, 1002


@pytest.fixture
def records(data: Data) -> Records:
    """Return the records of a process, on either database."""
    return Records(data.storage, data.key)


@pytest.fixture
def file(tmp_path: Path) -> Database:
    """Return an empty file."""
    return Database(tmp_path)


@pytest.fixture
def records_in_file(file: Database, tmp_path: Path) -> Records:
    """Return the records in it."""
    return Records(file, read_key(tmp_path))


def test_a_chosen_language_is_remembered_and_forgotten(records: Records, opened: Opened) -> None:
    """Also by a bot that starts later, or elsewhere; each person has a language of their own."""
    records.set_language(ADA, "zh-Hant")
    records.set_language(ADA, "zh-Hans")
    later = opened()
    assert Records(later.storage, later.key).language(ADA) == "zh-Hans"
    assert records.language(BOB) is None
    records.set_language(ADA, None)
    assert records.language(ADA) is None


def test_a_person_has_one_vote_a_question_and_passage(records: Records, data: Data) -> None:
    """The later vote counts; another passage or another person is another vote."""
    for up in (True, True, False):
        records.vote(ADA, "who?", "a", 0, 9, "v1", up)
    assert data.storage.read("SELECT up FROM votes") == [(0,)]
    records.vote(ADA, "who?", "a", 10, 19, "v1", up=True)
    records.vote(BOB, "who?", "a", 0, 9, "v1", up=False)
    assert data.storage.read("SELECT COUNT(*) FROM votes") == [(3,)]


def test_questions_voted_down_are_listed_most_first(records: Records) -> None:
    """Those that more people praise than blame are not among them."""
    for user in range(3):
        records.vote(user, "worse", "a", 0, 9, "v", up=False)
    records.vote(ADA, "bad", "b", 0, 9, "v", up=False)
    records.vote(ADA, "good", "b", 0, 9, "v", up=True)
    assert [(one.question, one.votes, one.article) for one in records.broken(9)] == [("worse", 3, "a"), ("bad", 1, "b")]


def test_forgetting_deletes_all_of_one_person(records: Records, data: Data) -> None:
    """The number of rows is told, and other people's stay."""
    records.set_language(ADA, "en")
    records.vote(ADA, "q", "a", 0, 9, "v", up=True)
    records.vote(BOB, "q", "a", 0, 9, "v", up=True)
    assert records.forget(ADA) == 2
    assert records.forget(ADA) == 0
    assert data.storage.read("SELECT COUNT(*) FROM votes") == [(1,)]


def test_old_votes_are_dropped(records: Records, data: Data) -> None:
    """Those from before the moment, and no others."""
    records.vote(ADA, "q", "a", 0, 9, "v", up=True)
    records.drop_before(1.0)
    assert data.storage.read("SELECT COUNT(*) FROM votes") == [(1,)]
    records.drop_before(1e12)
    assert data.storage.read("SELECT COUNT(*) FROM votes") == [(0,)]


def test_nobody_can_be_told_from_the_file(records_in_file: Records, tmp_path: Path) -> None:
    """The number of a person is not in it, the key is the owner's only, and another folder hashes otherwise."""
    records_in_file.vote(77_123_456_789, "q", "a", 0, 9, "v", up=True)
    assert not any(b"77123456789" in path.read_bytes() for path in tmp_path.iterdir())
    assert stat.S_IMODE((tmp_path / SECRET).stat().st_mode) == 0o600
    other = tmp_path / "other"
    Records.open(other)
    assert (other / SECRET).read_text() != (tmp_path / SECRET).read_text()


def test_a_strange_question_is_kept(records: Records) -> None:
    """Half a surrogate pair cannot be written as UTF-8, nor 0 in PostgreSQL; the rest can, however long it is."""
    records.vote(ADA, "a \ud800 b \x00" + "% ? long" * 4_000, "a", 0, 9, "v", up=False)
    ((question, _, _),) = records.broken(1)
    assert question.replace("\x00", "?") == "a ? b ?" + "% ? long" * 4_000


def test_a_full_disk_loses_what_is_new_and_nothing_else(
    records_in_file: Records, file: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """One line in the log, not one a vote; what was kept is still read, and it goes on once there is room."""
    records_in_file.set_language(ADA, "en")
    (pages,) = file.read("PRAGMA page_count")[0]
    file.read(f"PRAGMA max_page_count = {pages}")
    for number in range(5):
        records_in_file.vote(ADA, "long " * 2_000, str(number), 0, 9, "v", up=True)
    assert len(caplog.records) == 1
    assert "answers go on without it: database or disk is full" in caplog.text
    assert records_in_file.language(ADA) == "en"
    file.read("PRAGMA max_page_count = 100000")
    records_in_file.vote(ADA, "q", "a", 0, 9, "v", up=True)
    assert file.read("SELECT COUNT(*) FROM votes") == [(1,)]


def test_a_locked_file_does_not_stop_the_bot(
    records_in_file: Records, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Another program that holds the file for long costs a vote and a line in the log."""
    with sqlite3.connect(tmp_path / FILE, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        records_in_file.set_language(ADA, "en")
    assert "database is locked" in caplog.text


def test_a_file_of_a_newer_citebot_is_left_alone(tmp_path: Path) -> None:
    """Opening it says which schema it has and what to do."""
    with sqlite3.connect(tmp_path / FILE) as newer:
        newer.execute(f"PRAGMA user_version = {len(SCHEMA) + 1}")
    with pytest.raises(DataError, match="Run the newer citebot"):
        Database(tmp_path)


@pytest.mark.parametrize("key", ["", "zz", "00" * 31])
def test_what_cannot_be_opened_is_told(tmp_path: Path, key: str) -> None:
    """A file that is no database, a folder that is a file, a key that is none: each names the path."""
    (tmp_path / SECRET).write_text(key)
    with pytest.raises(DataError, match=re.escape(str(tmp_path / SECRET))):
        read_key(tmp_path)
    (tmp_path / FILE).write_bytes(b"no database at all " * 99)
    with pytest.raises(DataError, match="Check BOT_DATA"):
        Database(tmp_path)
    with pytest.raises(DataError, match="Check BOT_DATA"):
        Database(tmp_path / FILE)
