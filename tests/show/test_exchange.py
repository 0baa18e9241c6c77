"""Each form of other programs reads back, by its own library or schema, to the same claims, events and words."""

import csv
import hashlib
import io
import json
from typing import Any

import jsonschema
import pytest
import stix2
from tests.show.situations import placed_situation, situation_of

from tidings.know.example import example_folder
from tidings.model.errors import BadInput, NotInstalled
from tidings.show.exports.exchange import EXCHANGE
from tidings.show.exports.extract import Extract, extract_of, web_address
from tidings.show.exports.ftm_codes import COLUMNS, LANGUAGES, SCHEMATA
from tidings.show.exports.stix import NO_DATE
from tidings.situation import Situation, situation_in_memory

HOSTILE = {
    "=cmd|'/c calc'!A1": "Ada Olm said that “=HYPERLINK(1) <script>alert(1)</script> \u202eKyiv” was attacked. Two soldiers attacked Minsk on Monday.",
    "<b>x</b>/../\"'&?#": "Ada Olm denied that troops attacked Minsk on Monday.",
}


def whole(s: Situation) -> Extract:
    return extract_of(s.picture(), s.index(), claims=s.claims(), events=s.events(), documents=s.readings())


@pytest.fixture(scope="module")
def example() -> Situation:
    situation = situation_in_memory()
    situation.add(example_folder())
    return situation


@pytest.fixture(scope="module", params=["example", "placed", "hostile"])
def situation(request: pytest.FixtureRequest, example: Situation) -> Situation:
    if request.param == "hostile":
        return situation_of(HOSTILE, url="javascript:alert(1)", title="=1+1 <i>t</i>")
    return example if request.param == "example" else placed_situation()


def of_type(objects: list[Any], kind: str) -> list[Any]:
    return [o for o in objects if o.type == kind]


def stix_of(extract: Extract) -> list[Any]:
    return list(stix2.parse(EXCHANGE["stix"](extract), allow_custom=False).get("objects", []))


def test_a_bundle_is_whole(situation: Situation) -> None:
    objects = stix_of(whole(situation))
    assert len({o.id for o in objects}) == len(objects)
    named = {r for o in objects for key in ("object_refs", "where_sighted_refs") for r in o.get(key, ())}
    named |= {o[key] for o in objects for key in ("source_ref", "target_ref", "sighting_of_ref") if key in o}
    assert named <= {o.id for o in objects}
    assert {o.name for o in of_type(objects, "report")} == {r.document.title or r.document.id for r in situation.readings()}
    claims = {row.words for row in situation.claims()}
    assert {o.content for o in of_type(objects, "note") if "claim" in o.labels} == claims


def test_only_what_is_told_as_done_is_an_incident(situation: Situation) -> None:
    objects = stix_of(whole(situation))
    happened = {row.refs[0].text for row in situation.events() if row.status == "actual"}
    assert {o.description for o in of_type(objects, "incident")} == happened
    incidents = {o.id: o for o in of_type(objects, "incident")}
    sightings = {o.sighting_of_ref: o for o in of_type(objects, "sighting")}
    assert incidents.keys() == sightings.keys()
    rows = {row.id: row for row in situation.events()}
    for name, incident in incidents.items():
        row = rows[next(r.external_id for r in incident.external_references if r.source_name == "tidings" and r.external_id in rows)]
        assert sightings[name]["count"] == max(1, len(row.origins))


def test_whoever_contradicts_disagrees(example: Situation) -> None:
    objects = stix_of(whole(example))
    notes = {o.id: o for o in of_type(objects, "note")}
    said = {(notes[o.object_refs[0]].content, o.opinion, *o.get("authors", ())) for o in of_type(objects, "opinion")}
    claims = {record: row for row in example.claims() for record in row.records}
    index, wanted = example.index(), 0
    for pair in example.picture().contradictions:
        if pair.a in claims and pair.b in claims and claims[pair.a].id != claims[pair.b].id:
            wanted += 1
            assert any((claims[pair.a].words, "disagree") == s[:2] and index.who(pair.b) in s for s in said)
    assert wanted


def test_a_persons_grade_is_the_confidence_and_nothing_else_is() -> None:
    s = situation_of({"a": "Ada Olm said that troops attacked Minsk on Monday."})
    (claim,) = s.claims()
    assert all("confidence" not in o for o in stix_of(whole(s)))
    s.judge("grade", f"{claim.records[0][0]}:{claim.records[0][1]}", who="ana", grade="2")
    s.judge("wrong", f"{claim.records[0][0]}:{claim.records[0][1]}", who="ben", note="seen nothing")
    objects = stix_of(whole(s))
    (note,) = [o for o in of_type(objects, "note") if "claim" in o.labels]
    assert note.confidence == 70
    (opinion,) = of_type(objects, "opinion")
    assert (opinion.opinion, list(opinion.authors), opinion.explanation) == ("disagree", ["ben"], "seen nothing")


def test_an_undated_report_says_so() -> None:
    from tests.show.situations import NOW

    from tidings.engine import read_document
    from tidings.model.document import Document
    from tidings.model.reading import Reading

    s = situation_in_memory()
    reading = read_document(Document(id="a", text="Ada Olm said it.", body=((0, 16),)))
    assert isinstance(reading, Reading)
    s.ledger.keep(reading, NOW)
    (report,) = of_type(stix_of(whole(s)), "report")
    assert "date-unknown" in report.labels
    assert report.published.isoformat().startswith(NO_DATE[:10])


def ftm_of(extract: Extract) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(EXCHANGE["ftm"](extract)), dialect=csv.unix_dialect))


def test_statements_are_of_the_model(situation: Situation) -> None:
    rows = ftm_of(whole(situation))
    assert rows
    assert tuple(rows[0]) == COLUMNS
    schema = {row["entity_id"]: row["schema"] for row in rows}
    for row in rows:
        assert SCHEMATA[row["schema"]][row["prop"]] == row["prop_type"]
        assert schema[row["entity_id"]] == row["schema"]
        key = f"{row['dataset']}.{row['entity_id']}.{row['prop']}.{row['value']}"
        assert row["id"] == hashlib.sha1(key.encode()).hexdigest()
        if row["prop_type"] == "entity":
            assert row["value"] in schema
        if row["prop_type"] == "url":
            assert row["value"].startswith("https://")
        assert row["value"][0] not in "=+-@"
    assert len({row["id"] for row in rows}) == len(rows)
    assert len(set(LANGUAGES.values())) == len(LANGUAGES)


def test_statements_hold_every_claim_event_and_document(situation: Situation) -> None:
    rows = ftm_of(whole(situation))

    def values(schema: str, prop: str) -> list[str]:
        return [row["value"].removeprefix("'") for row in rows if (row["schema"], row["prop"]) == (schema, prop)]

    assert sorted(values("Article", "fileName")) == sorted(r.document.id for r in situation.readings())
    happened = [row for row in situation.events() if row.status == "actual"]
    assert sorted(values("Event", "recordId")) == sorted(row.id for row in happened)
    others = len(situation.events()) - len(happened)
    notes = {row["entity_id"] for row in rows if row["schema"] == "Note"}
    assert len(notes) == len(situation.claims()) + others


ANNOTATION = {
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "type": {"const": "AnnotationCollection"},
        "first": {
            "required": ["id", "type", "items", "startIndex"],
            "properties": {
                "type": {"const": "AnnotationPage"},
                "items": {
                    "type": "array",
                    "items": {
                        "required": ["id", "type", "motivation", "body", "target"],
                        "properties": {
                            "id": {"pattern": "^urn:uuid:[0-9a-f-]{36}$"},
                            "type": {"const": "Annotation"},
                            "motivation": {"const": "tagging"},
                            "body": {"type": "array", "items": {"required": ["type", "purpose"]}},
                            "target": {"type": "array", "minItems": 1, "items": {"required": ["source", "selector"]}},
                        },
                    },
                },
            },
        },
    },
}


def test_annotations_mark_the_very_words(situation: Situation) -> None:
    extract = extract_of(situation.picture(), situation.index(), documents=situation.readings())
    collection = json.loads(EXCHANGE["annotations"](extract))
    jsonschema.validate(collection, ANNOTATION)
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len({item["id"] for item in items})
    told = {r.document.id: r.document.text for r in situation.readings()}
    for item in items:
        for target in item["target"]:
            text = told[target["source"]["label"]]
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert target["source"].get("via", "https://").startswith("https://")
    tags = [item["body"][0]["value"] for item in items]
    readings = situation.readings()
    assert tags.count("content") == sum(len(r.claims) for r in readings)
    assert tags.count("source") == sum(c.source is not None for r in readings for c in r.claims)
    assert tags.count("cue") == sum(c.cue is not None for r in readings for c in r.claims)
    assert tags.count("event") == sum(len(r.events) for r in readings)


REVIEWS = {
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["@type", "@id", "claimReviewed", "itemReviewed"],
                # no verdict is ours to give, nor the name of whoever gives one
                "not": {"anyOf": [{"required": [name]} for name in ("reviewRating", "author", "url", "datePublished")]},
                "properties": {
                    "@type": {"const": "ClaimReview"},
                    "itemReviewed": {
                        "required": ["@type", "firstAppearance", "appearance"],
                        "properties": {
                            "@type": {"const": "Claim"},
                            "author": {"required": ["@type", "name"]},
                            "appearance": {"type": "array", "minItems": 1, "items": {"properties": {"@type": {"const": "NewsArticle"}}}},
                        },
                    },
                },
            },
        },
    },
}


def test_claims_are_ready_for_review_and_not_reviewed(situation: Situation) -> None:
    graph = json.loads(EXCHANGE["claimreview"](whole(situation)))
    jsonschema.validate(graph, REVIEWS)
    rows = {row.id: row for row in situation.claims()}
    assert [r["itemReviewed"]["identifier"] for r in graph["@graph"]] == list(rows)
    for review in graph["@graph"]:
        row = rows[review["itemReviewed"]["identifier"]]
        assert review["claimReviewed"] == row.words
        assert review["itemReviewed"].get("author", {}).get("name") == row.origin
        assert {a["identifier"] for a in review["itemReviewed"]["appearance"]} == set(row.documents)
        assert all(a.get("url", "https://").startswith("https://") for a in review["itemReviewed"]["appearance"])


@pytest.mark.parametrize("form", EXCHANGE)
def test_a_part_is_written_with_what_it_rests_on(example: Situation, form: str) -> None:
    some = example.claims()[:3]
    text = example.exchanged(form, claims=some)
    assert text == example.exchanged(form, claims=some)
    assert text.endswith("\n")
    for words in (part for row in some for part in row.words.split(" … ")):
        assert json.dumps(words, ensure_ascii=form == "stix")[1:-1] in text or words.replace('"', '""') in text
    others = [r.words for r in example.claims()[3:] if not any(r.words in s.words for s in some)]
    assert sum(json.dumps(words, ensure_ascii=form == "stix")[1:-1] in text for words in others if len(words) > 40) == 0


@pytest.mark.parametrize("form", EXCHANGE)
def test_the_order_in_which_documents_came_makes_no_difference(example: Situation, form: str) -> None:
    turned = situation_in_memory()
    for reading in reversed(example.readings()):
        turned.ledger.keep(reading, turned._clock())
    assert EXCHANGE[form](whole(turned)) == EXCHANGE[form](whole(example))


@pytest.mark.parametrize("form", EXCHANGE)
def test_nothing_can_be_written(form: str) -> None:
    assert EXCHANGE[form](whole(situation_in_memory()))


def test_what_is_missing_or_unknown_is_told_in_a_line(example: Situation, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match="they can be written as annotations, claimreview, stix, ftm"):
        example.exchanged("doc")
    monkeypatch.setitem(__import__("sys").modules, "stix2", None)
    with pytest.raises(NotInstalled, match=r"pip install 'tidings\[exchange\]'"):
        example.exchanged("stix")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example/a?b=1#c", True),
        ("http://news.example/", True),
        ("javascript:alert(1)", False),
        ("https://a.example/\nx", False),
        ('https://a.example/"><script>', False),
        ("file:///etc/passwd", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_followed(url: str | None, kept: bool) -> None:
    assert web_address(url) == (url if kept else None)
