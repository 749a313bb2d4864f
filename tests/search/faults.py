"""A cluster that fails as told: what stands between the site and the real one, and lets through, hangs or hangs up."""

import contextlib
import select
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_BUSY = b"HTTP/1.1 429 Too Many Requests\r\nX-Elastic-Product: Elasticsearch\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Passage:
    """`state`: "open", "hanging" (takes what it is sent and never answers), "busy" (429) or "closed" (hangs up)."""

    url: str
    state: str = "open"
    _lines: list[socket.socket] = field(default_factory=list)

    def becomes(self, state: str) -> None:
        """Lines that stand are cut: a client that keeps its connections would not see the change."""
        self.state = state
        while self._lines:
            line = self._lines.pop()
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    @property
    def address(self) -> tuple[str, int]:
        url = urlsplit(self.url)
        return url.hostname or "", url.port or 9200

    def serve(self, line: socket.socket) -> None:
        with line, contextlib.suppress(OSError):
            self._lines.append(line)
            if self.state == "busy":
                while line.recv(65536):
                    line.sendall(_BUSY)
            elif self.state == "hanging":
                while line.recv(65536):
                    pass
            elif self.state == "open":
                with socket.create_connection(self.address) as beyond:
                    _join(line, beyond)


def _join(one: socket.socket, other: socket.socket) -> None:
    while True:
        ready, _, _ = select.select([one, other], [], [])
        for line in ready:
            said = line.recv(65536)
            if not said:
                return
            (other if line is one else one).sendall(said)


@contextlib.contextmanager
def passage(url: str) -> Iterator[tuple[Passage, str]]:
    """A passage to a node, and the address to ask instead of the node's own."""
    through = Passage(url)
    with socket.create_server(("127.0.0.1", 0)) as door:

        def wait() -> None:
            with contextlib.suppress(OSError):
                while True:
                    threading.Thread(target=through.serve, args=(door.accept()[0],), daemon=True).start()

        threading.Thread(target=wait, daemon=True).start()
        yield through, f"http://127.0.0.1:{door.getsockname()[1]}"
        through.becomes("closed")
        door.shutdown(socket.SHUT_RDWR)
