"""Evidence: what a line rests on, whole and unaltered; and the reasons behind it, by the functions that decided."""

import hashlib
import io
import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from tidings.cli import commands
from tidings.know.example import example_folder
from tidings.model.errors import BadInput, UnknownName
from tidings.model.records import as_json
from tidings.show.evidence import pieces_around
from tidings.show.exports.bundle import faults_of
from tidings.situation import Situation, situation_in_memory


@pytest.fixture(scope="module")
def example() -> Situation:
    situation = situation_in_memory()
    situation.add(example_folder())
    return situation


@pytest.fixture(scope="module")
def bundle(example: Situation) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(example.bundle(example.evidence("01-river-press:c1")))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_evidence_of_a_claim_names_each_telling_its_words_and_what_bears_on_it(example: Situation) -> None:
    found = example.evidence("01-river-press:c1")
    assert [told.doc for told in found.told] == ["01-river-press", "02-tolm-courier"]
    assert all("deployed an engineer brigade" in told.words.text for told in found.told)
    assert found.origins == ("Varnian Ministry of Defence",)
    assert [copy.documents for copy in found.copies] == [("01-river-press", "02-tolm-courier")]
    assert {b.relation for b in found.beside} >= {"contradicts"}
    assert {d.id for d in found.documents} == {t.doc for t in found.told} | {b.words.doc for b in found.beside}


def test_every_item_of_the_picture_has_evidence_and_an_explanation(example: Situation) -> None:
    picture, texts = example.picture(), {r.document.id: r.document.text for r in example.readings()}
    items = [*picture.claims, *picture.events, *(f for f in picture.figures if f.id)]
    for item in items:
        found = example.evidence(str(item.id))
        assert found.ref == item.id
        for told in found.told:
            shown = "".join(piece.text for piece in pieces_around(texts[told.doc], told))
            assert shown in texts[told.doc]
            assert "".join(texts[told.doc][a:b] for a, b in told.words.spans)
            assert all(texts[told.doc][a:b] in shown for a, b in told.words.spans)
        assert example.explain(str(item.id)).steps[0].name == "read"


def test_ties_are_those_that_joined(example: Situation) -> None:
    for item in (*example.picture().claims, *example.picture().events):
        joined = {reason.record for step in example.explain(item.id).steps if step.name == "joined" for reason in step.reasons} - {None}
        # a claim that only points to another, or is cut out of it, was never compared for itself
        assert joined <= {(m.doc, m.id) for m in item.mentions}
        if item.id.startswith("E"):
            assert len(joined) == len(item.mentions) - 1


def test_a_mention_alone_and_a_name_that_nothing_has_are_refused(example: Situation) -> None:
    for name in ("01-river-press:m1", "01-river-press:c999", "nothing"):
        with pytest.raises(UnknownName):
            example.evidence(name)


def test_the_bundle_is_a_bag_that_holds_the_documents_as_they_came(example: Situation, bundle: dict[str, bytes]) -> None:
    assert bundle["bagit.txt"].startswith(b"BagIt-Version: 1.0\n")
    sums = dict(reversed(line.split("  ")) for line in bundle["manifest-sha256.txt"].decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in bundle.items() if name.startswith("data/")}
    told = json.loads(bundle["data/evidence.json"])
    found = example.evidence("01-river-press:c1")
    assert told["told"] == as_json(found.told)
    for document in told["documents"]:
        files = document["files"]
        reading = example.reading(document["id"])
        assert bundle[f"data/{files['text']}"].decode() == reading.document.text
        came = bundle[f"data/{files['captured']}"]
        assert hashlib.sha256(came).hexdigest() == reading.document.captured == files["captured_sha256"]
        assert any(came in path.read_bytes() for path in example_folder().iterdir())


def test_the_page_of_the_bundle_shows_the_words_and_asks_for_nothing(bundle: dict[str, bytes]) -> None:
    page = html.fromstring(bundle["data/index.html"].decode())
    assert [m.text for m in page.xpath("//blockquote/mark[@class='cue']")] == ["said", "said"]
    assert len(page.xpath("//p[@class='chain']/span[@class='first']")) == 2
    asked = [*page.xpath("//@href"), *page.xpath("//@src")]
    assert all(a.startswith("#") or f"data/{a}" in bundle for a in asked)
    assert page.xpath("//script") == []


def test_the_same_evidence_gives_the_same_bytes(example: Situation) -> None:
    again = situation_in_memory()
    captures = example.ledger.captures(r.document.id for r in example.readings())
    came = {c.document: c for c in captures}
    for reading in reversed(example.readings()):
        capture = came[reading.document.id]
        again.ledger.keep(reading, datetime.fromisoformat(capture.added_at), captured=capture.data)
    assert again.bundle(again.evidence("01-river-press:c1")) == example.bundle(example.evidence("01-river-press:c1"))


def written(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


ALTERED = [
    (lambda f: f, (), "nothing"),
    (lambda f: {**f, "data/text/001.txt": f["data/text/001.txt"] + b" "}, ("data/text/001.txt: it was altered",), "a text"),
    (lambda f: {k: v for k, v in f.items() if k != "data/index.html"}, ("data/index.html: it is gone",), "a file less"),
    (lambda f: {**f, "data/more.txt": b"more"}, ("data/more.txt: it was added",), "a file more"),
    (
        lambda f: {**f, "manifest-sha256.txt": f["manifest-sha256.txt"].replace(b"a", b"b")},
        ("manifest-sha256.txt: it was altered",),
        "the sums themselves",
    ),
]


@pytest.mark.parametrize(("alter", "expected", "note"), ALTERED, ids=[note for *_, note in ALTERED])
def test_what_was_altered_is_told(bundle: dict[str, bytes], alter, expected: tuple[str, ...], note: str) -> None:  # type: ignore[no-untyped-def]
    assert faults_of(written(alter(bundle)))[: len(expected) or None] == expected


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04 broken", written({"a.txt": b"a"})])
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        faults_of(data)


def test_an_older_ledger_has_no_bytes_and_says_so(example: Situation) -> None:
    older = situation_in_memory()
    for reading in example.readings():
        older.ledger.keep(reading, older._clock())
    with zipfile.ZipFile(io.BytesIO(older.bundle(older.evidence("01-river-press:c1")))) as archive:
        assert not [name for name in archive.namelist() if "captured" in name]
        assert "the bytes were not kept" in archive.read("data/index.html").decode()


def test_a_hostile_document_is_text_in_the_bundle(tmp_path: Path) -> None:
    hostile = '<script>alert(1)</script> “Low Keld is safe,” said Ada "><img src=x onerror=alert(1)> Olm\u202e on Monday.'
    (tmp_path / "hostile.jsonl").write_text(json.dumps({"id": "../../<b>", "text": hostile, "url": "javascript:alert(1)"}) + "\n", "utf-8")
    situation = situation_in_memory()
    situation.add(tmp_path / "hostile.jsonl")
    (claim, *_) = situation.picture().claims
    with zipfile.ZipFile(io.BytesIO(situation.bundle(situation.evidence(claim.id)))) as archive:
        assert all(name.startswith(("data/", "bag", "manifest", "tagmanifest")) and ".." not in name for name in archive.namelist())
        page = html.fromstring(archive.read("data/index.html").decode())
    assert page.xpath("//script | //img | //b") == []
    assert not [a for a in page.xpath("//@href") if "javascript" in a]


def test_the_verbs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(commands, list(words))
        assert "Traceback" not in result.output
        return result.exit_code, result.output

    assert run("add", str(example_folder()))[0] == 0
    assert run("evidence", "01-river-press:c1", "-o", "e.zip") == (0, "e.zip: the evidence for 01-river-press:c1\n")
    assert run("evidence", "--verify", "e.zip") == (0, "e.zip: all is as it was written\n")
    with zipfile.ZipFile("e.zip") as archive:
        assert "data/captured/001.json" in archive.namelist()
    (tmp_path / "no.zip").write_bytes(b"no")
    assert run("evidence", "--verify", "no.zip")[0] == 2
    assert run("evidence", "--verify", "none.zip")[0] == 2
    assert run("evidence", "01-river-press:c999")[0] == 2
    assert run("evidence", "01-river-press:c1", "-o", "none/e.zip")[0] == 2
    code, told = run("explain", "01-river-press:c1")
    assert code == 0
    assert "a cue's frame" in told
    code, told = run("explain", "01-river-press:e1", "--json")
    assert json.loads(told)["kind"] == "event"
    assert run("explain", "01-river-press:m1")[0] == 2
