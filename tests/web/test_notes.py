"""Notes and saved queries on the pages: written beside a line, shown where it stands, taken back; nobody is led elsewhere."""

import re

import pytest
from lxml import html as parsing
from starlette.testclient import TestClient
from tests.web.conftest import client_of, example_situation

from tidings.situation import Situation


@pytest.fixture
def own(example: Situation) -> Situation:
    return example_situation(example)


def token_of(client: TestClient, address: str) -> str:
    (token, *_) = re.findall(r'name="token" value="([^"]+)"', client.get(address).text)
    return str(token)


def test_a_note_stands_beside_its_line_and_is_taken_back(own: Situation) -> None:
    client = client_of(own)
    line = "/why?id=01-river-press:c1"
    form = {"on": "01-river-press:c1", "text": "no <b>answer</b> yet", "token": token_of(client, line), "back": line}
    assert client.post("/notes", data=form, follow_redirects=False).headers["location"] == line
    for address in (line, "/notes", "/document?id=01-river-press"):
        page = parsing.fromstring(client.get(address).text)
        assert page.xpath("//p[@class='noted']/text()") == ["no <b>answer</b> yet"], address
    claim = own.claims()[0]
    assert "why, 1 note" in client.get("/claims", params={"about": "engineer brigade"}).text
    assert own.picture() == own.own_picture()
    assert claim == own.claims()[0]
    assert client.get("/notes?format=csv").text.splitlines()[1].split(",")[3] == "no <b>answer</b> yet"
    (note,) = own.notes()
    client.post("/notes/undo", data={"id": note.id, "token": form["token"]})
    assert "no &lt;b&gt;answer" not in client.get(line).text
    assert own.notes()[0].undone is not None


def test_a_document_can_be_noted_on(own: Situation) -> None:
    client = client_of(own)
    address = "/document?id=05_lantern.txt"
    client.post("/notes", data={"on": "05_lantern.txt", "text": "old photograph", "token": token_of(client, address)})
    assert "old photograph" in client.get(address).text
    assert "old photograph" not in client.get("/document?id=01-river-press").text


def test_a_page_with_filters_can_be_kept_and_stands_in_the_menu(own: Situation) -> None:
    client = client_of(own)
    assert 'action="/saved"' not in client.get("/claims").text
    assert 'action="/saved"' in client.get("/claims?about=dam").text
    back = "/claims?about=dam&as_of=2031-05-12&nonsense=1"
    client.post("/saved", data={"name": "dam", "back": back, "token": token_of(client, "/claims?about=dam")})
    (query,) = own.queries()
    assert (query.name, query.view, query.filters) == ("dam", "claims", (("about", "dam"),))
    for address in ("/figures", "/notes", "/claims"):
        page = parsing.fromstring(client.get(address).text)
        assert page.xpath("//ul[@class='saved']//a/@href") == ["/claims?about=dam"], address
        assert page.xpath("//ul[@class='saved']//a/text()") == ["dam"]


def test_a_query_of_the_command_line_that_no_page_has_is_listed_alone(own: Situation) -> None:
    own.save("struck", "events", [("type", "ASSAULT")], who="ana")
    page = client_of(own).get("/notes").text
    assert "struck" in page
    assert "tidings saved" in page


@pytest.mark.parametrize("back", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(own: Situation, back: str) -> None:
    client = client_of(own)
    form = {"on": "01-river-press:c1", "text": "x", "token": token_of(client, "/why?id=01-river-press:c1"), "back": back}
    assert client.post("/notes", data=form, follow_redirects=False).headers["location"] == "/notes"


@pytest.mark.parametrize("address", ["/notes", "/saved", "/notes/undo"])
def test_a_form_that_is_not_ours_is_refused(own: Situation, address: str) -> None:
    form = {"on": "01-river-press:c1", "text": "x", "name": "x", "back": "/claims?about=dam", "id": "n1", "token": "forged"}
    assert client_of(own).post(address, data=form).status_code == 403
    assert own.notes() == ()
    assert own.queries() == ()
