"""What goes wrong with a cluster is told in one clear line, and what passes is waited for."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from index.errors import IndexAwayError, IndexLockedError, IndexUnusableError, SettingsError
from index.settings import load_settings
from index.stores.engines import home_of, open_store, open_writer
from index.stores.home import Cluster
from index.stores.opensearch import connection as connections
from index.stores.opensearch.connection import Connection
from tests.support.fake_search import Request, black_hole, error, node, serving
from tests.support.running import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DOCUMENTS = [("1", {"kind": "note"}), ("2", {"kind": "note"})]


def at(*urls: str, **settings: Any) -> Cluster:  # noqa: ANN401 - whatever a Cluster takes
    """Return where a cluster is whose nodes are given up after a moment."""
    return Cluster(urls=urls, **{"timeout": 0.5, "build_timeout": 5.0} | settings)


def answering(first: tuple[int, Any], then: tuple[int, Any] = (200, node())) -> Callable[[Request], tuple[int, Any]]:
    """Return what answers the node's greeting, and all else in one way."""
    return lambda request: then if request.path == "/" else first


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (401, "Unauthorized", r"No user of that name, password.*INDEX_OPENSEARCH_USER"),
        (403, error("security_exception", 403), r"may not do that.*citebot-\*"),
        (403, error("cluster_block_exception", 403), r"cannot be written now.*nearly full"),
        (429, error("cluster_block_exception", 429), r"cannot be written now.*nearly full"),
        (400, error("parsing_exception", 400), r"is an error: 400 parsing_exception"),
    ],
)
def test_a_refusal_is_told(status: int, body: object, words: str) -> None:
    """By what to do, and not as an index that is missing or only away."""
    with serving(answering((status, body))) as url, pytest.raises(IndexUnusableError, match=words) as told:
        open_store(at(url))
    assert type(told.value) is IndexUnusableError


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_busy_cluster_is_away(status: int) -> None:
    """A question is told to come again; nothing is built in the place of an index that is there."""
    busy = answering((status, error("circuit_breaking_exception", status)))
    words = f"just now .{status} circuit_breaking_exception"
    with serving(busy) as url, pytest.raises(IndexAwayError, match=words):
        open_store(at(url))


@pytest.mark.parametrize(
    ("greeting", "words"),
    [
        (node("2.19.1"), r"opensearch 2\.19\.1; citebot needs OpenSearch 3"),
        (node("9.1.0", "elastic"), r"elastic 9\.1\.0; citebot needs"),
        ({}, r"no OpenSearch \?; citebot needs"),
    ],
)
def test_another_server_is_told(greeting: object, words: str) -> None:
    """An older one would score otherwise; readers and builders look."""
    with serving(lambda _: (200, greeting)) as url:
        for opens in (open_store, open_writer):
            with pytest.raises(IndexUnusableError, match=words):
                opens(at(url))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl to make certificates with")
def test_a_certificate_that_nobody_known_has_signed_is_told(tmp_path: Path) -> None:
    """With its signer as INDEX_OPENSEARCH_CA the same server is believed."""
    for name in ("right", "wrong"):
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
        command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", f"{name}-key.pem", "-out", f"{name}.pem"]
        subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "right.pem", tmp_path / "right-key.pem")
    with serving(lambda _: (200, node()), context) as url:
        assert Connection(at(url, ca=tmp_path / "right.pem")).ask("GET", "/")["name"] == "n0"
        for name in ("wrong.pem", "nowhere.pem"):
            with pytest.raises(IndexUnusableError, match=r"is not trusted.*Check INDEX_OPENSEARCH_CA"):
                Connection(at(url, ca=tmp_path / name)).ask("GET", "/")


def test_nobody_there_is_away() -> None:
    """The line names the nodes, and no password."""
    home = at(f"http://127.0.0.1:{free_port()}", user="bot", password="s3cret-word")  # noqa: S106 - nobody's
    with pytest.raises(IndexAwayError, match=r"Cannot reach the cluster at http://127\.0\.0\.1:\d+") as told:
        open_store(home)
    assert "s3cret" not in f"{told.value} {home} {home!r}"


def test_a_node_that_never_answers_is_given_up() -> None:
    """It accepts connections as a black hole: the next node is asked, and alone it is away."""
    with black_hole() as hole, serving(answering((404, {"found": False}))) as url:
        with pytest.raises(IndexAwayError, match="Cannot reach"):
            open_store(at(hole))
        assert Connection(at(hole, url)).ask("GET", "/")["name"] == "n0"


def test_an_answer_that_is_no_json_is_told() -> None:
    """As of a proxy in between, or another server on that port."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        url = f"http://127.0.0.1:{other.getsockname()[1]}"
        other.settimeout(5)

        def greet() -> None:
            with other.accept()[0] as line:
                line.recv(4096)
                line.sendall(b"220 mail.example.org ESMTP\r\n")

        threading.Thread(target=greet, daemon=True).start()
        with pytest.raises(IndexUnusableError, match=r"Cannot (use|reach)"):
            open_store(at(url, timeout=2.0))


class Bulk:
    """A node that takes documents, but for those for which `refusals` has an answer left."""

    def __init__(self, refusals: list[int]) -> None:
        """Take the statuses of the documents to come; then each is taken."""
        self.refusals, self.taken = refusals, []  # type: ignore[var-annotated]  # names of documents

    def __call__(self, request: Request) -> tuple[int, Any]:
        """Answer one request."""
        items = []
        for line in request.body.splitlines()[::2]:
            name = json.loads(line)["index"]["_id"]
            status = self.refusals.pop(0) if self.refusals else 201
            if status == 201:
                self.taken.append(name)
                items.append({"index": {"_id": name, "status": status}})
            else:
                items.append({"index": {"_id": name, **error("rejected_execution_exception", status)}})
        return 200, {"errors": True, "items": items}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Retry without long pauses."""
    with monkeypatch.context() as patch:
        patch.setattr(connections, "_BULK_PAUSE_SECONDS", 0)
        yield


def test_what_a_node_has_no_room_for_is_sent_again(quick: None) -> None:
    """One document of two was refused twice; each is there once."""
    bulk = Bulk([201, 429, 429])
    with serving(bulk) as url:
        Connection(at(url)).write("i", DOCUMENTS)
    assert bulk.taken == ["1", "2"]


def test_a_document_that_is_refused_for_good_ends_a_build(quick: None) -> None:
    """A commit with a part of it would be a lie."""
    with serving(Bulk([201, 400])) as url, pytest.raises(IndexUnusableError, match="400 rejected_execution"):
        Connection(at(url)).write("i", DOCUMENTS)


def test_a_node_without_room_for_good_is_told(quick: None) -> None:
    """After some tries."""
    with serving(Bulk([429] * 100)) as url, pytest.raises(IndexAwayError, match="429 rejected_execution"):
        Connection(at(url)).write("i", DOCUMENTS)


class HeadOnly:
    """A node with a head document and nothing else, of whose builder `beats` tells whether it lives."""

    def __init__(self, *, beats: bool) -> None:
        """Take whether the builder in the head is alive."""
        self.beats, self.version = beats, 1
        self.head: dict[str, Any] = {"format": 1, "generation": None, "kept": []}
        self.head["builder"] = {"name": "x", "holder": "process 7 on elsewhere", "beat": 0}

    def __call__(self, request: Request) -> tuple[int, Any]:
        """Answer one request."""
        if request.path == "/":
            return 200, node()
        if not request.path.endswith("/_doc/head"):
            return 200, {}
        if request.method == "PUT":
            self.head, self.version = json.loads(request.body), self.version + 1
            return 200, {"_seq_no": self.version, "_primary_term": 1}
        if self.beats:
            self.head["builder"]["beat"] += 1
        return 200, {"found": True, "_source": self.head, "_seq_no": self.version, "_primary_term": 1}


def test_a_builder_that_beats_keeps_others_out() -> None:
    """They are told who it is; whoever waits is told once."""
    with serving(HeadOnly(beats=True)) as url, pytest.raises(IndexLockedError, match="process 7 on elsewhere"):
        open_writer(at(url))


def test_a_builder_that_is_silent_is_dead() -> None:
    """Nobody's clock is asked: it is watched for some seconds, and its place taken."""
    node_with_head = HeadOnly(beats=False)
    with serving(node_with_head) as url:
        with closing(open_writer(at(url))):
            assert node_with_head.head["builder"]["name"] != "x"
        assert node_with_head.head["builder"] is None


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("URLS", "cluster:9200", "http or https addresses"),
        ("URLS", "http://bot:word@host:9200", "without names"),
        ("PREFIX", "Citebot", "small letters"),
        ("REPLICAS", "many", "a whole number"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password in an address would stand in each message."""
    monkeypatch.setenv(f"INDEX_OPENSEARCH_{name}", value)
    with pytest.raises(SettingsError, match=f"INDEX_OPENSEARCH_{name}.*{words}"):
        load_settings()


def test_settings_lead_to_a_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where INDEX_STORE says so; its password is shown nowhere."""
    monkeypatch.setenv("INDEX_OPENSEARCH_URLS", "https://a:9200/, https://b:9200")
    monkeypatch.setenv("INDEX_OPENSEARCH_PASSWORD", "s3cret-word")
    assert home_of(load_settings()) == load_settings().dir
    monkeypatch.setenv("INDEX_STORE", "opensearch")
    home = home_of(load_settings())
    assert isinstance(home, Cluster)
    assert (home.urls, home.password) == (("https://a:9200/", "https://b:9200"), "s3cret-word")
    assert "s3cret" not in f"{home} {home!r} {load_settings()!r}"
