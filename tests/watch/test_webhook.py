"""A message to an address: posted as JSON, never further than the address, and never waited for long."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tidings.watch import webhook
from tidings.watch.webhook import post

Seen = list[tuple[str, str, object]]


@pytest.fixture
def server() -> Iterator[tuple[str, Seen]]:
    """An address on this machine, and what was posted to it."""
    seen: Seen = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append((self.path, self.headers["Content-Type"], json.loads(body)))
            code = {"/moved": 307, "/gone": 410, "/found": 302}.get(self.path, 204)
            if self.path == "/slow":
                stopped.wait(5)
            self.send_response(code)
            if code in (302, 307):
                self.send_header("Location", "/elsewhere")
            self.end_headers()

        def do_GET(self) -> None:
            seen.append((self.path, "GET", None))

        def log_message(self, *_: object) -> None:
            pass

    stopped = threading.Event()
    served = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}", seen
    stopped.set()
    served.shutdown()
    served.server_close()


def test_a_message_is_posted_as_json(server: tuple[str, Seen]) -> None:
    address, seen = server
    post(f"{address}/hook?key=1", json.dumps({"text": "Brücke"}))
    assert seen == [("/hook?key=1", "application/json", {"text": "Brücke"})]


@pytest.mark.parametrize("path", ["/moved", "/found"])
def test_no_redirect_is_followed(server: tuple[str, Seen], path: str) -> None:
    address, seen = server
    with pytest.raises(OSError, match="sends elsewhere, which is not followed"):
        post(address + path, "{}")
    assert [p for p, _, _ in seen] == [path]


def test_what_is_refused_is_told(server: tuple[str, Seen]) -> None:
    with pytest.raises(OSError, match="refused the message"):
        post(server[0] + "/gone", "{}")


def test_who_does_not_answer_is_left(server: tuple[str, Seen], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "PATIENCE", 0.2)
    with pytest.raises(OSError, match="timed out"):
        post(server[0] + "/slow", "{}")


def test_nobody_there() -> None:
    with pytest.raises(OSError, match="refused"):
        post("http://127.0.0.1:9/", "{}")
