"""The pages in a real browser: nothing in its console, no faults of access, and a review decided with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import example_situation, served, tab_of

from tidings.situation import Situation

AXE = (Path(__file__).parent / "axe-core-4.14.1.min.js").read_text("utf-8")
# As a narrow phone and a wide desk have it, and as the eye is used to.
LOOKS = [(320, "light"), (1920, "dark")]
SEEN = (
    *("/", "/timeline", "/timeline?zoom=day&start=2031-05-07", "/claims", "/claim?id={claim}", "/differences", "/figures", "/people"),
    *("/person?id={person}", "/posture?what=all", "/documents", "/document?id=01-river-press&at=10-40", "/alerts", "/search?q=dam"),
    *("/review", "/enter", "/why?id={claim}"),
)


# An outline, or in a drawing the stroke of the field that takes the click; behind the last of a short page the focus leaves it.
IS_SHOWN = """(e => e === document.body || getComputedStyle(e).outlineStyle !== 'none'
    || (e.querySelector('.hit') && getComputedStyle(e.querySelector('.hit')).stroke !== 'none'))(document.activeElement)"""


@pytest.fixture(scope="module")
def address(example: Situation) -> Iterator[str]:
    with served(example) as at:
        yield at


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}", scope="module")
def tab(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    with tab_of(browser, *request.param) as opened:
        yield opened


@pytest.mark.parametrize("path", SEEN)
def test_a_page_loads_without_a_fault(tab: Any, address: str, example: Situation, path: str) -> None:
    tab.said.clear()
    tab.goto(address + path.format(claim=example.claims()[0].id, person=example.picture().actors[0].id))
    assert tab.said == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window"
    found = tab.evaluate("async (axe) => { (0, eval)(axe); return (await window.axe.run()).violations }", AXE)
    serious = [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []


@pytest.mark.parametrize("path", [p for p in SEEN if p != "/enter"])
def test_a_page_is_read_with_the_keyboard_alone(tab: Any, address: str, example: Situation, path: str) -> None:
    tab.goto(address + path.format(claim=example.claims()[0].id, person=example.picture().actors[0].id))
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    seen = []
    for _ in range(12):
        tab.keyboard.press("Tab")
        seen.append(
            tab.evaluate("(e => [e.tagName, e.textContent.trim().slice(0, 40), e.getAttribute('href'), e.name])(document.activeElement)")
        )
    # the focus goes on, and is never caught in one place
    assert len({tuple(map(str, where)) for where in seen}) > 2
    assert tab.evaluate(IS_SHOWN), "one can't see where the focus is"


def test_a_citation_opens_the_words_beside_the_page_and_closes_with_a_key(tab: Any, address: str) -> None:
    tab.goto(address + "/claims")
    cite = tab.locator("a.cite").first
    cite.focus()
    tab.keyboard.press("Enter")
    panel = tab.locator("#words blockquote")
    panel.wait_for()
    assert panel.locator("mark").count() >= 1
    tab.keyboard.press("Escape")
    assert tab.locator("#words blockquote").count() == 0
    assert tab.evaluate("document.activeElement.className") == "cite"
    assert tab.said == []


def test_pages_are_read_without_script(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    tab = context.new_page()
    tab.goto(address + "/claims")
    tab.locator("a.cite").first.click()
    assert tab.locator("mark#words").count() == 1
    tab.goto(address + "/posture?what=all")
    tab.locator(".strip a").first.click()
    assert "on=" in tab.url
    tab.goto(address + "/review")
    assert tab.locator("form.answer button").count() == 2
    context.close()


def test_a_review_is_decided_with_the_keyboard_alone(browser: Any, example: Situation) -> None:
    situation = example_situation(example)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    with served(situation) as at:
        tab.goto(at + "/review")
        question = tab.locator("form.answer input[name=id]")
        first = question.get_attribute("value")

        def pressed(key: str) -> str | None:
            with tab.expect_navigation():
                tab.keyboard.press(key)
            return question.get_attribute("value")

        second = pressed("j")
        assert second != first
        assert pressed("k") == first
        assert pressed("y") == second
        assert [j.undone for j in situation.judgements()] == [None]
        assert pressed("n") not in (first, second)
        assert len(situation.judgements()) == 2
        assert pressed("u") == second
        assert pressed("u") == first
        assert all(j.undone for j in situation.judgements())
        tab.keyboard.press("/")
        assert tab.evaluate("document.activeElement.id") == "find"
        tab.keyboard.type("jn")
        assert len(situation.judgements()) == 2, "keys are letters where somebody types"
        tab.goto(at + "/review")
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.className") == "skip"
        # what the page still asks for is answered before the server stops: a refusal then would be no fault of the page
        tab.wait_for_load_state("networkidle")
        context.close()
    assert said == []
