"""A table to the bytes of a file in the form asked for; and events to those of the forms that researchers' tools take."""

from collections.abc import Sequence

from tidings.model.errors import BadInput
from tidings.model.reading import Reading
from tidings.show.exports import objects, tables
from tidings.show.exports.maps import as_geojson, as_kml
from tidings.show.exports.sheet import as_xlsx
from tidings.show.exports.table import Table, as_csv, as_tsv
from tidings.show.happenings import EventRow

# Each form that any table can be written in, and how the network calls it (RFC 4180, RFC 7946, the registry of media types).
TABLE_FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "kml": "application/vnd.google-earth.kml+xml",
    "geojson": "application/geo+json",
}


def file_of(table: Table, form: str, title: str) -> bytes:
    """The file; in kml and geojson stand only the rows that speak of a place on the map. Raises NotInstalled, BadInput."""
    match form:
        case "csv":
            return as_csv(table).encode()
        case "xlsx":
            return as_xlsx(table, title)
        case "kml":
            return as_kml(table, title).encode()
    return as_geojson(table).encode()


# Forms that only events are written in.
EVENT_FORMS = ("plover", "polecat", "acled", "gdelt")


def events_text(rows: Sequence[EventRow], readings: Sequence[Reading], form: str) -> str:
    """Events as "plover" and "geojson" (JSON), "polecat" and "gdelt" (tab-separated), "acled" and "csv" (comma-separated). Raises BadInput."""
    match form:
        case "plover":
            return objects.plover(rows)
        case "geojson":
            return objects.geojson(rows)
        case "polecat":
            return as_tsv(tables.polecat(rows, readings))
        case "acled":
            return as_csv(tables.acled(rows, readings))
        case "gdelt":
            return as_tsv(tables.gdelt(rows, readings), header=False)
        case "csv":
            return as_csv(tables.of_events(rows))
    raise BadInput(f"{form}: events can be written as {', '.join((*EVENT_FORMS, *TABLE_FORMS))}")
