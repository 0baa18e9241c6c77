"""Who may see the pages, what they may load, and that something changes only when our own form asks for it."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html as parsing
from starlette.testclient import TestClient
from tests.test_package import loaded_by
from tests.web.conftest import PAGES, SECRET, client_of, example_situation

from tidings.cli import commands, serving
from tidings.model.errors import BadInput
from tidings.situation import Situation, situation_in_memory
from tidings.web.access import Access, users_in
from tidings.web.guard import POLICY

TOKEN = "a-token-of-more-than-twenty-characters"
Judging = tuple[Situation, TestClient, dict[str, str]]


@pytest.mark.parametrize("address", [*PAGES, "/nothing", "/static/tidings.css", "/enter"])
def test_headers_are_strict(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] in ("no-store", "no-cache")


@pytest.mark.parametrize("address", [*PAGES, "/nothing", "/enter"])
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(client: TestClient, address: str) -> None:
    page = parsing.fromstring(client.get(address).text)
    assert not page.xpath("//style")
    assert not page.xpath("//@style")
    assert all(script.get("src", "").startswith("/static/") and not (script.text or "").strip() for script in page.xpath("//script"))
    assert not [name for element in page.iter() if isinstance(element.tag, str) for name in element.attrib if name.startswith("on")]
    addresses = page.xpath("//@href | //@src | //@action | //@hx-get | //@hx-post")
    assert not [a for a in addresses if not a.startswith(("/", "#")) or a.startswith("//")]


def test_assets_are_shipped(client: TestClient) -> None:
    for asset in parsing.fromstring(client.get("/").text).xpath("//link/@href | //script/@src"):
        assert client.get(asset).status_code == 200, asset
    assert "url(" not in client.get("/static/tidings.css").text
    assert client.get("/static/../access.py").status_code == 404


@pytest.mark.parametrize(
    ("host", "only_here", "code", "note"),
    [
        ("127.0.0.1:8300", True, 200, "this machine"),
        ("localhost:8300", True, 200, "by its name"),
        ("[::1]:8300", True, 200, "the other family"),
        ("evil.example", True, 421, "a name of somebody else's that leads here"),
        ("127.0.0.1.evil.example", True, 421, "one that looks like ours"),
        ("10.1.2.3:8300", True, 421, "an address it isn't bound to"),
        ("10.1.2.3:8300", False, 200, "an address of digits can't be rebound"),
        ("evil.example", False, 421, "a strange name, where others may come too"),
        ("desk.example:8300", False, 200, "a name that was given to it"),
        ("", True, 421, "none at all"),
        ("[::1", True, 421, "one that makes no sense"),
    ],
)
def test_the_host_is_checked(host: str, only_here: bool, code: int, note: str) -> None:
    asked = client_of(situation_in_memory(), names=["desk.example"], only_here=only_here).get("/alerts", headers={"host": host})
    assert asked.status_code == code, note


@pytest.fixture
def shut(tmp_path: Path) -> TestClient:
    """Pages for those alone who name their token."""
    path = tmp_path / "users"
    path.write_text(f"# who may enter\nana {TOKEN}\n\nben {TOKEN}-of-ben\n", "utf-8")
    path.chmod(0o600)
    return client_of(situation_in_memory(), access=Access(secret=SECRET, users=users_in(path, with_names=True)))


@pytest.mark.parametrize(
    ("given", "lets_in"),
    [
        ({}, False),
        ({"authorization": f"Bearer {TOKEN}"}, True),
        ({"authorization": f"bearer {TOKEN}-of-ben"}, True),
        ({"authorization": f"Bearer {TOKEN}x"}, False),
        ({"authorization": "Bearer "}, False),
        ({"authorization": f"Basic {TOKEN}"}, False),
        ({"cookie": "tidings_session=616e61.0000"}, False),
        ({"cookie": "tidings_session=nonsense"}, False),
    ],
)
def test_the_token_is_asked_for(shut: TestClient, given: dict[str, str], lets_in: bool) -> None:
    for address in ("/alerts", "/claims", "/words?id=x&at=1-2", "/api/v1/claims", "/openapi.json"):
        assert (shut.get(address, headers=given).status_code != 401) is lets_in, address


def test_a_browser_enters_with_the_token_and_leaves(shut: TestClient) -> None:
    assert shut.get("/claims", headers={"accept": "text/html"}).headers["location"] == "/enter"
    assert shut.get("/enter").status_code == 200
    assert shut.post("/enter", data={"token": "wrong"}).status_code == 401
    entered = shut.post("/enter", data={"token": TOKEN})
    assert entered.status_code == 303
    cookie = entered.headers["set-cookie"]
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    assert TOKEN not in cookie
    assert "Leave (ana)" in shut.get("/claims").text
    shut.post("/leave")
    assert shut.get("/claims").status_code == 401


def test_a_cookie_of_another_start_opens_nothing(shut: TestClient) -> None:
    other = Access(secret=b"another start", users=shut.app.state.access.users)  # type: ignore[attr-defined]
    assert shut.get("/claims", headers={"cookie": f"tidings_session={other.cookie_of('ana')}"}).status_code == 401


@pytest.mark.parametrize(
    ("text", "mode", "with_names", "why"),
    [
        ("", 0o600, False, "no token"),
        ("short", 0o600, False, "20 characters"),
        (f"{TOKEN}\n{TOKEN}2", 0o600, False, "more than one"),
        (f"ana {TOKEN}\nana {TOKEN}", 0o600, True, "two lines"),
        (f"ana {TOKEN}", 0o644, True, "chmod 600"),
        ("ana", 0o600, True, "20 characters"),
    ],
)
def test_a_weak_user_file_is_refused(tmp_path: Path, text: str, mode: int, with_names: bool, why: str) -> None:
    path = tmp_path / "users"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    with pytest.raises(BadInput, match=why):
        users_in(path, with_names=with_names)


@pytest.fixture
def judging(example: Situation) -> Judging:
    """The review of the example, and its first question's form as a person would send it."""
    situation = example_situation(example)
    client = client_of(situation)
    form = parsing.fromstring(client.get("/review").text).xpath("//form[@class='answer']")[0]
    return situation, client, {i.get("name"): i.get("value") for i in form.xpath(".//input[@type='hidden']")} | {"answer": "yes"}


@pytest.mark.parametrize(
    ("headers", "changed", "code", "note"),
    [
        ({}, {}, 303, "our own form"),
        ({"origin": "http://127.0.0.1:8300"}, {}, 303, "our own form, as a browser says"),
        ({"origin": "https://evil.example"}, {}, 403, "another site's"),
        ({"origin": "null"}, {}, 403, "a page without an origin"),
        ({"origin": "http://127.0.0.1:9999"}, {}, 403, "another port of this machine"),
        ({"sec-fetch-site": "cross-site"}, {}, 403, "another site's, without an origin"),
        ({}, {"token": "0" * 64}, 403, "a form that isn't ours"),
        ({}, {"token": "ä"}, 403, "nor this"),
        ({}, {"answer": "perhaps"}, 400, "an answer that there isn't"),
    ],
)
def test_a_judgement_needs_our_own_form(judging: Judging, headers: dict[str, str], changed: dict[str, str], code: int, note: str) -> None:
    situation, client, form = judging
    assert client.post("/review", data=form | changed, headers=headers).status_code == code, note
    assert len(situation.judgements()) == (1 if code == 303 else 0)


def test_a_judgement_bears_the_name_of_whoever_gave_it_and_can_be_taken_back(judging: Judging) -> None:
    situation, client, form = judging
    client.post("/review", data=form | {"note": "two witnesses"})
    (kept,) = situation.judgements()
    assert (kept.who, kept.note) == ("local", "two witnesses")
    page = parsing.fromstring(client.get("/review").text)
    assert form["id"] not in page.xpath("//form[@class='answer']//input[@name='id']/@value")
    undo = page.xpath("//form[@action='/review/undo']")[0]
    assert client.post("/review/undo", data={i.get("name"): i.get("value") for i in undo.xpath(".//input")}).status_code == 303
    assert situation.judgements()[0].undone is not None
    again = parsing.fromstring(client.get("/review").text)
    assert form["id"] in again.xpath("//form[@class='answer']//input[@name='id']/@value")


def test_looking_changes_nothing(judging: Judging) -> None:
    situation, client, form = judging
    for address in PAGES:
        client.get(address)
    assert client.get("/review", params=form).status_code == 200
    assert client.get("/review/undo").status_code in (404, 405)
    assert not situation.judgements()


@pytest.fixture
def apps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[TestClient]:
    """The command with a ledger but without its server: clients of what it would have served."""
    shown: list[TestClient] = []

    def show(app: object, listening: socket.socket) -> None:
        listening.close()
        shown.append(TestClient(app, base_url="http://10.0.0.5", follow_redirects=False))  # type: ignore[arg-type]

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(serving, "run_server", show)
    with pytest.MonkeyPatch.context():
        from tidings.situation import open_ledger

        open_ledger("tidings.db").close()
    return shown


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "desk.example"])
def test_other_machines_are_refused_without_a_token(apps: list[TestClient], host: str) -> None:
    result = CliRunner().invoke(commands, ["serve", "--host", host, "--port", "0"])
    assert result.exit_code == 2
    assert "--token-file" in result.output
    assert not apps


def test_other_machines_are_served_with_a_token(apps: list[TestClient], tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN, "utf-8")
    (tmp_path / "token").chmod(0o600)
    result = CliRunner().invoke(commands, ["serve", "--host", "0.0.0.0", "--port", "0", "--token-file", "token"])
    assert result.exit_code == 0, result.output
    assert apps[0].get("/claims").status_code == 401
    assert apps[0].get("/claims", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_port_that_is_taken_is_told_in_one_line(apps: list[TestClient]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = CliRunner().invoke(commands, ["serve", "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 2
    assert "--port" in result.output


def test_without_the_extra_one_line_says_what_to_install(apps: list[TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [n for n in sys.modules if n.startswith("tidings.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "fastapi", None)
    result = CliRunner().invoke(commands, ["serve"])
    assert result.exit_code == 2
    assert "tidings[web]" in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_the_other_verbs_load_no_server() -> None:
    assert not loaded_by("import tidings.cli") & {"fastapi", "starlette", "uvicorn", "pydantic", "jinja2"}
