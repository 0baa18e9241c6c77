"""Each page answers, has its rows, leads to the exact words, and keeps the moment that is looked at."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html as parsing
from starlette.testclient import TestClient
from tests.web.conftest import PAGES, client_of

from tidings.show.alerts import alerts
from tidings.show.indicators import watchlist_in
from tidings.situation import Situation, situation_in_memory


@pytest.mark.parametrize("address", PAGES)
def test_a_page_answers(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.text[:500]
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("address", [a for a in PAGES if not a.startswith("/words")])
def test_a_page_has_its_landmarks_and_works_without_script(client: TestClient, address: str) -> None:
    page = parsing.fromstring(client.get(address).text)
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//a[@class='skip' and @href='#main']")
    for form in page.xpath("//form"):
        assert form.get("action", "").startswith("/")
        assert form.get("method") in ("get", "post")
        assert form.xpath(".//button") or form.get("role") == "search"
    for link in page.xpath("//*[@hx-get]"):
        assert link.get("href"), "what script opens has an address of its own"


def rows_of(text: str) -> list[str]:
    return [row.text_content() for row in parsing.fromstring(text).xpath("//ol[contains(@class, 'rows')]/li")]


def test_the_timeline_has_the_rows_of_the_situation(client: TestClient, example: Situation) -> None:
    shown = "\n".join(rows_of(client.get("/timeline").text))
    assert len(example.timeline()) > 20
    for row in example.timeline()[:100]:
        assert row.what in shown
    planned = [row.what for row in example.timeline() if row.status == "planned"]
    narrowed = rows_of(client.get("/timeline?status=planned").text)
    assert len(narrowed) == min(100, len(planned))
    assert all("planned" in row for row in narrowed)


def test_the_claims_have_their_chains(client: TestClient, example: Situation) -> None:
    page = parsing.fromstring(client.get("/claims").text)
    chained = [row for row in example.claims()[:100] if len(row.chain) > 1]
    assert chained
    chains = page.xpath("//span[@class='chain']")
    drawn = [[link.text_content() for link in chain.xpath(".//span[contains(@class, 'link')]")] for chain in chains]
    assert list(reversed(chained[0].chain)) in drawn


def test_a_claim_is_drawn_from_the_one_who_said_it_to_every_document(client: TestClient, example: Situation) -> None:
    row = max(example.claims(), key=lambda r: len(r.tellings))
    page = parsing.fromstring(client.get("/claim", params={"id": row.id}).text)
    assert len(page.xpath("//ul[@class='tree']//li[@class='leaf']")) == len(row.tellings)
    roots = {node.text_content().strip() for node in page.xpath("//ul[@class='tree']/li/span[1]")}
    assert roots == {(t.chain[-1] if t.chain else "unnamed") for t in row.tellings}


def test_a_contradicted_claim_shows_both_sides(client: TestClient, example: Situation) -> None:
    opposed = [d for d in example.differences() if d.sort == "contradiction"]
    claims = {record: row for row in example.claims() for record in row.records}
    row, difference = next((claims[ref], d) for d in opposed for ref in d.records if ref in claims)
    page = parsing.fromstring(client.get("/claim", params={"id": row.id}).text)
    text = page.xpath("string(//section[@aria-labelledby='against'])")
    assert difference.a.text in text
    assert difference.b.text in text


def test_differences_mark_the_words_of_one_side_alone(client: TestClient, example: Situation) -> None:
    page = parsing.fromstring(client.get("/differences").text)
    sides = [[q.text_content() for q in section.xpath(".//q")] for section in page.xpath("//section[@class='sides']")]
    assert sides == [[row.a.text, row.b.text] for row in example.differences()[:100]]
    assert page.xpath("//mark[@class='differs']")


def test_figures_are_drawn_with_their_values_and_sources(client: TestClient, example: Situation) -> None:
    first = example.figures()[0]
    card = parsing.fromstring(client.get("/figures").text).xpath("//section[contains(@class, 'figure')]")[0]
    assert len(card.xpath(".//tbody/tr")) == min(12, len(first.points))
    assert card.xpath(".//*[local-name()='svg']")
    for point in first.points[:12]:
        assert point.words.text in card.text_content()


@pytest.mark.parametrize("address", ["/", "/timeline", "/claims", "/differences", "/figures", "/posture?what=all&days=90", "/review"])
def test_every_citation_opens_the_exact_words(client: TestClient, example: Situation, address: str) -> None:
    cites = parsing.fromstring(client.get(address).text).xpath("//a[@class='cite']")
    assert cites
    texts = {r.document.id: r.document.text for r in example.readings()}
    for cite in cites[:: max(1, len(cites) // 12)]:
        asked = parse_qs(urlsplit(cite.get("href")).query)
        spans = [tuple(map(int, part.split("-"))) for part in asked["at"][0].split(".")]
        expected = "".join(texts[asked["id"][0]][start:end] for start, end in spans)
        for path in (cite.get("href").partition("#")[0], cite.get("hx-get")):
            opened = parsing.fromstring(client.get(path).text)
            assert "".join(m.text_content() for m in opened.xpath("//mark[contains(@class, 'asked')]")) == expected


def test_a_document_with_all_layers_or_none_is_its_text(client: TestClient, example: Situation) -> None:
    text = example.reading("01-river-press").document.text
    for layers in ("", "&layers=none", "&layers=sources.cues", "&at=10-40"):
        page = parsing.fromstring(client.get(f"/document?id=01-river-press{layers}").text)
        assert page.xpath("string(//div[@class='text'])") == text
    switched_off = parsing.fromstring(client.get("/document?id=01-river-press&layers=none").text)
    assert not switched_off.xpath("//div[@class='text']/*")
    only_sources = parsing.fromstring(client.get("/document?id=01-river-press&layers=sources").text)
    assert {e.get("class") for e in only_sources.xpath("//div[@class='text']/*")} == {"l-sources"}


def test_what_was_skipped_says_why(client: TestClient, example: Situation) -> None:
    skipping = next(r for r in example.readings() if r.skipped)
    page = parsing.fromstring(client.get("/document", params={"id": skipping.document.id}).text)
    told = page.xpath("string(//section[@aria-labelledby='skipped'])")
    assert all(skipped.why in told for skipped in skipping.skipped[:60])


def test_a_person_has_names_statements_and_places(client: TestClient) -> None:
    page = parsing.fromstring(client.get("/people").text)
    link = page.xpath("//tbody/tr[1]//a")[0]
    person = parsing.fromstring(client.get(link.get("href")).text)
    assert person.xpath("string(//h1)") == link.text_content()
    statements = int(page.xpath("string(//tbody/tr[1]/td[5])"))
    assert len(person.xpath("//section[@aria-labelledby='said']//li")) == min(100, statements) > 0
    assert person.xpath("//section[@aria-labelledby='named']//a[@class='cite']")


def test_search_marks_the_words_and_links_to_them(client: TestClient) -> None:
    marks = parsing.fromstring(client.get("/search?q=sluices").text).xpath("//p[@class='snippet']//mark")
    assert marks
    assert all(m.text_content().casefold().startswith("sluices") for m in marks)
    opened = parsing.fromstring(client.get(marks[0].getparent().get("href").partition("#")[0]).text)
    assert opened.xpath("string(//mark[@id='words'])") == marks[0].text_content()


@pytest.mark.parametrize("address", ["/", "/timeline", "/claims", "/differences", "/figures", "/posture", "/people", "/documents"])
def test_the_moment_is_kept_in_every_link(client: TestClient, address: str) -> None:
    page = parsing.fromstring(client.get(f"{address}?as_of=2031-05-10").text)
    links = [a.get("href") for a in page.xpath("//a[@href]") if a.get("href").startswith("/")]
    back = [a.get("href") for a in page.xpath("//p[@class='notice']//a")]
    assert len(links) > 10
    assert [href for href in links if "as_of=2031-05-10" not in href] == back


def test_what_came_later_is_not_shown_as_known_then(client: TestClient, example: Situation) -> None:
    later = {r.document.id for r in example.readings()} - {r.document.id for r in example.as_known("2031-05-10").readings()}
    assert later
    for address in ("/documents", "/timeline", "/claims", "/search?q=dam"):
        shown = client.get(address, params={"as_of": "2031-05-10", "q": "dam"}).text
        assert not [doc for doc in later if re.search(rf"id={re.escape(doc)}[&\"]", shown)]
    for doc in later:
        assert client.get("/document", params={"id": doc, "as_of": "2031-05-10"}).status_code == 404


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/nothing", 404),
        ("/document?id=nothing", 404),
        ("/claim?id=nothing", 404),
        ("/person?id=nothing", 404),
        ("/words?id=01-river-press&at=9-3", 404),
        ("/?as_of=yesterday", 400),
        ("/timeline?start=2031-13-45", 400),
        ("/claims?page=0", 400),
        ("/claims?page=many", 400),
        ("/posture?number=-1", 400),
        ("/document", 400),
    ],
)
def test_a_fault_is_told_on_a_page(client: TestClient, address: str, code: int) -> None:
    response = client.get(address)
    assert response.status_code == code
    assert parsing.fromstring(response.text).xpath("//main//h1")


@pytest.mark.parametrize(
    "address",
    [
        "/timeline?zoom=decade&start=0001-01-01",
        "/timeline?zoom=decade&start=9999-12-31",
        "/timeline?zoom=hour&start=9999-12-31T23:59",
        "/timeline?zoom=nothing&start=9999-12-31T23:59",
        "/posture?on=0001-01-01&days=1000000",
        "/posture?on=9999-12-31",
        "/posture?box=nan,nan,nan",
        "/posture?box=90,180,0.0001",
        "/posture?box=-90,-180,180",
        "/claims?page=999999",
        "/document?id=01-river-press&at=" + "1-2." * 400,
        "/document?id=01-river-press&part=999",
        "/search?q=%00%22%27%3B--",
        "/?since=9999-12-31",
        "/?since=0001-01-01",
        "/review?n=999999&sort=nothing",
    ],
)
def test_odd_wishes_are_answered(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 200


def test_a_situation_without_a_document_has_pages() -> None:
    empty = client_of(situation_in_memory())
    for address in PAGES:
        if "id=" not in address:
            assert empty.get(address).status_code == 200, address


def test_documents_that_come_are_seen_soon(example: Situation) -> None:
    seconds = [0.0]
    situation = situation_in_memory()
    from tidings.web.desk import FRESH, Desk

    grown = client_of(situation, desk=Desk(situation, seconds=lambda: seconds[0]))
    assert "0 documents" in grown.get("/documents").text
    situation.ledger.keep(example.readings()[0], situation._clock())
    assert "0 documents" in grown.get("/documents").text
    seconds[0] += FRESH
    assert "1 document<" in grown.get("/documents").text


def test_alerts_show_the_indicator_and_lead_to_its_words(example: Situation, tmp_path: Path) -> None:
    (tmp_path / "alerts.yaml").write_text(
        "indicators: [{name: troops <b>move</b>, type: MOBILIZE, status: actual}, {name: it holds, words: dam collapse}]", "utf-8"
    )
    indicators = watchlist_in(tmp_path / "alerts.yaml").indicators
    warned = client_of(example, alerts=lambda snapshot: alerts(snapshot.picture, snapshot.readings, indicators))
    every = alerts(example.picture(), example.readings(), indicators)
    page = parsing.fromstring(warned.get("/alerts").text)
    rows = page.xpath("//ol[@class='rows claims']/li")
    assert len(rows) == len(every) > 2
    for row, alert in zip(rows, every, strict=True):
        told = row.text_content()
        assert alert.indicator in told
        assert alert.words.text in told
        assert all(origin in told for origin in alert.origins)
        assert len(row.xpath(".//a[@class='cite']")) == len(alert.accounts)
    assert [m.text for m in page.xpath("//q/mark")] == ["dam", "collapsed"]
    narrowed = parsing.fromstring(warned.get("/alerts", params={"indicator": "it holds"}).text)
    assert len(narrowed.xpath("//ol[@class='rows claims']/li")) == 1
    table = warned.get("/alerts", params={"format": "csv"}).text
    assert table.splitlines()[0].startswith("alert,indicator,type")
    assert len(table.splitlines()) > len(every)
    assert warned.get("/alerts", params={"as_of": "2031-05-05"}).text.count('<li class="row') < len(every)
    assert "nothing is watched for" in client_of(example).get("/alerts").text
