"""Whatever a program asks, allowed by the API's description or not, is answered as described there and never with a fault of ours."""

import pytest
from hypothesis import HealthCheck, settings
from starlette.applications import Starlette
from starlette.routing import Mount
from tests.conftest import SHARED
from tests.web.conftest import SECRET

pytest.importorskip("schemathesis", reason="schemathesis is not installed")

import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from tidings.know.example import example_folder
from tidings.situation import Situation, situation_in_memory
from tidings.web.access import Access
from tidings.web.app import create_app

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# Enough that each parameter of an address meets odd values, and the whole stays under a minute.
EXAMPLES = settings(max_examples=12, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))


# What the API says of itself doesn't hang on what is in the ledger, which is filled before the first question.
KEPT = situation_in_memory()
PAGES = create_app(KEPT, access=Access(secret=SECRET), names=("testserver",))
# mounted, the application isn't ended after each question, as the client here would have it
schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", Starlette(routes=[Mount("/", PAGES)]))


@pytest.fixture(scope="module", autouse=True)
def situation() -> Situation:
    """The example, and the five reports where they are here."""
    KEPT.add(example_folder(), *([SHARED / "seeds"] if SHARED.is_dir() else []))
    return KEPT


@schema.parametrize()
@EXAMPLES
def test_anything_asked_is_answered_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=CHECKS)


@schema.include(path_regex="^/(document|text|reading|claim|event|actor)$").parametrize()
@EXAMPLES
def test_what_is_there_is_answered_as_described(case: schemathesis.Case) -> None:
    picture, readings = KEPT.picture(), KEPT.readings()
    names = {"/claim": picture.claims, "/event": picture.events, "/actor": picture.actors}
    found = [item.id for item in names.get(case.path, ())] or [r.document.id for r in readings]
    # the same case takes the same record
    case.query["id"] = found[len(repr(sorted(case.query.items(), key=str))) % len(found)]
    case.call_and_validate(checks=CHECKS)
