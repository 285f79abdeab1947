"""The embedded store: one tantivy index, in which articles, passages and coverage are documents of the same commit."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import asdict
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from weakref import proxy

import tantivy

from index.errors import IndexFormatError, IndexLockedError, IndexMissingError, IndexUnusableError
from index.model import Coverage, Source
from index.stores import seal
from index.stores.access import unreadable, user
from index.stores.base import BUILD, COPIES, FIELDS, Hit
from index.stores.codec import decode_passage, encode_article, encode_record
from index.stores.fair_lock import ANSWERS
from index.stores.idf import lucene_idf
from index.stores.stderr_aside import STDERR
from index.text.analysis import ANALYSER_VERSION
from index.text.edit_distance import edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from tempfile import TemporaryDirectory

    from index.model import Article
    from index.stores.base import AnalysedPassage, Record
    from index.stores.codec import Fields

FORMAT = 4
"""Raised whenever the documents change their form; each format lives in a folder of its own name."""

_HEAP = 64_000_000  # bytes of the writer's arena: one segment up to some 100,000 passages
_COVERAGE = "coverage"
_PREFIX = "tantivy-"
_RECORDS_KEPT = 1_024  # of those put under keys, which the lexicon asks for again and again
_COUNTS_KEPT = 60_000  # terms; a question that crosses languages asks for hundreds
_FEW, _HARDLY = 1_000, 0.01  # postings that are walked through in no time; the share of them that changes little
_FUZZY = 50  # passages in which near terms are looked for
_CLOSED = "The index in {} is not readable by {}, as {} is not: use chown or chmod, or run citebot as its owner."
_TIES = 24  # passages beyond those wanted among which ties with the last of them are looked for
_DIGITS = 4  # decimals of a score up to which two are a tie: the order of the sum moves those behind


class TantivyStore:
    """One commit of a tantivy index; see `Store`."""

    def __init__(self, folder: Path, *, stale: bool = False) -> None:
        """Open the newest commit in an index folder; with `stale` also where another version of the analyser made it.

        Raises IndexMissingError, IndexFormatError, or IndexUnusableError where the files are damaged.
        """
        self._folder = folder
        home = _home(folder)
        if (closed := unreadable(home)) is not None:
            raise IndexUnusableError(_CLOSED.format(folder, user(), closed.name))
        self._stamp = _stamp(home)
        if not self._stamp:
            raise _none_of_this_format(folder)
        with _told(folder, _damaged):
            seal.check_seal(home)
            self._schema, self._searcher, self._links = _searcher(home)
            record = self._record(f"{_COVERAGE}:{_COVERAGE}")
        if record is None:
            raise IndexMissingError(f"The index in {folder} was never finished. Run `python -m index build`.")
        if record["analyser"] != ANALYSER_VERSION and not stale:
            raise IndexFormatError(
                f"The index in {folder} was made by analyser version {record['analyser']}, this citebot has version "
                f"{ANALYSER_VERSION}. Run `python -m index build`."
            )
        # By a proxy: in a circle with its own caches an old commit would stay until Python looks for circles.
        own = proxy(self)

        @lru_cache(maxsize=_RECORDS_KEPT)
        def kept(kind: str, key: str) -> list[Record]:
            return list(own._read_records(kind, key))

        @lru_cache(maxsize=_COUNTS_KEPT)
        def counted(field: str, term: str) -> int:
            return int(own._passages_with(field, term))

        self._kept, self._counted = kept, counted
        with _told(folder, _damaged):
            self._coverage = Coverage(**record["coverage"] | {"languages": tuple(record["coverage"]["languages"])})
            # doc_freq counts what is deleted until its segment is merged, num_docs does not.
            kinds = dict(self._searcher.terms_with_prefix("kind", ""))
            self._deleted = sum(kinds.values()) - self._searcher.num_docs
            self._deleted_passages = kinds.get("passage", 0) - self._coverage.passages

    @property
    def coverage(self) -> Coverage:
        """See `Store.coverage`."""
        return self._coverage

    def deleted(self, more: int) -> float:
        """Return what share, 0 to 1, of the documents in the files would be deleted ones if so many more were."""
        return (self._deleted + more) / max(1, self._deleted + self._searcher.num_docs)

    def search(self, terms: Mapping[str, float], limit: int, article: str | None = None) -> list[Hit]:
        """See `Store.search`."""
        with _told(self._folder, _damaged):
            found = self.find_best(terms, limit + _TIES, article)
            # Which of equal passages came first into the files says nothing: their names choose.
            least = found[limit - 1][0] - 10**-_DIGITS if len(found) > limit else 0.0
            hits = [Hit(score, decode_passage(self._searcher.doc(at))) for score, at in found if score >= least]
        return sorted(hits, key=_place)[:limit]

    def find_best(
        self, terms: Mapping[str, float], limit: int, article: str | None = None
    ) -> list[tuple[float, tantivy.DocAddress]]:
        """Return what `search` does, not read yet: scores and where the passages lie, ties in no order."""
        should, must = tantivy.Occur.Should, tantivy.Occur.Must
        clauses = [
            (should, tantivy.Query.boost_query(self._term(field, term), weight * boost * self._correction(field, term)))
            for term, weight in terms.items()
            for field, boost in FIELDS.items()
            if self._counted(field, term)
        ]
        query = tantivy.Query.boolean_query(clauses)
        if article is not None:
            inside = tantivy.Query.const_score_query(self._term("article", article), 0.0)
            query = tantivy.Query.boolean_query([(must, query), (must, inside)])
        with ANSWERS.aside():
            return self._searcher.search(query, limit, count=False).hits

    def doc_freq(self, term: str) -> int:
        """See `Store.doc_freq`."""
        return max(self._counted(field, term) for field in FIELDS)

    def _passages_with(self, field: str, term: str) -> int:
        with _told(self._folder, _damaged):
            count = self._searcher.doc_freq(field, term)
            # It counts deleted passages: seen were 15 of 11. To count what is alive takes a walk through the postings,
            # which is not worth it where it changes little.
            if not self._deleted_passages or (count > _FEW and self._deleted_passages < count * _HARDLY):
                return count
            return self._searcher.search(self._term(field, term), 1, count=True).count or 0  # type: ignore[attr-defined]

    def _correction(self, field: str, term: str) -> float:
        """Return what makes of tantivy's idf of a term, which counts deleted documents, the one without them."""
        if not self._deleted:
            return 1.0
        alive = self._searcher.num_docs
        counted = lucene_idf(alive + self._deleted, self._searcher.doc_freq(field, term))
        return lucene_idf(alive, self._counted(field, term)) / counted

    def near(self, term: str, distance: int) -> list[str]:
        """See `Store.near`."""
        query = tantivy.Query.fuzzy_term_query(self._schema, "terms", term, distance)
        seen = {other for one in self._find(query, _FUZZY) for other in one["terms"][0].split()}
        alike = (other for other in seen if other[0] == term[0] and abs(len(other) - len(term)) <= distance)
        close = [other for other in alike if 0 < edits(term, other) <= distance]
        return sorted(close, key=lambda other: (-self.doc_freq(other), other))

    def passage(self, article: str, ordinal: int) -> AnalysedPassage | None:
        """See `Store.passage`."""
        with _told(self._folder, _damaged):
            found = self._find(self._term("key", f"passage:{article}#{ordinal}"), 1)
            return decode_passage(found[0]) if found else None

    def source(self, article: str) -> Source:
        """See `Store.source`."""
        record = self._record(f"article:{article}")
        if record is None and self._find(self._term("article", article), 1):
            raise _damaged(self._folder, LookupError(f"no record of {article!r}"))
        if record is None:
            raise KeyError(article)
        with _told(self._folder, _damaged):
            return Source(**record)

    def text(self, article: str) -> str:
        """See `Store.text`."""
        found = self._find(self._term("key", f"text:{article}"), 1)
        if not found:
            raise KeyError(article)
        with _told(self._folder, _damaged):
            return str(found[0]["text"][0], "utf-8")

    def sources(self) -> list[Source]:
        """See `Store.sources`."""
        with _told(self._folder, _damaged):
            found = self._find(self._term("kind", "article"), self._coverage.articles)
            return sorted((Source(**json.loads(one["record"][0])) for one in found), key=lambda source: source.id)

    def copies(self, article: str) -> frozenset[str]:
        """See `Store.copies`."""
        return self._copies.get(article, frozenset())

    @cached_property
    def _copies(self) -> dict[str, frozenset[str]]:
        groups = self.record(BUILD, COPIES) or []
        return {one: frozenset(group) - {one} for group in groups for one in group}

    def record(self, kind: str, key: str) -> Record | None:
        """See `Store.record`."""
        return next(iter(self._kept(kind, key)), None)

    def records(self, kind: str, key: str | None = None) -> list[Record]:
        """See `Store.records`."""
        return self._read_records(kind, None) if key is None else self._kept(kind, key)

    def _read_records(self, kind: str, key: str | None) -> list[Record]:
        query = self._term("kind", kind) if key is None else self._term("key", f"{kind}:{key}")
        with _told(self._folder, _damaged):
            return [json.loads(one["record"][0]) for one in self._find(query, self._searcher.num_docs)]

    def documents(self, article: str, count: int) -> list[Fields]:
        """Return the documents of an article, so many, as they were added, for another commit to take over.

        Raises IndexUnusableError where they are not all there.
        """
        with _told(self._folder, _damaged):
            found = self._find(self._term("article", article), count + 1)
            rows = [{name: values[0] for name, values in one.to_dict().items()} for one in found]
        if len(rows) != count:
            raise _damaged(self._folder, ValueError(f"{article!r} has {len(rows)} documents, not {count}"))
        return [{"kind": row["key"].partition(":")[0], "article": article, **row} for row in rows]

    def origins(self, article: str) -> dict[str, str]:
        """Return where each field of an article's source came from."""
        return dict(self._record(f"text:{article}") or {})

    def terms(self) -> int:
        """Return how many different terms the passages have."""
        with _told(self._folder, _damaged):
            alive = tantivy.Query.all_query() if self._deleted_passages else None
            found = self._searcher.terms_with_prefix("terms", "", filter_query=alive)
            return sum(count > 0 for _, count in found)

    def count(self, kind: str) -> int:
        """Return how many documents of a kind there are: `article`, `text`, `passage` or `note`."""
        with _told(self._folder, _damaged):
            return self._searcher.search(self._term("kind", kind), 1, count=True).count or 0  # type: ignore[attr-defined]

    def size(self) -> int:
        """Return how many bytes the index takes on disk."""
        return sum(path.stat().st_size for path in _home(self._folder).iterdir())

    def latest(self) -> TantivyStore:
        """See `Store.latest`."""
        return self if _stamp(_home(self._folder)) == self._stamp else TantivyStore(self._folder)

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, "freq" if field in FIELDS else "basic")

    def _find(self, query: tantivy.Query, limit: int) -> list[tantivy.Document]:
        if not limit:
            return []  # tantivy panics on a limit of 0
        with _told(self._folder, _damaged):
            return [self._searcher.doc(address) for _, address in self._searcher.search(query, limit, count=False).hits]

    def _record(self, key: str) -> dict[str, Any] | None:
        with _told(self._folder, _damaged):
            found = self._find(self._term("key", key), 1)
            return json.loads(found[0]["record"][0]) if found else None


class TantivyWriter:
    """Writes the next commit of a tantivy index; see `Writer`."""

    def __init__(self, folder: Path, *, anew: bool = False) -> None:
        """Take the index folder's lock, making the folder where there is none.

        With `anew` whatever stands there is dropped first, which repairs a damaged index. Raises IndexLockedError, or
        IndexUnusableError where the folder cannot be written.
        """
        self._folder = folder
        home = _home(folder)
        try:
            if anew:
                shutil.rmtree(home, ignore_errors=True)
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnusableError(
                f"Cannot write the index in {folder}: {error.strerror}. Check INDEX_DIR."
            ) from error
        with _told(folder, _unwritable):
            self._writer = tantivy.Index(_schema(), path=str(home)).writer(_HEAP, num_threads=1)

    def clear(self) -> None:
        """See `Writer.clear`."""
        with _told(self._folder, _unwritable):
            self._writer.delete_all_documents()

    def add(self, article: Article, passages: Iterable[AnalysedPassage]) -> None:
        """See `Writer.add`."""
        self.add_documents(encode_article(article, passages))

    def add_documents(self, documents: Iterable[Fields]) -> None:
        """Add an article as its documents, where they are made elsewhere."""
        with _told(self._folder, _unwritable):
            for fields in documents:
                self._writer.add_document(tantivy.Document(**fields))

    def remove(self, article: str) -> None:
        """See `Writer.remove`."""
        with _told(self._folder, _unwritable):
            self._writer.delete_documents_by_term("article", article)

    def put(self, kind: str, key: str, record: Record, article: str | None = None) -> None:
        """See `Writer.put`."""
        document = encode_record(kind, key, record, article)
        with _told(self._folder, _unwritable):
            if article is None:
                self._writer.delete_documents_by_term("key", f"{kind}:{key}")
            self._writer.add_document(tantivy.Document(**document))

    def commit(self, coverage: Coverage) -> None:
        """See `Writer.commit`; removes the folders of other formats once this one can answer."""
        self.put(_COVERAGE, _COVERAGE, {"analyser": ANALYSER_VERSION, "coverage": asdict(coverage)})
        with _told(self._folder, _unwritable):
            self._writer.commit()
            self._writer.wait_merging_threads()
            seal.seal(_home(self._folder))
        for other in _homes(self._folder):
            if other != _home(self._folder):
                shutil.rmtree(other, ignore_errors=True)

    def close(self) -> None:
        """See `Writer.close`."""
        del self._writer


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("kind", "key", "article"):
        builder.add_text_field(name, stored=name == "key", tokenizer_name="raw", index_option="basic")
    # The analyser has made the terms; white space between them is all that tantivy has to know.
    for name in FIELDS:
        builder.add_text_field(name, stored=True, tokenizer_name="whitespace", index_option="freq")
    for name in ("record", "text", "spans"):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def _home(folder: Path) -> Path:
    return folder / f"{_PREFIX}{FORMAT}"


def _homes(folder: Path) -> list[Path]:
    """Return the indexes in a folder, of whatever format; nothing else that is there is ours to name or remove."""
    found = folder.glob(f"{_PREFIX}[0-9]*")
    return [one for one in found if one.name.removeprefix(_PREFIX).isdecimal() and (one / "meta.json").is_file()]


def _searcher(home: Path) -> tuple[tantivy.Schema, tantivy.Searcher, TemporaryDirectory[str] | None]:
    """Return what searches the newest commit; the third is to be kept as long.

    To open an index tantivy writes a lock file into its folder. Where nothing can be written, as in a container, it
    opens a folder of links to the files.
    """
    try:
        return *_open(str(home)), None
    except ValueError as error:
        if "Lockfile" not in str(error):
            raise
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - 5 ms that few need

    links = TemporaryDirectory(prefix="citebot-")
    for path in home.iterdir():
        if path.suffix != ".lock":
            (Path(links.name) / path.name).symlink_to(path.resolve())
    return *_open(links.name), links


def _open(folder: str) -> tuple[tantivy.Schema, tantivy.Searcher]:
    index = tantivy.Index.open(folder)
    index.config_reader("manual")
    return index.schema, index.searcher()


def _stamp(home: Path) -> tuple[int, int] | None:
    """Return what changes with every commit: tantivy replaces its meta.json whole."""
    try:
        status = (home / "meta.json").stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _place(hit: Hit) -> tuple[float, str, int]:
    """Return what puts hits into one order, however the files came about."""
    passage = hit.analysed.passage
    return -round(hit.score, _DIGITS), passage.article, passage.ordinal


def _none_of_this_format(folder: Path) -> IndexMissingError | IndexFormatError:
    others = sorted(other.name.removeprefix(_PREFIX) for other in _homes(folder))
    if not others:
        return IndexMissingError(f"There is no index in {folder}. Run `python -m index build`.")
    return IndexFormatError(
        f"The index in {folder} is of format {', '.join(others)}, this citebot's is {FORMAT}. "
        "Run `python -m index build`."
    )


# tantivy itself raises ValueError; the others come of damaged bytes that it took for a document of ours: with one byte
# of meta.json a field had another name, and its values were an empty list.
_TROUBLES: Final = (ValueError, LookupError, TypeError, AttributeError, OverflowError, OSError, EOFError)


@contextmanager
def _told(folder: Path, tell: Callable[[Path, BaseException], IndexUnusableError]) -> Iterator[None]:
    """Raise what `tell` makes of any trouble that tantivy has with its files, or we with what it read from them."""
    try:
        with STDERR.aside():
            yield
    except IndexUnusableError:
        raise  # one of these inside another
    except _TROUBLES as error:
        raise tell(folder, error) from error
    except BaseException as error:
        # On some damaged files tantivy panics, which comes as a BaseException of a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise tell(folder, error) from error


def _damaged(folder: Path, error: BaseException) -> IndexUnusableError:
    why = " ".join(str(error).split())  # some of tantivy's own go over several lines
    return IndexUnusableError(
        f"The index in {folder} is damaged ({why}). Make it anew with `python -m index build --rebuild`."
    )


def find_damage(folder: Path) -> IndexUnusableError | None:
    """Return what is to be told of the damaged files of an index folder, None where all of its files are whole."""
    home = _home(folder)
    damaged = seal.damaged_files(home) if _stamp(home) and unreadable(home) is None else []
    return _damaged(folder, ValueError(f"other bytes than were written in {', '.join(damaged)}")) if damaged else None


def _unwritable(folder: Path, error: BaseException) -> IndexUnusableError:
    # tantivy tells every trouble as a ValueError; only its words tell one from another.
    if "LockBusy" in str(error):
        return IndexLockedError(f"Another build is writing the index in {folder}. Wait for it to end, then try again.")
    return IndexUnusableError(
        f"Cannot write the index in {folder}: {error}. Check the disk and its permissions; where the index is damaged, "
        "make it anew with `python -m index build --rebuild`."
    )
