"""Times: an interval and its value speak of the same days; what was read before changes nothing; shifting all dates shifts the answer."""

import re
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tidings.match.units import stretch_of
from tidings.model.document import Document, Published
from tidings.model.reading import Time
from tidings.read.parse import parse
from tidings.read.times import find_times

UNITS = ("day", "week", "month", "year", "decade")
NUMBERS = ("two", "three", "12", "a few", "several", "half a", "20")
DAYS = ("Monday", "Tuesday", "Saturday", "Sunday")
MONTHS = ("January", "Feb.", "May", "September", "Dec.")
VERBS = ("The gate fell", "The gate will fall", "The gate falls", "The gate was to fall", "The gate has been shut", "Talks are to begin")

expressions = st.one_of(
    st.builds("{} {} {}s ago".format, st.just(""), st.sampled_from(NUMBERS), st.sampled_from(UNITS)),
    st.builds("{} {}".format, st.sampled_from(("last", "next", "this", "the past", "the coming")), st.sampled_from(UNITS)),
    st.builds("on {}{}".format, st.sampled_from(("", "early ", "late ", "next ", "last ")), st.sampled_from(DAYS)),
    st.builds("on {} {}".format, st.sampled_from(MONTHS), st.integers(1, 31)),
    st.builds("in {}{}".format, st.sampled_from(("", "early ", "late ", "mid-")), st.sampled_from(("May", "March", "October", "2031", "the 1980s"))),
    st.builds("from {} {} to {} {}".format, st.sampled_from(MONTHS), st.integers(1, 28), st.sampled_from(MONTHS), st.integers(1, 28)),
    st.builds("in the {} {} of {}".format, st.sampled_from(("first", "second")), st.sampled_from(("quarter", "half")), st.sampled_from(("2029", "the year"))),
    st.builds("{} this {}".format, st.sampled_from(("earlier", "later")), st.sampled_from(("week", "month", "year"))),
    st.sampled_from(("yesterday", "tonight", "over the weekend", "this weekend", "in the spring", "last winter", "now", "recently", "at noon", "at 11 p.m. GMT")),
    st.sampled_from(("by the end of the month", "24 hours ago", "two days later", "the following year", "on 3/4/31", "on the 30th", "in the 20th century")),
)  # fmt: skip
published = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def times_of(text: str, day: date, until: date | None = None) -> tuple[Time, ...]:
    when = Published(start=day.isoformat(), end=(until or day).isoformat(), grain="day", basis="stated")
    return find_times(parse(Document(id="d", text=text, published=when, body=((0, len(text)),))))


def days_in(value: str) -> tuple[date, date] | None:
    """The days that a TimeML value names by itself, or None where it names none."""
    if found := re.match(r"(\d{4}-\d\d-\d\d)(?:T.*)?$", value):
        day = date.fromisoformat(found[1])
        return day, day
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return (monday + timedelta(5) if found[3] else monday), monday + timedelta(6)
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        month = stretch_of("month", date(int(found[1]), int(found[2]), 1))
        return (month.first, month.last) if month else None
    if found := re.fullmatch(r"\d{2,4}", value):
        size = 10 ** (4 - len(value))
        first = int(value) * size
        return date(first, 1, 1), date(first + size - 1, 12, 31)
    return None


@settings(max_examples=150, deadline=None)
@given(verb=st.sampled_from(VERBS), words=st.lists(expressions, min_size=1, max_size=2), day=published)
def test_an_interval_and_its_value_are_the_same_days(verb: str, words: list[str], day: date) -> None:
    for t in times_of(f"{verb} {' and '.join(words)}.", day):
        first, last = (date.fromisoformat(d) if d else None for d in (t.earliest, t.latest))
        if first and last:
            assert first <= last
        named = days_in(t.value) if t.value and t.type in ("DATE", "TIME") else None
        if named is None:
            continue
        assert first and last, f"{t.value} without days"
        # a part of the named stretch ("earlier this year"), or of a day the days that it reaches into
        assert (named[0] <= first and last <= named[1]) or (named[0] == named[1] and first <= named[0] <= last)


@settings(max_examples=40, deadline=None)
@given(verb=st.sampled_from(VERBS), words=expressions, other=expressions, day=published, other_day=published)
def test_what_was_read_before_changes_nothing(verb: str, words: str, other: str, day: date, other_day: date) -> None:
    alone = times_of(f"{verb} {words}.", day)
    times_of(f"{verb} {other}.", other_day)
    assert times_of(f"{verb} {words}.", day) == alone


@settings(max_examples=60, deadline=None)
@given(verb=st.sampled_from(VERBS), words=expressions, day=published, width=st.integers(1, 12))
def test_an_interval_of_publication_gives_no_day_that_one_of_its_days_denies(verb: str, words: str, day: date, width: int) -> None:
    text, until = f"{verb} {words}.", day + timedelta(width)
    wide = [t for t in times_of(text, day, until) if t.basis == "published" and t.type == "DATE" and t.earliest and t.earliest == t.latest]
    narrow = {t.start: t for t in times_of(text, day)}
    for t in wide:
        own = narrow.get(t.start)
        if own is not None and not re.search(
            r"[A-Z][a-z.]+ \d|\dth", t.text
        ):  # a day of a month is the nearest one, whichever day one stands on
            assert own.earliest == t.earliest
