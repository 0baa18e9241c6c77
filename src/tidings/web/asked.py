"""What an address asks for, checked: days, moments, statuses; an empty field is one that was not filled in."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Query
from pydantic import AfterValidator, BeforeValidator

from tidings.match.moments import moment_in

# A form's field for words takes so many characters; more is no question.
LONGEST = 200


def _unless_empty(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _moment(value: str | None) -> str | None:
    """A year, month, day or minute, as ISO 8601 has it."""
    return None if value is None else moment_in(value)


def _day(value: str | None) -> str | None:
    """A whole day."""
    return None if value is None else date.fromisoformat(value.strip()).isoformat()


def _one_line(value: str | None) -> str | None:
    return None if value is None else " ".join(value.split()) or None


# How these are written, for the API's description of itself.
_AS_MOMENT = {"pattern": r"^(\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d)?)?)?)?$", "examples": ["2022-05-10", "2022-05-10T16:00"]}
_AS_DAY = {"pattern": r"^(\d{4}-\d\d-\d\d)?$", "examples": ["2022-05-10"]}

Moment = Annotated[str | None, Query(max_length=20, json_schema_extra=_AS_MOMENT), BeforeValidator(_unless_empty), AfterValidator(_moment)]
Day = Annotated[str | None, Query(max_length=20, json_schema_extra=_AS_DAY), BeforeValidator(_unless_empty), AfterValidator(_day)]
Text = Annotated[str | None, Query(max_length=LONGEST), BeforeValidator(_unless_empty), AfterValidator(_one_line)]
FileForm = Annotated[Literal["csv", "xlsx", "kml"] | None, Query(alias="format"), BeforeValidator(_unless_empty)]
"""The file in which somebody takes a table away, instead of the page."""
Number = Annotated[int, Query(ge=1, le=1_000_000)]
