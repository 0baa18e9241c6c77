"""Each export has the columns that its readers expect and reads back to the same values."""

import io
import json
from pathlib import Path

import jsonschema
import pandas as pd
import pytest

from tidings.know.sectors import sector_of
from tidings.match.distance import kilometres
from tidings.model.document import Document, Published
from tidings.model.errors import BadInput, UnknownName
from tidings.model.reading import Reading
from tidings.show.exports.table import Table, as_csv
from tidings.show.exports.tables import ACLED, GDELT, POLECAT
from tidings.show.happenings import EventRow, dyads
from tidings.situation import Situation, situation_in_memory

FORMATS = Path(__file__).resolve().parents[3] / "shared" / "formats.json"
REPORTS = {
    "courier": "On Monday, Russian troops attacked Kharkiv, officials said. The United Nations delivered aid to Kharkiv.",
    "post": "Russian troops attacked Kharkiv on Monday. Thousands of demonstrators protested in Minsk on Tuesday.",
    "herald": "France will send soldiers to Poland next week. French troops did not attack Minsk.",
}


@pytest.fixture(scope="module")
def situation() -> Situation:
    from datetime import UTC, datetime

    from tidings.engine import read_document

    spoken_of = situation_in_memory()
    for name, text in REPORTS.items():
        day = Published(start="2022-05-11", end="2022-05-11", grain="day", basis="metadata")
        reading = read_document(Document(id=name, text=text, outlet=name.title(), body=((0, len(text)),), published=day))
        assert isinstance(reading, Reading)
        spoken_of.ledger.keep(reading, datetime(2022, 5, 12, tzinfo=UTC))
    return spoken_of


@pytest.fixture(scope="module")
def rows(situation: Situation) -> tuple[EventRow, ...]:
    return situation.events()


def one(rows: tuple[EventRow, ...], kind: str, status: str = "actual") -> EventRow:
    (found,) = [r for r in rows if (r.type, r.status) == (kind, status)]
    return found


def frame(text: str, **options: object) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text), keep_default_na=False, dtype=str, **options)  # type: ignore[call-overload,no-any-return]


def test_an_event_told_twice_is_one_row(rows: tuple[EventRow, ...]) -> None:
    attack = one(rows, "ASSAULT")
    assert (attack.documents, attack.first, attack.last) == (("courier", "post"), "2022-05-09", "2022-05-09")
    assert [(p.country, p.sector) for p in attack.actors] == [("RUS", "MIL")]
    assert attack.place is not None and attack.place.name == "Kharkiv"


@pytest.mark.skipif(not FORMATS.exists(), reason="the published column names (../shared) are not here")
@pytest.mark.parametrize(("columns", "name"), [(POLECAT, "polecat_columns"), (ACLED, "acled_columns"), (GDELT, "gdelt2_event_columns")])
def test_the_columns_are_the_published_ones(columns: tuple[str, ...], name: str) -> None:
    assert list(columns) == json.loads(FORMATS.read_text("utf-8"))[name]


def test_polecat_reads_back(situation: Situation, rows: tuple[EventRow, ...]) -> None:
    table = frame(situation.exported(rows, "polecat"), sep="\t")
    assert list(table.columns) == list(POLECAT) and len(POLECAT) == 40
    attack = table[(table["Event Type"] == "ASSAULT") & (table["Event ID"] == one(rows, "ASSAULT").id)].iloc[0]
    assert (attack["Event Date"], attack["Actor Country"], attack["Primary Actor Sector"]) == ("2022-05-09", "RUS", "MIL")
    assert (attack["Quad Code"], attack["Country"], attack["Publication Date"]) == ("M-CONF", "UKR", "2022-05-11")
    assert float(attack["Latitude"]) == pytest.approx(49.98, abs=0.5) and int(attack["GeoNames ID"]) > 0


def test_acled_reads_back_and_holds_only_what_happened(situation: Situation, rows: tuple[EventRow, ...]) -> None:
    table = frame(situation.exported(rows, "acled"))
    assert list(table.columns) == list(ACLED)
    assert set(table["event_id_cnty"].str.split("-").str[1]) <= {r.id.split("-")[0] for r in rows if r.status == "actual"}
    attack = table[table["event_type"].isin(["Battles", "Violence against civilians"])].iloc[0]
    assert (attack["event_date"], attack["year"], attack["time_precision"], attack["iso"]) == ("2022-05-09", "2022", "1", "UKR")
    protest = table[table["event_type"] == "Protests"].iloc[0]
    assert (protest["sub_event_type"], protest["country"], protest["fatalities"]) == ("Peaceful protest", "Belarus", "")


def test_gdelt_reads_back(situation: Situation, rows: tuple[EventRow, ...]) -> None:
    text = situation.exported(rows, "gdelt")
    table = frame(text, sep="\t", header=None, names=list(GDELT))
    assert all(line.count("\t") == len(GDELT) - 1 for line in text.splitlines())
    assert table["GLOBALEVENTID"].is_unique and table["GLOBALEVENTID"].map(int).lt(2**63).all()
    attack = table[table["EventRootCode"].isin(["18", "19"])].iloc[0]
    assert (attack["SQLDATE"], attack["QuadClass"], attack["Actor1Code"], attack["NumArticles"]) == ("20220509", "4", "RUSMIL", "2")
    assert (attack["ActionGeo_CountryCode"], attack["DATEADDED"]) == ("UA", "20220511000000")
    assert set(table["IsRootEvent"]) == {"1"}


def test_plover_reads_back_with_auxiliary_modes(situation: Situation, rows: tuple[EventRow, ...]) -> None:
    records = [json.loads(line) for line in situation.exported(rows, "plover").splitlines()]
    assert [r["id"] for r in records] == [r.id for r in rows]
    modes = {(r["status"], mode) for r in records for mode in r["aux_modes"]}
    assert modes == {("planned", "future"), ("negated", "negation")}
    for record in records:
        for words in record["words"]:
            text = REPORTS[words["document"]]
            assert " … ".join(text[s:e] for s, e in words["spans"]) == words["text"]


GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "properties": {"type": "object"},
                    "geometry": {
                        "type": "object",
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "Point"},
                            "coordinates": {
                                "type": "array",
                                "prefixItems": [
                                    {"type": "number", "minimum": -180, "maximum": 180},
                                    {"type": "number", "minimum": -90, "maximum": 90},
                                ],
                                "minItems": 2,
                                "maxItems": 2,
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_geojson_holds_to_rfc_7946(situation: Situation, rows: tuple[EventRow, ...]) -> None:
    collection = json.loads(situation.exported(rows, "geojson"))
    jsonschema.validate(collection, GEOJSON, cls=jsonschema.Draft202012Validator)
    spots = {f["id"]: f["geometry"]["coordinates"] for f in collection["features"]}
    attack = one(rows, "ASSAULT")
    assert attack.place is not None and spots[attack.id] == [attack.place.lon, attack.place.lat]


def test_csv_reads_back(situation: Situation, rows: tuple[EventRow, ...]) -> None:
    table = frame(situation.exported(rows, "csv"))
    assert list(table["id"]) == [r.id for r in rows]
    assert list(table["words"]) == [r.refs[0].text for r in rows]


def test_an_unknown_form_is_refused(situation: Situation, rows: tuple[EventRow, ...]) -> None:
    with pytest.raises(BadInput, match="geojson"):
        situation.exported(rows, "xml")


def test_an_event_counts_once_for_each_pair_and_day(rows: tuple[EventRow, ...]) -> None:
    counts = {(c.day, c.actor, c.type): c.count for c in dyads([one(rows, "ASSAULT")])}
    assert counts == {("2022-05-09", "RUS MIL", "ASSAULT"): 1}


@pytest.mark.parametrize(
    ("options", "expected", "note"),
    [
        ({"types": ["PROTEST"]}, {"PROTEST"}, "by type"),
        ({"statuses": ["negated"]}, {"ASSAULT"}, "by status"),
        ({"actor": "FRA", "statuses": ["planned"]}, {"MOBILIZE"}, "by the code of a side's country"),
        ({"near": (53.9, 27.57), "within": 30.0, "statuses": ["actual"]}, {"PROTEST"}, "near Minsk"),
        ({"near": (0.0, 0.0)}, set(), "where nothing was"),
        ({"since": "2022-05-10", "until": "2022-05-10"}, {"PROTEST"}, "on Tuesday"),
    ],
)
def test_filters(situation: Situation, options: dict[str, object], expected: set[str], note: str) -> None:
    found = {r.type for r in situation.events(**options) if r.type != "other"}  # type: ignore[arg-type]
    assert found == expected, note


@pytest.mark.parametrize(
    ("name", "expected"), [("53.9, 27.57", (53.9, 27.57)), ("Minsk", (53.9, 27.57)), ("Nowhereville-on-Osk", None), ("95,10", None)]
)
def test_spots(situation: Situation, name: str, expected: tuple[float, float] | None) -> None:
    if expected is None:
        with pytest.raises(UnknownName):
            situation.spot(name)
    else:
        assert situation.spot(name) == pytest.approx(expected, abs=0.1)


def test_hostile_cells_are_no_formulas_and_no_lines() -> None:
    text = as_csv(Table(("a", "b"), (("=cmd|' /C calc'!A0", "two\nlines\tand \u202ebidi"), (None, -2.5))))
    assert text == "a,b\n'=cmd|' /C calc'!A0,two lines and ‹U+202E›bidi\n,-2.5\n"


@pytest.mark.parametrize(
    ("name", "expected", "note"),
    [
        ("Russian troops", "MIL", "a head that tells"),
        ("Russia", None, "a state is no sector"),
        ("police union", "LAB", "the last word of the head"),
        ("residents of the army town", "CVL", "what stands before “of”"),
        ("opposition leader", "OPP", "two words"),
        ("Taliban fighters", "REB", "a name and a noun"),
        ("us", None, "no name"),
    ],
)
def test_sectors(name: str, expected: str | None, note: str) -> None:
    assert sector_of(name) == expected, note


def test_distance() -> None:
    # Paris to London: 344 km
    assert kilometres((48.8566, 2.3522), (51.5074, -0.1278)) == pytest.approx(343.6, abs=1)


CODED = "document,type,words,actor,status,date,place\n"


@pytest.mark.parametrize(
    ("lines", "found", "right", "note"),
    [
        (
            "courier,ASSAULT,attacked,Russia,actual,2022-05-09,Kharkiv\n",
            1,
            {"actor": 1, "status": 1, "date": 1, "place": 1},
            "all of it right",
        ),
        (
            "courier,ASSAULT,attacked,France,planned,2022-05-08,Minsk\n",
            1,
            {"actor": 0, "status": 0, "date": 0, "place": 0},
            "all of it wrong",
        ),
        ("courier,ASSAULT,delivered,,,,\n", 0, {}, "not at these words"),
        ("courier,assault,,,,,\ncourier,ASSAULT,,,,,\n", 1, {}, "one mention is no two events"),
    ],
)
def test_a_researchers_own_coding(situation: Situation, tmp_path: Path, lines: str, found: int, right: dict[str, int], note: str) -> None:
    (tmp_path / "mine.csv").write_text(CODED + lines, "utf-8")
    score = situation.score_events(tmp_path / "mine.csv")
    assert score.found == found, note
    assert {f.field: f.right for f in score.fields} == right, note


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("doc,kind\na,b\n", "lacks document and type"),
        (CODED, "no event"),
        (CODED + "courier,,,,,,\n", "line 2 names no type"),
        (CODED + "gazette,ASSAULT,,,,,\n", "no document gazette"),
        ("\xff", "UTF-8"),
    ],
)
def test_a_coding_that_can_not_be_used_is_refused_in_one_line(situation: Situation, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "mine.csv").write_bytes(text.encode("latin-1"))
    with pytest.raises(BadInput, match=message):
        situation.score_events(tmp_path / "mine.csv")
