"""Every table reads back from CSV, XLSX, KML and GeoJSON to the same values, and nothing in it is a formula, a link or markup."""

import csv
import io
import json
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.show.situations import placed_situation

from tidings.know.example import example_folder
from tidings.model.errors import BadInput, NotInstalled
from tidings.model.reading import Place
from tidings.ports import Hit
from tidings.show.exports import lists
from tidings.show.exports.files import TABLE_FORMS, file_of
from tidings.show.exports.maps import KML
from tidings.show.exports.table import Table
from tidings.show.exports.tables import of_dyads, of_events
from tidings.show.happenings import dyads
from tidings.show.people import people_of
from tidings.show.views import foresight
from tidings.show.visible import one_line
from tidings.situation import Situation, situation_in_memory

IN_KML = {"k": KML}
FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "＝1", "\t=1", "=HYPERLINK('http://a.example')")


@pytest.fixture(scope="module")
def example() -> Situation:
    situation = situation_in_memory()
    situation.add(example_folder())
    return situation


def tables_of(s: Situation) -> dict[str, Table]:
    """Every table that pages and commands have."""
    picture, readings, index = s.picture(), s.readings(), s.index()
    claims, events, foreseen = s.claims(), s.events(), foresight(picture, readings)
    people = people_of(picture, claims, foreseen, {a.name.casefold(): [a] for a in picture.actors})
    return {
        "documents": lists.of_documents(readings, index),
        "timeline": lists.of_timeline(s.timeline(), index),
        "claims": lists.of_claims(claims, index),
        "tellings": lists.of_tellings(claims[0], index),
        "figures": lists.of_figures(s.figures(), index),
        "differences": lists.of_differences(s.differences(), index),
        "predictions": lists.of_predictions(foreseen, index),
        "track record": lists.of_track_record(picture.track_record),
        "people": lists.of_people(people, index),
        "stories": lists.of_stories(picture),
        "copies": lists.of_copies(picture.copies),
        "corroboration": lists.of_corroboration(picture.corroboration, index),
        "brief": lists.of_brief(s.brief(), index),
        "diff": lists.of_diff(s.diff("2031-05-08", "2031-05-20"), index),
        "search": lists.of_hits(s.search("dam"), index),
        "events": of_events(events),
        "counts": of_dyads(dyads(events)),
    }


def as_text(table: Table) -> list[list[str]]:
    """The rows as somebody reads them: None is nothing."""
    return [["" if c is None else one_line(c) if isinstance(c, str) else str(c) for c in row] for row in table.rows]


@pytest.fixture(scope="module")
def tables(example: Situation) -> dict[str, Table]:
    return tables_of(example)


def test_every_table_of_the_example_has_rows(tables: dict[str, Table]) -> None:
    assert [name for name, table in tables.items() if not table.rows] == []
    for name, table in tables.items():
        assert len(set(table.columns)) == len(table.columns), name
        assert {len(row) for row in table.rows} == {len(table.columns)}, name
        assert len(table.places) in (0, len(table.rows)), name


def test_csv_reads_back(tables: dict[str, Table]) -> None:
    for name, table in tables.items():
        header, *rows = csv.reader(io.StringIO(file_of(table, "csv", name).decode()))
        assert tuple(header) == table.columns
        assert [[c.removeprefix("'") if c[1:2] in "=+-@" else c for c in row] for row in rows] == as_text(table), name


def test_xlsx_reads_back_as_numbers_and_texts(tables: dict[str, Table]) -> None:
    for name, table in tables.items():
        data = file_of(table, "xlsx", name)
        assert data == file_of(table, "xlsx", name)
        header, *rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
        assert tuple(header) == table.columns
        # what is empty and what is not there are one in a sheet
        wanted = [tuple((one_line(c) or None) if isinstance(c, str) else c for c in row) for row in table.rows]
        assert rows == wanted, name


def test_words_of_rows_stand_in_their_documents(example: Situation, tables: dict[str, Table]) -> None:
    for name in ("timeline", "claims", "tellings", "figures", "predictions", "diff"):
        table = tables[name]
        at = {column: table.columns.index(column) for column in ("words", "document", "spans")}
        for row in table.rows:
            text = example.reading(str(row[at["document"]])).document.text
            spans = [tuple(map(int, span.split("-"))) for span in str(row[at["spans"]]).split()]
            assert " … ".join(text[a:b] for a, b in spans) == row[at["words"]], name


def test_maps_show_the_rows_that_speak_of_a_place() -> None:
    s = placed_situation()
    table = lists.of_timeline(s.timeline(), s.index())
    placed = [(row, places) for row, places in zip(table.rows, table.places, strict=True) if places]
    assert placed
    marks = ElementTree.fromstring(file_of(table, "kml", "timeline")).findall(".//k:Placemark", IN_KML)
    features = json.loads(file_of(table, "geojson", "timeline"))["features"]
    assert len(marks) == len(features) == len(placed)
    for mark, feature, (row, places) in zip(marks, features, placed, strict=True):
        cells = dict(zip(table.columns, row, strict=True))
        assert mark.findtext("k:Point/k:coordinates", None, IN_KML) == f"{places[0].lon},{places[0].lat}"
        at = [mark.findtext(path, None, IN_KML) for path in ("k:TimeStamp/k:when", "k:TimeSpan/k:begin", "k:TimeSpan/k:end")]
        assert at == ([cells["first"], None, None] if cells["first"] == cells["last"] else [None, cells["first"], cells["last"]])
        data = {d.get("name"): d.findtext("k:value", None, IN_KML) for d in mark.findall(".//k:Data", IN_KML)}
        assert data == {name: str(cell) for name, cell in cells.items() if cell is not None}
        assert feature["geometry"] == {"type": "Point", "coordinates": [places[0].lon, places[0].lat]}
        assert feature["properties"] == {**cells, "places": [places[0].name]}


def test_claims_are_on_the_map_where_their_words_name_a_place() -> None:
    s = placed_situation()
    table = lists.of_claims(s.claims(), s.index())
    words = table.columns.index("words")
    assert [(row[words], [p.name for p in places]) for row, places in zip(table.rows, table.places, strict=True) if places]
    for row, places in zip(table.rows, table.places, strict=True):
        assert all(p.name in str(row[words]) for p in places)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(formula: str) -> None:
    table = Table(("words",), ((formula,),))
    (row,) = list(csv.reader(io.StringIO(file_of(table, "csv", "t").decode())))[1:]
    assert row[0].startswith("'")
    (cell,) = list(openpyxl.load_workbook(io.BytesIO(file_of(table, "xlsx", "t"))).active.rows)[1]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.hyperlink is None


PLACE = Place(mention="m1", name="<b>Osk</b>", lat=51.5, lon=-0.25)


@given(st.lists(st.tuples(st.text(), st.none() | st.integers(-(10**9), 10**9)), max_size=4))
def test_any_text_goes_into_every_form(rows: list[tuple[str, int | None]]) -> None:
    clean = tuple((text.encode("utf-8", "replace").decode(), n) for text, n in rows)
    table = Table(("words", "n"), clean, ((PLACE,),) * len(clean))
    for form in TABLE_FORMS:
        assert file_of(table, form, "a: [title]/?*")
    marks = ElementTree.fromstring(file_of(table, "kml", "t")).findall(".//k:Placemark", IN_KML)
    assert len(marks) == len(clean)
    assert len(openpyxl.load_workbook(io.BytesIO(file_of(table, "xlsx", "t"))).active["A"]) == len(clean) + 1


def test_a_sheet_that_is_too_long_and_a_missing_package_are_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tidings.show.exports.sheet.MOST_ROWS", 1)
    with pytest.raises(BadInput, match="a sheet holds 1 rows"):
        file_of(Table(("a",), ((1,), (2,))), "xlsx", "t")
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(NotInstalled, match=r"pip install 'tidings\[exchange\]'"):
        file_of(Table(("a",), ()), "xlsx", "t")


def test_a_hit_without_a_date_has_none() -> None:
    s = placed_situation()
    hit = Hit(document="nowhere", title=None, outlet=None, published=None, spans=((0, 4),))
    (row,) = lists.of_hits((hit,), s.index()).rows
    assert row == (None, None, "nowhere", None, None, "0-4")
