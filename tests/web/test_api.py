"""The API: what the pages and commands know, by the same filters, page by page, in the form that is asked for; faults as one line."""

import csv
import io
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jsonschema
import pytest
import stix2
from lxml import html as parsing
from starlette.testclient import TestClient
from tests.show.situations import placed_situation
from tests.web.conftest import PAGES, SECRET, client_of

from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.model.records import as_json, from_json
from tidings.show.exports.files import TABLE_FORMS
from tidings.situation import Situation, situation_in_memory
from tidings.web.access import Access

API = "/api/v1"
LISTS = (
    *("documents", "readings", "claims", "timeline", "events", "figures", "differences", "contradictions", "corroboration", "predictions"),
    *("track_record", "actors", "stories", "copies", "brief", "diff"),
)


def items(client: TestClient, path: str, **asked: Any) -> list[Any]:
    response = client.get(f"{API}/{path}", params=asked)
    assert response.status_code == 200, response.text
    found: list[Any] = response.json()["items"]
    return found


def same(records: Any) -> Any:
    return json.loads(json.dumps(as_json(records)))


def test_every_list_is_described_and_answers_as_described(client: TestClient) -> None:
    spec = client.get(f"{API}/openapi.json").json()
    assert spec["openapi"].startswith("3.1")
    assert set(client.get(f"{API}/").json()["addresses"]) == set(spec["paths"])
    for name in LISTS:
        body = client.get(f"{API}/{name}", params={"limit": 10_000}).json()
        schema = spec["paths"][f"/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate(body, {**schema, "components": spec["components"]})
        assert body["total"] == len(body["items"])


def test_the_picture_and_the_readings_are_those_of_the_commands(client: TestClient, example: Situation) -> None:
    whole = client.get(f"{API}/picture").json()
    assert from_json(Picture, whole) == example.picture()
    assert [from_json(Reading, r) for r in items(client, "readings", limit=100)] == list(example.readings())
    one = example.readings()[3]
    assert from_json(Reading, client.get(f"{API}/reading", params={"id": one.document.id}).json()) == one
    for part in ("claims", "events", "figures", "contradictions", "changes", "predictions", "track_record", "actors", "stories", "copies"):
        assert items(client, f"picture/{part}", limit=10_000) == whole[part]


def test_lists_are_those_of_the_commands(client: TestClient, example: Situation) -> None:
    assert items(client, "timeline", since="2031-05-08", until="2031-05", limit=1000) == same(
        example.timeline(since="2031-05-08", until="2031-05")
    )
    assert items(client, "claims", about="dam", since="2031-05-08") == same(example.claims(about="dam", since="2031-05-08"))
    assert items(client, "claims", by="Harrow") == same(example.claims(by="Harrow"))
    assert items(client, "figures") == same(example.figures())
    assert items(client, "differences") == same(example.differences())
    assert items(client, "brief") == same(example.brief())
    assert items(client, "diff", since="2031-05-08", until="2031-05-20") == same(example.diff("2031-05-08", "2031-05-20"))
    asked = {"types": ("ASSAULT", "MOBILIZE"), "statuses": ("planned",), "since": "2031-05-01"}
    assert items(client, "events", type=["assault", "MOBILIZE"], status="planned", since="2031-05-01") == same(example.events(**asked))  # type: ignore[arg-type]
    assert items(client, "events", limit=1000, as_of="2031-05-10") == same(example.as_known("2031-05-10").events())
    assert [hit["document"] for hit in items(client, "search", q="dam")] == [hit.document for hit in example.search("dam")]
    assert items(client, "contradictions") == [row for row in same(example.differences()) if row["sort"] == "contradiction"]


def test_events_are_found_near_a_place() -> None:
    situation = placed_situation()
    client = client_of(situation)
    near = items(client, "events", near="Kharkiv", within=30)
    assert near == same(situation.events(near=situation.spot("Kharkiv"), within=30))
    assert 0 < len(near) < len(situation.events())


def test_pages_of_a_list_follow_one_another(client: TestClient, example: Situation) -> None:
    address, seen = f"{API}/claims?limit=7", []
    while address:
        response = client.get(address)
        body = response.json()
        assert body["total"] == len(example.claims())
        seen += body["items"]
        assert (f'<{body["links"].get("next")}>; rel="next"' in response.headers.get("Link", "")) == ("next" in body["links"])
        address = body["links"].get("next", "")
    assert seen == same(example.claims())
    last = client.get(client.get(f"{API}/claims?limit=7").json()["links"]["last"]).json()
    assert last["items"] == seen[last["offset"] :]
    assert parse_qs(urlsplit(last["links"]["prev"]).query)["offset"] == [str(last["offset"] - 7)]
    assert client.get(f"{API}/claims?offset=9999").json()["items"] == []


def test_a_text_comes_with_its_spans(client: TestClient, example: Situation) -> None:
    for reading in example.readings():
        text = client.get(f"{API}/text", params={"id": reading.document.id}).json()
        assert text["text"] == reading.document.text
        assert text["marks"]
        assert all(text["text"][slice(*mark["span"])] == mark["text"] for mark in text["marks"])
        plain = client.get(f"{API}/text", params={"id": reading.document.id}, headers={"Accept": "text/plain"})
        assert plain.text == reading.document.text


def test_single_records_are_those_of_the_lists(client: TestClient) -> None:
    for one, many in (("claim", "claims"), ("event", "events"), ("actor", "actors")):
        for item in items(client, many)[:3]:
            name = item["actor"]["id"] if one == "actor" else item["id"]
            assert client.get(f"{API}/{one}", params={"id": name}).json() == item


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "application/json"),
        ("text/csv", "text/csv"),
        ("application/json;q=0.2, text/csv;q=0.9", "text/csv"),
        ("image/png, application/geo+json", "application/geo+json"),
        ("application/stix+json;version=2.1", "application/stix+json"),
        ("application/vnd.google-earth.kml+xml", "application/vnd.google-earth.kml+xml"),
        ('application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"', "application/ld+json"),
    ],
)
def test_accept_chooses_the_form(client: TestClient, accept: str, media: str) -> None:
    response = client.get(f"{API}/claims", headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith(media)
    assert response.headers["Vary"] == "Accept"


def test_forms_of_one_name_are_told_apart_by_their_profile(client: TestClient) -> None:
    for profile, kind in (("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection"), ("https://schema.org", None)):
        body = client.get(f"{API}/claims", headers={"Accept": f'application/ld+json; profile="{profile}"'}).json()
        assert body.get("type") == kind


def test_forms_are_the_rows_of_the_list(client: TestClient, example: Situation) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"{API}/claims?format=csv").text)))
    assert [row["id"] for row in rows] == [row.id for row in example.claims()]
    few = list(csv.DictReader(io.StringIO(client.get(f"{API}/claims?format=csv&limit=3&offset=2").text)))
    assert few == rows[2:5]
    bundle = stix2.parse(client.get(f"{API}/claims?format=stix&about=dam").text)
    notes = {o.content for o in bundle.objects if o.type == "note" and "claim" in o.labels}
    assert notes == {row.words for row in example.claims(about="dam")}
    assert client.get(f"{API}/events?format=plover").text == example.exported(example.events(), "plover")
    assert client.get(f"{API}/events?format=gdelt").text == example.exported(example.events(), "gdelt")
    known = client.get(f"{API}/picture?format=ftm").text.splitlines()
    assert len(known) > len(client.get(f"{API}/claims?format=ftm").text.splitlines())


@pytest.mark.parametrize("name", [name for name in LISTS if name != "readings"])
@pytest.mark.parametrize("form", TABLE_FORMS)
def test_every_list_is_a_table(client: TestClient, name: str, form: str) -> None:
    response = client.get(f"{API}/{name}", params={"format": form})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == TABLE_FORMS[form]
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}.{form}"'
    assert response.content


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("nothing", 404, "openapi.json lists what there is"),
        ("document?id=nothing", 404, "There is no such document."),
        ("claim?id=nothing", 404, "There is no such claim."),
        ("picture/nothing", 422, "part"),
        ("claims?limit=0", 422, "limit"),
        ("claims?limit=many", 422, "limit"),
        ("claims?offset=-1", 422, "offset"),
        ("claims?as_of=yesterday", 422, "as_of"),
        ("claims?format=doc", 422, "format: this can be had as json, csv"),
        ("picture?format=kml", 422, "format"),
        ("document", 422, "id"),
        ("events?near=Nirgendwoland", 404, "there is no such place in the gazetteer"),
        ("events?within=-1", 422, "within"),
    ],
)
def test_a_fault_is_a_problem_of_one_line(client: TestClient, path: str, code: int, says: str) -> None:
    response = client.get(f"{API}/{path}")
    assert response.status_code == code
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert (body["status"], body["type"]) == (code, "about:blank")
    assert says in body["detail"]
    assert "\n" not in body["detail"]


def test_what_nobody_offers_is_not_acceptable(client: TestClient) -> None:
    response = client.get(f"{API}/claims", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/csv" in response.json()["detail"]
    assert client.post(f"{API}/claims").status_code == 405


def test_without_a_token_a_program_is_told_to_name_one(example: Situation) -> None:
    import hashlib

    closed = client_of(example, access=Access(secret=SECRET, users={"ana": hashlib.sha256(b"a token of twenty letters").digest()}))
    response = closed.get(f"{API}/claims")
    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert closed.get(f"{API}/openapi.json").status_code == 401
    assert closed.get(f"{API}/claims", headers={"Authorization": "Bearer a token of twenty letters"}).status_code == 200


def test_a_situation_without_a_document_answers() -> None:
    empty = client_of(situation_in_memory())
    for name in LISTS:
        assert empty.get(f"{API}/{name}").json()["items"] == []
    for form in ("json", "stix", "ftm", "annotations", "claimreview"):
        assert empty.get(f"{API}/picture?format={form}").status_code == 200


WITH_TABLES = [address for address in PAGES if not address.startswith(("/words", "/alerts", "/search"))]


@pytest.mark.parametrize("address", [*WITH_TABLES, "/search?q=dam"])
def test_every_page_leads_to_its_table_as_a_file(client: TestClient, address: str) -> None:
    links = parsing.fromstring(client.get(address).text).xpath("//*[@class='take']/a/@href")
    forms = {parse_qs(urlsplit(link).query)["format"][0] for link in links}
    assert forms == {"csv", "xlsx", "kml"}
    for link in links:
        response = client.get(link)
        form = parse_qs(urlsplit(link).query)["format"][0]
        assert (response.status_code, response.headers["Content-Type"]) == (200, TABLE_FORMS[form])
        asked = {k: v for k, v in parse_qs(urlsplit(address).query).items() if k != "page"}
        assert asked.items() <= parse_qs(urlsplit(link).query).items()


def test_a_file_of_a_page_holds_what_the_page_lists(client: TestClient) -> None:
    address = "/claims?about=dam&status=actual"
    shown = parsing.fromstring(client.get(address).text).xpath("//ol/li//q")
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}&format=csv").text)))
    assert [row["words"] for row in rows] == [" ".join(q.text_content().split()) for q in shown]
    people = list(csv.DictReader(io.StringIO(client.get("/people?format=csv").text)))
    assert people[0]["name"] == parsing.fromstring(client.get("/people").text).xpath("string(//tbody/tr[1]//a)")


def test_a_missing_package_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    assert "pip install" in client.get("/claims?format=xlsx").text
    response = client.get(f"{API}/claims?format=xlsx")
    assert (response.status_code, response.headers["Content-Type"]) == (501, "application/problem+json")
