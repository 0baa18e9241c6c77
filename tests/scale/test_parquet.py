"""Readings written to Parquet come back as they were."""

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tidings.cli import commands
from tidings.engine import documents_in, read_document
from tidings.know.example import example_folder
from tidings.model.document import Document, FromPage, Published, Skipped
from tidings.model.errors import BadInput, TidingsError
from tidings.model.reading import Claim, Event, Link, Made, Mention, Place, Quantity, Reading, Time
from tidings.scale.parquet import readings_in, write_readings

TEXT = "The mayor of Osk said on Monday that 40.5 tonnes of grain were burnt."
# every field of every noun, so that one that is added and not carried over is noticed
FULL = Reading(
    document=Document(
        id="a",
        text=TEXT,
        title="“Grain” 🌾",
        outlet="Osk Courier",
        url="https://courier.example/a",
        language="en",
        published=Published(
            start="2031-05-02", end="2031-05-02", grain="day", basis="metadata", evidence=FromPage(from_="meta", value="2 May"), why="one"
        ),
        fetched_at="2031-05-03",
        body=((0, 20), (21, len(TEXT))),
        skipped=(Skipped(span=(20, 21), why="furniture"),),
        captured="0f" * 32,
    ),
    sentences=((0, len(TEXT)),),
    mentions=(
        Mention(id="m1", start=0, end=9, text="The mayor", kind="person", form="nominal", actor="Ada Brenn", refers="m1", basis="b"),
    ),
    places=(Place(mention="m1", name="Osk", country="XX", lat=53.0, lon=-27.25, grain="city", geonames=7, basis="b", why="w"),),
    times=(Time(id="t1", start=25, end=31, text="Monday", type="DATE", value="2031-W18-1", earliest="2031-04-28", latest="2031-04-28"),),
    claims=(
        Claim(
            id="c1",
            content=((37, 68), (0, 3)),
            source=(0, 9),
            cue=(17, 21),
            style="mixed",
            stance="denies",
            chain=(Link(name="Ada Brenn", span=(0, 9)), Link(name="text")),
            via="via",
            hedges=((1, 2),),
            status="possible",
            basis="b",
            why="w",
        ),
    ),
    events=(
        Event(
            id="e1",
            trigger=(63, 68),
            lemma="burn",
            type="ASSAULT",
            mode="arson",
            contexts=("food", "crime"),
            actors=("m1",),
            recipients=("m1",),
            place="m1",
            time="t1",
            status="negated",
            quantities=(Quantity(id="q2", span=(37, 48), value=40.5, low=40.0, unit="t"),),
            claim="c1",
            basis="b",
            why="w",
        ),
    ),
    quantities=(
        Quantity(id="q1", span=(37, 48), value=3.0, low=1.0, high=1e16, unit="t", what="m1", counted=(37, 57), time="t1", basis="b"),
    ),
    skipped=(Skipped(span=(20, 21), why="furniture"),),
    made=Made(version="0.1.0", parts=(("parser", "p"), ("gazetteer", "g"))),
)
BARE = Reading(document=Document(id="b", text=""))
SPANNED = Reading(document=Document(id="c", text=TEXT, published=Published(basis="stated", evidence=(25, 31))))


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    path = tmp_path / "readings.parquet"
    assert write_readings([FULL, BARE, SPANNED], path) == 3
    assert tuple(readings_in(path)) == (FULL, BARE, SPANNED)
    assert [f.name for f in tmp_path.iterdir()] == ["readings.parquet"]


def test_readings_of_the_example_come_back_and_can_be_asked_by_column(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    read = [r for d in documents_in([str(example_folder())]) if isinstance(d, Document) and isinstance(r := read_document(d), Reading)]
    for name in ("one", "two"):
        write_readings(read, tmp_path / name)
    assert list(readings_in(tmp_path / "one")) == read
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    events = parquet.read_table(tmp_path / "one", columns=["events"])["events"].to_pylist()
    assert [[e["type"] for e in some] for some in events] == [[e.type for e in r.events] for r in read]


def test_files_have_the_same_columns_whatever_is_in_them(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    for name, readings in (("none", []), ("bare", [BARE]), ("full", [FULL])):
        write_readings(readings, tmp_path / name)
    one, *others = [parquet.read_schema(tmp_path / name) for name in ("none", "bare", "full")]
    assert all(other.equals(one) for other in others)


def test_a_run_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    path = tmp_path / "readings.parquet"
    write_readings([FULL], path)

    def broken() -> object:
        yield BARE
        raise RuntimeError("the lamp went out")

    with pytest.raises(RuntimeError):
        write_readings(broken(), path)  # type: ignore[arg-type]
    assert tuple(readings_in(path)) == (FULL,)
    assert [f.name for f in tmp_path.iterdir()] == ["readings.parquet"]


def test_what_can_not_be_read_or_written_is_told_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    (tmp_path / "text").write_text("The dam held.")
    for act in (
        lambda: list(readings_in(tmp_path / "text")),
        lambda: list(readings_in(tmp_path / "none")),
        lambda: write_readings([BARE], tmp_path / "none" / "a"),
    ):
        with pytest.raises(BadInput) as fault:
            act()
        assert "\n" not in str(fault.value)


def test_without_pyarrow_it_is_told_what_brings_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(TidingsError, match=r"tidings\[parquet\]"):
        write_readings([BARE], tmp_path / "a")


def test_the_command_writes_a_file(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    (tmp_path / "a.txt").write_text("The mayor of Oskvale said on Monday that the dam above the town will hold.\n")
    (tmp_path / "b.txt").write_text("")
    result = CliRunner().invoke(
        commands, ["read", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--parquet", str(tmp_path / "r.parquet")]
    )
    assert result.exit_code == 0, result.output
    assert "1 reading" in result.stdout
    (reading,) = readings_in(tmp_path / "r.parquet")
    assert reading == read_document(reading.document)
    nothing = CliRunner().invoke(commands, ["read", str(tmp_path / "b.txt"), "--parquet", str(tmp_path / "n.parquet")])
    assert (nothing.exit_code, (tmp_path / "n.parquet").exists()) == (2, False)


def test_the_python_of_the_manual_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    (code,) = re.findall(r"```python\n(.*?)```", (Path(__file__).parents[2] / "docs" / "scale.md").read_text("utf-8"), re.S)
    monkeypatch.chdir(tmp_path)
    write_readings([FULL, BARE], Path("readings.parquet"))
    exec(compile(code, "scale.md", "exec"), {})
    assert capsys.readouterr().out == "a ['ASSAULT']\nb []\n"
