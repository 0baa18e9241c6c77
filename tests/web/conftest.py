"""The bundled example behind the pages: asked directly, or served to a real browser."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tidings.know.example import example_folder
from tidings.situation import Situation, situation_in_memory

pytest.importorskip("fastapi", reason="the extra `web` is not installed")

import uvicorn
from starlette.testclient import TestClient

from tidings.web.access import Access
from tidings.web.app import create_app

SECRET = b"known to the tests alone"

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Every page, as it is come upon and with something asked of it.
PAGES = (
    "/",
    "/?since=2031-05-10",
    "/timeline",
    "/timeline?zoom=decade",
    "/timeline?zoom=hour&start=2031-05-07T11:00",
    "/timeline?status=planned&type=MOBILIZE&words=engineers&on=2031-05-12",
    "/claims",
    "/claims?about=dam&by=Harrow&since=2031-05-08&status=actual&origins=2",
    "/differences",
    "/differences?sort=change&kind=number",
    "/figures",
    "/figures?about=people",
    "/posture",
    "/posture?what=all&days=30&number=2&box=50.0,30.0,10.0",
    "/people",
    "/people?only=foreseeing&kind=person&name=a",
    "/documents",
    "/documents?outlet=River+Press&on=2031-05-07&words=dam",
    "/document?id=01-river-press",
    "/document?id=01-river-press&layers=none",
    "/words?id=01-river-press&at=10-40",
    "/alerts",
    "/search",
    "/search?q=dam&outlet=River+Press&since=2031-05-01&until=2031-06-01",
    "/review",
)


def example_situation(kept: Situation | None = None) -> Situation:
    """The example: read, or the same readings in a ledger of their own, so that what one test judges is not judged in another."""
    situation = situation_in_memory()
    if kept is None:
        situation.add(example_folder())
    for reading in kept.readings() if kept else ():
        situation.ledger.keep(reading, situation._clock())
    return situation


def client_of(situation: Situation, **options: Any) -> TestClient:
    """The pages of a situation, without a network."""
    options.setdefault("access", Access(secret=SECRET))
    return TestClient(create_app(situation, **options), base_url="http://127.0.0.1:8300", follow_redirects=False)


@pytest.fixture(scope="session")
def example() -> Situation:
    return example_situation()


@pytest.fixture(scope="session")
def client(example: Situation) -> TestClient:
    return client_of(example)


@contextmanager
def served(situation: Situation) -> Iterator[str]:
    """The address at which the pages are served while it lasts."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(situation, access=Access(secret=SECRET)), log_level="error", server_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@contextmanager
def tab_of(browser: Any, width: int, scheme: str) -> Iterator[Any]:
    """A tab that keeps what its console says and what it asks of any other machine."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    opened = context.new_page()
    opened.said = []
    opened.on("console", lambda message: opened.said.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    opened.on("request", lambda asked: opened.said.append(asked.url) if "127.0.0.1" not in asked.url else None)
    yield opened
    context.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield launched
        launched.close()
