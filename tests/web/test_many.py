"""The pages with five thousand made-up readings, in a real browser: each as narrow as a phone and as wide as a desk, light and dark."""

import importlib.util
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import served, tab_of

from tidings.situation import Situation

ROOT = Path(__file__).parent.parent.parent
AXE = (Path(__file__).parent / "axe-core-4.14.1.min.js").read_text("utf-8")
READINGS = 5000
SEEN = (
    *("/", "/timeline", "/claims", "/claim?id={claim}", "/differences", "/figures", "/posture?what=all", "/people", "/person?id={person}"),
    *("/documents", "/document?id={document}&at=0-20", "/alerts", "/search?q=bridges", "/review", "/why?id={claim}", "/notes"),
)
LOOKS = [(320, "dark"), (1920, "light")]


@pytest.fixture(scope="module")
def many() -> Situation:
    spec = importlib.util.spec_from_file_location("bench_pages", ROOT / "bench" / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    made: Situation = module.MadeSituation(module.MadeLedger(READINGS))
    return made


@pytest.fixture(scope="module")
def address(many: Situation) -> Iterator[str]:
    with served(many) as at:
        yield at


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}", scope="module")
def tab(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    with tab_of(browser, *request.param) as opened:
        yield opened


@pytest.mark.parametrize("path", SEEN)
def test_a_page_of_many_loads_without_a_fault(tab: Any, address: str, many: Situation, path: str) -> None:
    picture, document = many.picture(), many.readings()[1234].document.id
    for _ in range(60):  # the picture is made beside the first requests
        response = tab.goto(address + path.format(claim=picture.claims[17].id, person=picture.actors[5].id, document=document))
        if response.status != 503:
            break
        time.sleep(1)
    assert response.status == 200
    tab.said.clear()
    tab.reload()
    assert tab.said == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window"
    found = tab.evaluate("async (axe) => { (0, eval)(axe); return (await window.axe.run()).violations }", AXE)
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")] == []
    assert len(many.readings()) == READINGS
