"""A table to what maps show: KML 2.2 and GeoJSON (RFC 7946), of the rows that speak of a place whose coordinates are known."""

import json
import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from tidings.model.reading import Place
from tidings.show.exports.table import Cell, Table
from tidings.show.visible import one_line

KML = "http://www.opengis.net/kml/2.2"
# The column that names a row, the first of these that it has and fills.
_NAMES = ("words", "title", "name", "what", "on", "a_words")
# The columns that say from when to when, the first pair that the table has.
_TIMES = (("first", "last"), ("as_of", "as_of"), ("published", "published"), ("told", "told"), ("b_published", "b_published"))
# A mark on a map is named in so many characters; the whole stands below it.
LONGEST_NAME = 80
# XML's dateTime: a year, a month, a day; nothing else is written as a time.
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")
# What XML can't hold even escaped; the rest is written out by `one_line`.
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def _placed(table: Table) -> Iterator[tuple[dict[str, Cell], Sequence[Place]]]:
    for row, places in zip(table.rows, table.places, strict=False):
        if places:
            yield dict(zip(table.columns, row, strict=True)), places


def as_kml(table: Table, title: str = "tidings") -> str:
    """The text of a KML file: a mark for each row, with all its columns; a row that speaks of several places has one at each."""
    ElementTree.register_namespace("", KML)
    root = ElementTree.Element(f"{{{KML}}}kml")
    document = ElementTree.SubElement(root, f"{{{KML}}}Document")
    _add(document, "name", title)
    times = next(((a, b) for a, b in _TIMES if a in table.columns and b in table.columns), None)
    for cells, places in _placed(table):
        mark = ElementTree.SubElement(document, f"{{{KML}}}Placemark")
        name = next((str(cells[n]) for n in _NAMES if cells.get(n)), places[0].name)
        _add(mark, "name", name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…")
        if times:
            _add_time(mark, *(str(cells[n] or "")[:10] for n in times))
        data = ElementTree.SubElement(mark, f"{{{KML}}}ExtendedData")
        for column, cell in cells.items():
            if cell is not None:
                _add(ElementTree.SubElement(data, f"{{{KML}}}Data", name=column), "value", str(cell))
        where = mark if len(places) == 1 else ElementTree.SubElement(mark, f"{{{KML}}}MultiGeometry")
        for place in places:
            _add(ElementTree.SubElement(where, f"{{{KML}}}Point"), "coordinates", f"{place.lon},{place.lat}")
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{KML}}}{name}").text = _NO_XML.sub("\ufffd", one_line(text))


def _add_time(mark: ElementTree.Element, first: str, last: str) -> None:
    if not (_DAY.match(first) and _DAY.match(last)):
        return
    if first == last:
        _add(ElementTree.SubElement(mark, f"{{{KML}}}TimeStamp"), "when", first)
    else:
        span = ElementTree.SubElement(mark, f"{{{KML}}}TimeSpan")
        _add(span, "begin", first)
        _add(span, "end", last)


def as_geojson(table: Table) -> str:
    """The text of a FeatureCollection: a feature for each row; longitude before latitude, WGS 84."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [places[0].lon, places[0].lat]}
            if len(places) == 1
            else {"type": "MultiPoint", "coordinates": [[p.lon, p.lat] for p in places]},
            "properties": {**cells, "places": [p.name for p in places]},
        }
        for cells, places in _placed(table)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
