"""The page: rows carry their words, hostile text stays text, and it opens in a browser without asking any network."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tidings.engine import picture_of, read_document
from tidings.know.example import example_folder
from tidings.model.document import Document, Published
from tidings.model.reading import Reading
from tidings.show.report import page
from tidings.show.views import timeline
from tidings.situation import Situation, situation_in_memory

HOSTILE = "<script>alert(1)</script> Osk's mayor Ada Olm said “<img src=x onerror=alert(2)>” and that javascript:alert(3) \u202e held."


@pytest.fixture(scope="module")
def example() -> Situation:
    situation = situation_in_memory()
    situation.add(example_folder())
    return situation


def test_every_row_shows_words_of_its_document(example: Situation) -> None:
    texts = {r.document.id: r.document.text for r in example.readings()}
    for row in example.timeline():
        for words in row.refs:
            assert " … ".join(texts[words.doc][s:e] for s, e in words.spans) == words.text
    for claim in example.claims():
        assert claim.words in [t.content.text for t in claim.tellings]


def test_since_and_until_hold_what_happened_then(example: Situation) -> None:
    rows = timeline(example.picture(), example.readings(), since="2031-05-08", until="2031-05-09")
    assert rows
    assert all(row.when for row in rows)


def test_hostile_text_is_shown_as_text() -> None:
    document = Document(id="<b>x</b>", text=HOSTILE, title="<i>t</i>", body=((0, len(HOSTILE)),), published=Published())
    reading = read_document(document)
    assert isinstance(reading, Reading)
    html = page(picture_of([reading]), [reading], "<u>title</u>")
    for raw in ("<script", "<img", "<b>x", "<i>t", "<u>title", "\u202e"):
        assert raw not in html


def test_the_page_asks_no_network_and_every_link_lands(example: Situation) -> None:
    html = example.page("Example")
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", html)
    ids = set(re.findall(r'id="([^"]+)"', html))
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert len(targets) > 20
    assert targets <= ids


@pytest.mark.parametrize("width", [320, 1400])
def test_the_page_shows_in_a_real_browser(example: Situation, tmp_path: Path, width: int) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    (tmp_path / "page.html").write_text(example.page("Example"), "utf-8")
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
    command = [
        chromium,
        *flags.split(),
        f"--user-data-dir={tmp_path / 'profile'}",
        f"--window-size={width},900",
        f"--screenshot={tmp_path / 'shot.png'}",
    ]
    subprocess.run([*command, (tmp_path / "page.html").as_uri()], check=True, capture_output=True, timeout=120)
    assert (tmp_path / "shot.png").stat().st_size > 10_000
