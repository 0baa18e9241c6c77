"""The map: boxes of degrees, what is drawn in them, and marks where things are told to be."""

import re
from dataclasses import replace

import pytest
from lxml import html as parsing
from tests.compare.fictional import report
from tests.web.conftest import client_of

from tidings.engine import picture_of
from tidings.model.picture import CrossEvent, EventMention, Picture
from tidings.model.reading import Event, Mention, Place, Reading, Status, Time
from tidings.situation import Situation, situation_in_memory
from tidings.web.worldmap import HEIGHT, WIDTH, box_around, box_in, box_of, map_of


@pytest.mark.parametrize(
    ("places", "holds", "leaves_out", "note"),
    [
        ((), (0.0, 0.0), None, "nothing: the world"),
        (((52.0, 24.0),), (51.0, 23.0), (40.0, 24.0), "one place and its surroundings"),
        (((52.0, 24.0), (46.6, 32.6)), (49.0, 28.0), (10.0, 28.0), "two"),
        (((50.0, 30.0),) * 40 + ((-30.0, 150.0),), (50.0, 30.0), (-30.0, 150.0), "one far away among many"),
        (((-17.8, 178.0), (-18.2, 179.5)), (-18.0, 179.0), (40.0, 0.0), "at the edge of the map"),
        (((89.0, 10.0),), (88.0, 10.0), (0.0, 10.0), "near the pole"),
    ],
)
def test_the_box_holds_the_places(
    places: tuple[tuple[float, float], ...], holds: tuple[float, float], leaves_out: tuple[float, float] | None, note: str
) -> None:
    box = box_of(places)
    assert box.holds(*holds), note
    assert leaves_out is None or not box.holds(*leaves_out), note
    assert -180 <= box.west < box.east <= 180
    assert -90 <= box.south < box.north <= 90


@pytest.mark.parametrize("text", ["", "1,2", "a,b,c", "91,0,5", "0,181,5", "0,0,0", "nan,0,5", "0,nan,5", "0,0,nan", "0,0,inf", "1,2,3,4"])
def test_no_sense_is_no_box(text: str) -> None:
    assert box_in(text) is None


def test_a_box_is_the_one_that_its_address_carries() -> None:
    box = box_around(50.25, 30.5, 8)
    assert box_in(box.text) == box


@pytest.mark.parametrize(
    ("middle", "names", "note"),
    [
        ((52.5, 28.0, 8.0), {"Belarus", "Ukraine", "Poland"}, "neighbours"),
        ((-25.0, 134.0, 40.0), {"Australia"}, "an island"),
        ((62.0, 100.0, 60.0), {"Russia", "China"}, "a land that crosses the edge of the map"),
    ],
)
def test_countries_are_named_where_they_are(middle: tuple[float, float, float], names: set[str], note: str) -> None:
    drawn = map_of(box_around(*middle))
    assert names <= {n.name for n in drawn.names}, note
    assert all(0 < n.x < 100 and 0 < n.y < 100 for n in drawn.names)


def test_the_open_sea_is_empty() -> None:
    drawn = map_of(box_around(30.0, -40.0, 6.0))
    assert (drawn.land, drawn.borders, drawn.names) == ("", "", ())


@pytest.mark.parametrize(
    ("middle", "note"),
    [((49.0, 31.0, 12.0), "Ukraine"), ((15.0, 44.0, 8.0), "Yemen"), ((12.0, 8.0, 10.0), "Nigeria"), ((40.0, -90.0, 25.0), "states")],
)
def test_regions_of_every_country_are_drawn(middle: tuple[float, float, float], note: str) -> None:
    assert map_of(box_around(*middle)).regions.count("M") > 8, note


def test_regions_are_no_net_over_the_world() -> None:
    assert map_of(box_around(15, 10, 150)).regions == ""


def test_no_border_runs_across_the_whole_map() -> None:
    drawn = map_of(box_around(15, 10, 150))
    steps = [abs(int(x)) for path in re.findall(r"l([^Mz]*)", drawn.borders) for x in path.split()[::2]]
    assert max(steps) < WIDTH * 10 / 4
    assert HEIGHT < WIDTH


def placed_report(number: int, place: str, lat: float, lon: float, status: Status) -> Reading:
    """A report of troops at a place."""
    text = f"Troops reached {place} on March {number}."
    made = report(f"r{number}", text, outlet="North Wire", day=f"2031-03-0{number + 1}")
    start = text.index(place)
    mentions = (_mention(place, start),)
    at = text.index("March")
    day = f"2031-03-0{number}"
    time = Time(id="t1", start=at, end=len(text) - 1, text=text[at:-1], type="DATE", value=day, earliest=day, latest=day, grain="day")
    event = Event(id="e1", trigger=(7, 14), lemma="reach", type="MOBILIZE", place="m9", time="t1", status=status)
    where = Place(mention="m9", name=place, country="XX", lat=lat, lon=lon, grain="city")
    return Reading(document=made.document, sentences=made.sentences, mentions=mentions, places=(where,), times=(time,), events=(event,))


def _mention(place: str, start: int) -> Mention:
    return Mention(id="m9", start=start, end=start + len(place), text=place, kind="place", form="name", actor=place)


class Placed(Situation):
    """A situation of placed events, each its own."""

    def own_picture(self) -> Picture:
        readings = self.readings()
        events = tuple(
            CrossEvent(
                id=f"E{r.document.id}",
                documents=(r.document.id,),
                type="MOBILIZE",
                mentions=(EventMention(doc=r.document.id, id="e1", trigger=(7, 14), status=r.events[0].status),),
                place=r.places[0].name,
                time=r.times[0].value,
            )
            for r in readings
        )
        return replace(picture_of(()), events=events)


def test_events_stand_on_the_map_on_their_days() -> None:
    situation = Placed(situation_in_memory().ledger)
    for reading in (placed_report(1, "Brest", 52.1, 23.7, "actual"), placed_report(5, "Kherson", 46.6, 32.6, "planned")):
        situation.ledger.keep(reading, situation._clock())
    client = client_of(situation)
    both = parsing.fromstring(client.get("/posture?days=7").text)
    titles = [t.text_content() for t in both.xpath("//*[@class='marks']//*[local-name()='title']")]
    assert sorted(titles) == ["Brest: 1 actual", "Kherson: 1 planned"]
    assert both.xpath("//*[@class='land']//@d")
    one = parsing.fromstring(client.get("/posture?days=1&on=2031-03-01").text)
    assert [t.text_content() for t in one.xpath("//*[@class='marks']//*[local-name()='title']")] == ["Brest: 1 actual"]
    slid = parsing.fromstring(client.get("/posture?days=1&number=4").text)
    assert [t.text_content() for t in slid.xpath("//*[@class='marks']//*[local-name()='title']")] == ["Kherson: 1 planned"]
    far = parsing.fromstring(client.get("/posture?days=7&box=-30,20,10").text)
    assert "2 rows outside it" in far.text_content()
    mark = both.xpath("//*[@class='marks']//a/@href")[0]
    assert both.xpath(f"//li[@id='{mark[1:]}']")


def test_without_a_known_place_there_is_no_map(example: Situation) -> None:
    page = parsing.fromstring(client_of(example).get("/posture?what=all&days=90").text)
    assert not page.xpath("//*[@class='land']")
    assert "so there is no map" in page.text_content()
    assert page.xpath("//ol[contains(@class, 'dated')]/li")
