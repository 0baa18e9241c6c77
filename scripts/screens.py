"""Writes docs/screens/*.png: each page of `tidings serve` with the bundled example, as docs/pages.md shows them.

python scripts/screens.py [FOLDER]        needs chromium, and playwright of the dev extra

The pictures are as the browser makes them; a tool such as pngquant makes them smaller.
"""

import re
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from tidings.engine import read_document
from tidings.know.example import example_folder
from tidings.model.alert import Alert
from tidings.model.document import Document, Published
from tidings.model.reading import Reading
from tidings.show.alerts import alerts
from tidings.show.indicators import watchlist_in
from tidings.situation import Situation, situation_in_memory, utc_now
from tidings.web.access import Access
from tidings.web.app import create_app
from tidings.web.snapshot import Snapshot

ROOT = Path(__file__).resolve().parent.parent
# name, address, width, height, light or dark, what to click before
SHOTS = (
    ("now", "/?since=2031-05-12", 1280, 900, "light", None),
    ("now-320", "/?since=2031-05-12", 320, 760, "dark", None),
    ("timeline", "/timeline", 1280, 900, "light", None),
    ("timeline-1920", "/timeline?zoom=month&start=2031-04-26", 1920, 1000, "dark", None),
    ("claims", "/claims", 1280, 900, "light", "a.cite"),
    ("claim", "/claim?id={claim}", 1280, 760, "light", None),
    ("differences", "/differences", 1280, 900, "light", None),
    ("figures", "/figures", 1280, 900, "light", None),
    ("posture", "/posture?what=all", 1280, 900, "light", None),
    ("people", "/people", 1280, 760, "dark", None),
    ("document", "/document?id=01-river-press", 1280, 900, "light", None),
    ("alerts", "/alerts", 1280, 760, "light", None),
    ("search", "/search?q=soldiers+barrage", 1280, 760, "light", None),
    ("review", "/review", 1280, 760, "light", None),
    ("why", "/why?id={claim}", 1280, 900, "light", None),
    ("notes", "/notes", 1280, 560, "light", None),
)


def example() -> Situation:
    """The example, with a note and a query."""
    situation = situation_in_memory()
    situation.add(example_folder())
    situation.note("01-river-press:c1", "Asked the ministry for the unit’s name; no answer yet.", who="ana")
    situation.note("05_lantern.txt", "The photograph shows the lower gate, not the upper one.", who="ben")
    situation.save("the dam since May 8", "claims", [("about", "dam"), ("since", "2031-05-08")], who="ana")
    return situation


# The example's countries are invented, and on no map: these made-up reports speak of places that are.
PLACED = (
    (
        "a",
        "2031-05-06",
        "Three columns of lorries moved from Gomel to Mozyr on Monday, the regional council said. Two battalions reached Brest on Tuesday.",
    ),
    ("b", "2031-05-07", "Soldiers closed the bridge at Mozyr on Tuesday night. The mayor of Gomel denied that troops had left the town."),
    (
        "c",
        "2031-05-08",
        "Border guards in Rivne said that 400 soldiers had arrived in Lutsk on Wednesday. A drone struck a depot near Chernihiv overnight.",
    ),
    (
        "d",
        "2031-05-09",
        "The ministry said on Thursday that it would send engineers to Kobryn. Shells hit a warehouse in Chernihiv, killing two people.",
    ),
    (
        "e",
        "2031-05-10",
        "Protesters marched through Minsk on Friday. Tanks were unloaded in Baranavichy and Pinsk, residents told the Border Courier.",
    ),
)


def placed() -> Situation:
    """Reports whose places the gazetteer knows."""
    situation = situation_in_memory()
    for name, day, text in PLACED:
        published = Published(start=day, end=day, grain="day", basis="metadata")
        reading = read_document(Document(id=name, text=text, outlet="Border Courier", published=published, body=((0, len(text)),)))
        if isinstance(reading, Reading):
            situation.ledger.keep(reading, utc_now())
    return situation


@contextmanager
def served(situation: Situation, **options: Any) -> Iterator[str]:
    """The address at which the pages of a situation are served meanwhile."""
    app = create_app(situation, access=Access(secret=b"screens", local="ana"), **options)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    situation = example()
    (indicators,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "alerts.md").read_text("utf-8"), re.S)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "alerts.yaml"
        path.write_text(indicators, "utf-8")
        watched = watchlist_in(path).indicators

    def told(snapshot: Snapshot) -> Sequence[Alert]:
        return alerts(snapshot.picture, snapshot.readings, watched)

    with (
        sync_playwright() as driver,
        served(situation, title="At the Keld dam", alerts=told) as at,
        served(placed(), title="On the border") as there,
    ):
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, address, width, height, scheme, click in SHOTS:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            for _ in range(20):
                answer = page.goto((there if name == "posture" else at) + address.format(claim=situation.claims()[0].id))
                if answer is None or answer.status != 503:
                    break
                time.sleep(0.5)
            if click:
                page.locator(click).first.click()
                page.locator("#words blockquote").wait_for()
                page.wait_for_timeout(600)  # the panel has come in
            page.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
