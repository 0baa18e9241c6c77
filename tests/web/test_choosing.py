"""Several situations of one ledger on the pages: each with its own documents, judgements and notes, chosen by a form or an address."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import client_of

import tidings
from tidings.situation import Situation

TEXT = "The mayor of Tesk, Per Aldane, said on Monday that the quarry will close.\n"


@pytest.fixture
def both(tmp_path: Path) -> Situation:
    (tmp_path / "dam.txt").write_text("Ada Olm said on Monday that the dam will hold.\n", "utf-8")
    (tmp_path / "quarry.txt").write_text(TEXT, "utf-8")
    situation = tidings.open(tmp_path / "kept.db")
    situation.add(tmp_path / "dam.txt")
    assert situation.add_situation("quarry")
    assert not situation.add_situation("quarry")
    situation.within("quarry").add(tmp_path / "quarry.txt")
    assert tidings.open(tmp_path / "kept.db", situation="quarry").ledger.count() == 1
    return situation


def choose(client: TestClient, name: str) -> None:
    (token, *_) = re.findall(r'name="token" value="([^"]+)"', client.get("/documents").text)
    assert client.post("/situation", data={"name": name, "token": token}, follow_redirects=False).headers["location"] == "/"


def test_each_has_its_own_documents_notes_and_judgements(both: Situation) -> None:
    client = client_of(both)
    assert "dam.txt" in client.get("/documents").text
    assert "quarry.txt" not in client.get("/documents").text
    choose(client, "quarry")
    assert "quarry.txt" in client.get("/documents").text
    assert "dam.txt" not in client.get("/documents").text
    both.within("quarry").note("quarry.txt", "asked the mayor", who="ana")
    assert "asked the mayor" in client.get("/notes").text
    assert both.notes() == ()
    choose(client, "")
    assert "asked the mayor" not in client.get("/notes").text


def test_an_address_names_one_for_programs(both: Situation) -> None:
    client = client_of(both)
    ids = [d["id"] for d in client.get("/api/v1/documents?situation=quarry").json()["items"]]
    assert ids == ["quarry.txt"]
    assert [d["id"] for d in client.get("/api/v1/documents").json()["items"]] == ["dam.txt"]
    assert client.get("/api/v1/documents?situation=none").status_code == 404


def test_a_ledger_with_one_situation_offers_no_choice(example: Situation) -> None:
    assert 'action="/situation"' not in client_of(example).get("/documents").text


def test_a_forged_form_and_an_unknown_name_choose_nothing(both: Situation) -> None:
    client = client_of(both)
    assert client.post("/situation", data={"name": "quarry", "token": "forged"}).status_code == 403
    choose(client, "none")
    assert "dam.txt" in client.get("/documents").text
    client.cookies.set("tidings_situation", "<b>none</b>")
    assert "dam.txt" in client.get("/documents").text
