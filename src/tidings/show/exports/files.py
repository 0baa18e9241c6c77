"""A table to the bytes of a file in the form asked for."""

from tidings.show.exports.maps import as_geojson, as_kml
from tidings.show.exports.sheet import as_xlsx
from tidings.show.exports.table import Table, as_csv

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
