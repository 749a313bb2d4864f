"""A mail server on loopback that takes what it is given, and fails on request."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Session(socketserver.StreamRequestHandler):
    server: "Sink"

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        self.server.connections += 1
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "QUIT":
                return self.say("221 bye")
            if verb == "DATA":
                self.take()
            elif verb == "RCPT" and self.server.refuses in line:
                self.say(self.server.refusal)
            else:
                self.say("250 ok")
        return None

    def take(self) -> None:
        self.say("354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.received.append(b"".join(lines))
        if not self.server.hangs_up:
            self.say("250 taken")
        else:
            self.connection.shutdown(socket.SHUT_RDWR)


class Sink(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.received: list[bytes] = []
        self.connections = 0
        self.refuses, self.refusal, self.hangs_up = "nobody@", "550 no such person", False

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, *_args: object) -> None:
        """A client that hangs up is part of the play."""


@contextmanager
def smtp_sink() -> Iterator[Sink]:
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield sink
        sink.shutdown()
        thread.join()
