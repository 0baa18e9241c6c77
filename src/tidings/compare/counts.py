"""A reading in, its quantities out in a form that can be compared: of what, what befell it, where, as of when, on whose word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tidings.compare.contents import stems_of
from tidings.compare.meant import Key, Meant, plain
from tidings.know.counted import unit_counted
from tidings.know.countries import country_named, country_of_demonym
from tidings.know.measures import fate_of, in_base_unit
from tidings.match.texts import STOPWORDS, words_in
from tidings.model.reading import Claim, Event, Mention, Quantity, Reading, Time
from tidings.model.span import Span, holds, shared

# The words around a number say what it counts; beyond this many on either side the sentence speaks of something else.
WINDOW = 14
# The word that says what befell those counted stands as near as this, in words, when no event does.
NEAR = 6
# A sentence that names no place speaks of the one before it: after so many more, of something else.
FOLLOWING = 3
# Groups that are counted apart within a toll: a number of them is none of the whole.
PARTS = frozenset({"other", "more", "child", "woman", "boy", "girl", "baby", "infant", "teenager", "foreigner"})
# Who can't be asked: what a film or an unsigned report shows or says is nobody's number.
_NOBODY = re.compile(r"\b(?:videos?|footage|images?|pictures?|photos?|photographs?|reports?|rumou?rs?|maps?|data|figures?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """One quantity of one document with what it can be compared by.

    `places` are those of its sentence, `near` also those of the nearest sentence before; `dated` tells whether the text itself says for which day the number is true; else `as_of` is the day of publication. `moment` is when
    the document was published, as far as that is known.
    """

    doc: str
    quantity: Quantity
    event: Event | None
    head: str
    part: str
    fate: str | None
    places: frozenset[Key]
    near: frozenset[Key]
    sentence: Span
    stems: tuple[str, ...]
    names: frozenset[str]
    said: str
    number: float | None
    unit: str
    measure: str | None
    factor: float
    period: tuple[str, str] | None
    as_of: str | None
    dated: bool
    moment: str
    source: str | None
    story: str

    @property
    def name(self) -> str:
        return f"{self.doc}\0{self.quantity.id}"


def quantities_of(reading: Reading) -> tuple[tuple[Quantity, Event | None], ...]:
    """All quantities of a reading, each once, with the first event that it hangs on or None, in the order of the text."""
    found: dict[str, tuple[Quantity, Event | None]] = {}
    for event in sorted(reading.events, key=lambda e: (e.trigger, e.id)):
        for quantity in event.quantities:
            found.setdefault(quantity.id, (quantity, event))
    for quantity in reading.quantities:
        found.setdefault(quantity.id, (quantity, None))
    return tuple(sorted(found.values(), key=lambda pair: (pair[0].span, pair[0].id)))


def claim_over(reading: Reading, span: Span) -> Claim | None:
    """The innermost claim whose content holds the span, or None in the outlet's own voice."""
    over = [(part[1] - part[0], c.id, c) for c in reading.claims for part in c.content if holds(part, span)]
    return min(over)[2] if over else None


def counts_in(reading: Reading, meant: Meant, story: str) -> list[Count]:
    """The quantities of a reading in a form that can be compared."""
    counted = []
    for quantity, event in quantities_of(reading):
        noun = _noun(reading, quantity)
        unit = _unit(reading, quantity)
        base = in_base_unit(unit or noun)
        people = not unit or unit_counted(noun) in ("people", "personnel")
        places = _places(reading, quantity, event)
        as_of, dated = _as_of(reading, quantity, event)
        counted.append(
            Count(
                doc=reading.document.id,
                quantity=quantity,
                event=event,
                head=base[0] if base else "people" if people else noun,
                part=noun if noun in PARTS else "",
                fate=fate_in(reading, quantity, event),
                places=places[0],
                near=places[1],
                sentence=_sentence(reading, quantity),
                stems=_around(reading, quantity),
                names=_names(reading, quantity),
                said=_said(reading, quantity),
                number=_number(reading, quantity),
                unit=unit,
                measure=(unit or noun) if base else None,
                factor=base[1] if base else 1.0,
                period=_period(reading, quantity, event),
                as_of=as_of,
                dated=dated,
                moment=reading.document.published.start or "",
                source=_source(claim_over(reading, quantity.span), meant),
                story=story,
            )
        )
    return _without_parts([_as_it_was(c, counted) for c in counted])


def _as_it_was(c: Count, counted: Sequence[Count]) -> Count:
    """A number of the same words as one before it ("up from 900") counts what that one counts."""
    same = next((o for o in counted if o.quantity.span < c.quantity.span and counts_again(c, o)), None)
    if same is None:
        return c
    return replace(c, head=same.head, part=same.part, fate=same.fate, places=same.places, near=same.near, said=same.said)


def counts_again(c: Count, other: Count) -> bool:
    """Whether both numbers are of the same words of one text."""
    return c.doc == other.doc and c.quantity.counted is not None and c.quantity.counted == other.quantity.counted


def _without_parts(counted: Sequence[Count]) -> list[Count]:
    """The counts, of which those that a sentence tells beside a greater one are marked as parts: "98 wounded, 46 of them women"."""
    return [replace(c, part="some of them") if any(_is_part_of(c, whole) for whole in counted) else c for c in counted]


def _is_part_of(c: Count, whole: Count) -> bool:
    same = (c.sentence, c.head) == (whole.sentence, whole.head) == (c.sentence, "people") and not c.part and not whole.part
    if counts_again(c, whole):
        return False
    fate = c.fate == whole.fate or c.fate is None
    return same and fate and c.quantity.span > whole.quantity.span and (most(c.quantity) or 0) < (most(whole.quantity) or 0)


def most(quantity: Quantity) -> float | None:
    """The number that is said: the value, else a bound."""
    return next((v for v in (quantity.value, quantity.low, quantity.high) if v is not None), None)


def _unit(reading: Reading, quantity: Quantity) -> str:
    """The unit, or "" for people, also where the reading names them by what befell them ("killed")."""
    if area := re.search(r"\bsquare (kilomet|met|mile)", reading.document.text[slice(*_phrase(reading, quantity))]):
        return {"kilomet": "square kilometre", "met": "square metre", "mile": "square mile"}[area.group(1)]
    unit = (quantity.unit or "").lower()
    of_people = unit in ("personnel", "people", "persons", "person", "count", "items", "units") or any(fate_of(w) for w in _lemmas(unit))
    return "" if of_people else unit


def _phrase(reading: Reading, quantity: Quantity) -> Span:
    counted = quantity.counted or quantity.span
    return min(counted[0], quantity.span[0]), max(counted[1], quantity.span[1])


_AFTER_NOUN = re.compile(r"\b(?:of|in|at|on|from|to|by|who|that|which|with|for|into|were|was|are|is|had|have|has|and|or)\b|[,;.()]")
# "The number of sailors who drowned rose to nine": the noun stands before the number.
_NUMBER_OF = re.compile(
    r"\b(?:number|total|count|tally) of (?:the |all )?(?:[a-z]+ )??([a-z]+s|people|dead|men|women|children)\b|\b(?:death) (toll)\b"
)
# What the noun of that number stands for where it names what befell them: a toll counts people.
_COUNTS_PEOPLE = frozenset({"toll", "death", "dead", "casualty", "fatality", "injury", "wounded", "injured"})


def _noun(reading: Reading, quantity: Quantity) -> str:
    """The counted word: the last one of the phrase before what is told of it; "bodies of 900 civilians" counts civilians."""
    text = reading.document.text
    start, end = _phrase(reading, quantity)
    if joint := re.match(r"[-‑–]([a-z]+)", text[quantity.span[1] :]):
        return _singular(joint.group(1))
    if are := re.match(r"\s+(?:of (?:them|whom|those) )?(?:were|are) (women|children|girls|boys)\b", text[quantity.span[1] :]):
        return _singular(are.group(1))
    phrase = text[max(start, quantity.span[0]) : end]
    for part in _AFTER_NOUN.split(re.sub(r"(?<=\d)[,.](?=\d)", "", phrase)):
        words = [w for w in re.findall(r"[a-z][a-z'’-]+", part.lower()) if w not in STOPWORDS and w not in _NUMBER_WORDS]
        if words:
            return _singular(words[-1].split("-")[-1])
    before = list(_NUMBER_OF.finditer(text.lower(), _sentence(reading, quantity)[0], quantity.span[0]))
    return _singular(next(filter(None, before[-1].groups()))) if before else ""


_NUMBER_WORDS = frozenset(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
    twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions dozen
    dozens least nearly almost around approximately roughly exactly half many several another
    """.split()
)
_SINGULARS = {"men": "man", "women": "woman", "children": "child", "bodies": "body", "lives": "life", "people": "people", "babies": "baby"}


def _singular(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word


def _sentence(reading: Reading, quantity: Quantity) -> Span:
    """The sentence of the number; where the reading has none there, what stands between two full stops."""
    sentence = next((s for s in reading.sentences if shared(s, quantity.span)), None)
    if sentence is None:
        text = reading.document.text
        start, end = text.rfind(". ", 0, quantity.span[0]), text.find(". ", quantity.span[1])
        sentence = (max(0, start + 1), len(text) if end < 0 else end)
    return sentence


def _around(reading: Reading, quantity: Quantity) -> tuple[str, ...]:
    """The telling words beside the number, within its sentence."""
    words = words_in(reading.document.text, [_sentence(reading, quantity)])
    before = [w.form for w in words if w.end <= quantity.span[0]][-WINDOW:]
    after = [w.form for w in words if w.start >= quantity.span[0]][: WINDOW + 4]
    return tuple(s for s in stems_of([*before, *after]) if not s.isdigit() and s not in _NUMBER_WORDS)


def _names(reading: Reading, quantity: Quantity) -> frozenset[str]:
    """The stems of the names in the number's sentence but those of countries and peoples, which stand in every other one."""
    text = reading.document.text
    words = [w for w in words_in(text, [_sentence(reading, quantity)])[1:] if text[w.start].isupper()]
    of_countries = {w.form for w in words if country_named(text[w.start : w.end]) or country_of_demonym(text[w.start : w.end])}
    return frozenset(stems_of(w.form for w in words if w.form not in of_countries and w.form not in _CALENDAR))


_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december
    """.split()
)


def fate_in(reading: Reading, quantity: Quantity, event: Event | None) -> str | None:
    """What befell those counted: by the noun, by the event that the number hangs on, else by the nearest word that says so."""
    if found := fate_of(_noun(reading, quantity)) or (fate_of(event.lemma.lower()) if event else None):
        return found
    words = words_in(reading.document.text, [_sentence(reading, quantity)])
    near = []
    for n, word in enumerate(words):
        fate = next((f for form in _lemmas(word.form) if (f := fate_of(form))), None)
        if fate and not shared((word.start, word.end), quantity.span):
            inside = [w for w in words if w.start >= min(word.start, quantity.span[0]) and w.end <= max(word.end, quantity.span[1])]
            near.append((len(inside), n, fate))
    return min(near)[2] if near and min(near)[0] <= NEAR + 1 else None


def _lemmas(form: str) -> tuple[str, ...]:
    """The forms that a word may be one of, nearest first: enough to find it in a list of lemmas."""
    cut = form.removesuffix("ed"), form.removesuffix("d"), form.removesuffix("ing"), form.removesuffix("s"), form.removesuffix("ing") + "e"
    return (form, *cut)


def _places(reading: Reading, quantity: Quantity, event: Event | None) -> tuple[frozenset[Key], frozenset[Key]]:
    """The places smaller than a country that the event is at or the number's sentence names; and, if none, those of the nearest before."""
    countries = {p.mention for p in reading.places if p.grain == "country"}
    start, end = _sentence(reading, quantity)
    text = reading.document.text
    there = [
        m
        for m in reading.mentions
        if m.id not in countries and m.form == "name" and (m.kind == "place" or _AT.search(text[max(0, m.start - 30) : m.start]))
    ]
    inside = [m for m in there if start <= m.start < end or (event is not None and m.id == event.place)]
    before: list[Mention] = []
    if not inside and (earlier := [m for m in there if m.start < start]):
        last = max(m.start for m in earlier)
        begin, close = next((s for s in reading.sentences if s[0] <= last < s[1]), (last, last + 1))
        if sum(close <= s[0] < start for s in reading.sentences) < FOLLOWING:
            before = [m for m in earlier if begin <= m.start < close]
    # By name: a place whose readings differ in what they take it for must still be one.
    own, around = ({plain(m.actor or m.text) for m in some} for some in (inside, before))
    return frozenset(own), frozenset(own | around)


# Whatever else a name stands for, behind one of these something happens there.
_AT = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]ff)\s+(?:the (?:town|city|village|port|district|camp) of\s+)?$")


def _said(reading: Reading, quantity: Quantity) -> str:
    """What is counted, in the document's words without the number."""
    text = reading.document.text
    start, end = _phrase(reading, quantity)
    words = [w for w in text[start:end].split() if not re.match(r"[\W_]*\d", w) and w.lower().strip(",.") not in _NUMBER_WORDS]
    return " ".join(w for w in words if w.lower() not in ("at", "the", "more", "than", "about", "up", "to", "over")).strip(" ,.;")


def _number(reading: Reading, quantity: Quantity) -> float | None:
    """The number that is said, also where it is a bound ("at least 57"); None for a plural magnitude ("thousands"), which says none."""
    said = reading.document.text[slice(*quantity.span)].lower()
    return None if quantity.value is None and _MAGNITUDE.search(said) else most(quantity)


_MAGNITUDE = re.compile(r"\b(?:several|a few|a couple|tens|dozens|scores|hundreds|thousands|millions|billions)\b")


def _as_of(reading: Reading, quantity: Quantity, event: Event | None) -> tuple[str | None, bool]:
    """The day the number is true for, and whether the text says so; the publication as an interval where it is known to no day."""
    times = {t.id: t for t in reading.times}
    for name in (quantity.time, event.time if event else None):
        time = times.get(name) if name else None
        if time and time.type in ("DATE", "TIME") and time.latest and time.earliest == time.latest and not _is_since(reading, time):
            return time.latest[:10], True
    published = reading.document.published
    if not published.start:
        return None, False
    start, end = published.start[:10], (published.end or "")[:10]
    return (start if start == end else f"{start}/{end}" if end else None), False


def _period(reading: Reading, quantity: Quantity, event: Event | None) -> tuple[str, str] | None:
    """The first and last day of the time that the number or its event is dated to, or that its sentence names; None when it names none."""
    times = {t.id: t for t in reading.times}
    start, end = _sentence(reading, quantity)
    inside = [t for t in reading.times if start <= t.start < end and t.type in ("DATE", "TIME")]
    for time in (times.get(quantity.time or ""), times.get(event.time or "") if event else None, inside[0] if len(inside) == 1 else None):
        if time and time.earliest and time.latest:
            return time.earliest[:10], time.latest[:10]
    return None


def _is_since(reading: Reading, time: Time) -> bool:
    """Whether a count runs from that time on: "since the siege began on 3 March"."""
    return bool(
        re.search(
            r"(?<!\bup )(?<!\bdown )\b(?:since|from)\b(?:\s+\S+){0,6}\s*$",
            reading.document.text[max(0, time.start - 60) : time.start],
            re.IGNORECASE,
        )
    )


def _source(claim: Claim | None, meant: Meant) -> str | None:
    if claim is None or not claim.chain or _NOBODY.search(claim.chain[-1].name):
        return None
    name = claim.chain[-1].name
    return meant.shown(meant.name(name), name)
