"""Readings and figures in, out how what a claim foretold turned out, as far as documents published later show it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tidings.compare.ahead import looks_ahead
from tidings.compare.contents import common_words, stems_of, telling_around
from tidings.compare.counts import Count, counts_in, most
from tidings.compare.events import FRAMES, LIGHT, event_line
from tidings.compare.foretold import events_ahead, sentence_at
from tidings.compare.horizons import until
from tidings.compare.meant import Key, Meant, any_fit, plain
from tidings.compare.revisions import WAS_WRONG
from tidings.compare.taking_part import parts_in
from tidings.compare.thresholds import MORE, OVER, number_to_pass, value_of
from tidings.know.measures import fate_of
from tidings.know.opposites import borne_out_by, opposites_of
from tidings.know.voices import party_of
from tidings.match.texts import SEED, words_in
from tidings.model.picture import Figure, FigurePoint, Outcome, Ref
from tidings.model.reading import Claim, Event, Reading
from tidings.model.span import Span, holds, words_of

# One party in common ties any two events of a war; two make it the one that was meant, or one with so many telling words that few
# documents hold (the second number where the deed itself is in everybody's mouth), or these words alone. They must be a good part of what
# was said, since a long sentence has two words in common with any other.
LEAST_TIES, LEAST_BESIDE, LEAST_BESIDE_COMMON, LEAST_ALONE, LEAST_SHARE = 2, 1, 2, 3, 0.25
# A sentence that says that things are otherwise speaks of what was foretold when it has this share of its words.
CONTRARY_SHARE = 0.4
# So many telling words on either side of a deed say what it is of.
NEXT = 2
# A number told later is of the thing foretold when it has so many telling words in common with what was said of it.
LEAST_NAMED = 1
_CONTRARY = re.compile(
    r"\b(?:still|without|never|not|no|remain(?:s|ed)?|stay(?:s|ed)?|instead|fail(?:s|ed)|quiet(?:ly)?|calm|unchanged|as usual|normal(?:ly)?)\b|n['’]t\b",
    re.IGNORECASE,
)
# How one tells that no trouble came.
_QUIET = re.compile(
    r"\b(?:passed|ended|went|remained|stayed|was|were)\b[^.;]{0,15}\b(?:quietly|peacefully|peaceful|calm|quiet|without (?:incidents?|trouble|violence))\b",
    re.IGNORECASE,
)
_TROUBLE = frozenset("riot unrest violence clash chaos trouble bloodshed looting disorder fighting".split())
_PERIOD_OVER = re.compile(r"\b(?:never|without (?:an?|any|a single)|passed|ended|expired)\b", re.IGNORECASE)
_CALENDAR = frozenset(stems_of("monday tuesday wednesday thursday friday saturday sunday".split()))
_PRONOUN = re.compile(r"\b(?:it|its|this|that|these|those|they|their|them|he|his|she|her)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decided:
    """How a prediction turned out, the record that shows it, and why."""

    outcome: Outcome
    evidence: Ref | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class _Report:
    """One mention of an event for finding outcomes; `day` is the first on which its document can have been published."""

    ref: Ref
    event: Event
    day: str
    who: tuple[Key, ...]
    whom: tuple[Key, ...]
    place: tuple[Key, ...]
    about: tuple[Key, ...]
    dated: str | None
    words: frozenset[str]
    theme: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Foretold:
    """What a claim foretells: the day it was said, the last day it is for, and its telling words, with those of what its pronouns mean."""

    reading: Reading
    claim: Claim
    text: str
    said: str
    until: str | None
    words: frozenset[str]


class Later:
    """What the documents tell, looked up by the words of what was foretold."""

    def __init__(self, readings: Sequence[Reading], meant: Meant, figures: Sequence[Figure] = ()) -> None:
        self._meant = meant
        self._common = common_words(readings)
        self._texts = {r.document.id: r for r in readings}
        self._reports: dict[str, list[_Report]] = defaultdict(list)
        self._sentences: dict[str, list[tuple[str, Span]]] = defaultdict(list)
        self._counts: dict[str, list[Count]] = defaultdict(list)
        self._series = {(p.doc, p.id): figure for figure in figures for p in figure.series}
        parts = [part for reading in readings for part in parts_in(reading)]
        self._foretold_parts = {part.ref: part for part in reversed(parts) if part.ahead}
        self._parts = sorted((part for part in parts if not part.ahead and part.day), key=lambda p: (p.day, p.ref))
        self._quiet = sorted(
            ((r.document.published.start or "")[:10], r.document.id, s)
            for r in readings
            for s in r.sentences
            if _QUIET.search(r.document.text[slice(*s)])
        )
        wrong = [(r.document, c) for r in readings for c in r.claims if WAS_WRONG.search(words_of(r.document.text, c.content))]
        self._wrong = sorted(
            (((d.published.start or "")[:10], d.id, c) for d, c in wrong), key=lambda wrong: (wrong[0], wrong[1], wrong[2].content)
        )
        for reading in readings:
            for event in reading.events:
                if event.status in ("actual", "negated") and event.lemma.lower() not in FRAMES:
                    self._reports[event_line(event.lemma)].append(self._report(reading, event))
            for sentence in reading.sentences:
                if _CONTRARY.search(reading.document.text[slice(*sentence)]):
                    for word in self._words(reading, [sentence]):
                        self._sentences[word].append((reading.document.id, sentence))
            for count in counts_in(reading, meant, ""):
                self._counts[count.fate or count.head].append(count)

    def outcome_of(self, reading: Reading, claim: Claim, horizon: str | None) -> Decided:
        """What later documents tell of the foretold event or number, or of one that rules it out; `open` where they tell nothing."""
        published = reading.document.published
        said = (published.end or "")[:10]
        if not said:
            return Decided("open", None, "the day it was said is not known")
        words = self._words(reading, claim.content)
        text = words_of(reading.document.text, claim.content)
        if _PRONOUN.search(text) and (before := [s for s in reading.sentences if s[1] <= claim.content[0][0]]):
            words |= self._words(reading, before[-1:])
        foretold = _Foretold(reading, claim, text, said, horizon or until(reading, claim, said), words)
        return (
            self._by_number(foretold)
            # that troops were sent somewhere doesn't show that they were sent to fight
            or self._by_part(foretold)
            or self._by_event(foretold)
            or self._by_contrary(foretold)
            or self._by_source(foretold)
            or self._by_quiet(foretold)
            or Decided("open")
        )

    def _by_part(self, foretold: _Foretold) -> Decided | None:
        """Whether a state that was to take part in a war, or to stay out, did: the first telling that it takes part, else that it has not."""
        mine = self._foretold_parts.get((foretold.reading.document.id, foretold.claim.id))
        if mine is None:
            return None
        later = [p for p in self._parts if p.state == mine.state and p.day > foretold.said]
        takes = [p for p in later if p.takes]
        stays = [p for p in later if not p.takes and (foretold.until is None or foretold.until <= p.day)]
        if not takes and not stays:
            return None
        shown = (takes or stays)[0]
        why = f"{mine.state} {'takes part' if shown.takes else 'has stayed out'}, as told on {shown.day}"
        return Decided("happened" if bool(takes) == mine.takes else "did not happen", shown.ref, why)

    def _words(self, reading: Reading, spans: Sequence[Span]) -> frozenset[str]:
        return frozenset(stems_of(w.form for w in words_in(reading.document.text, spans))) - self._common

    def _report(self, reading: Reading, event: Event) -> _Report:
        document, published = reading.document.id, reading.document.published
        time = next((t for t in reading.times if t.id == event.time), None)
        start, end = next((s for s in reading.sentences if s[0] <= event.trigger[0] < s[1]), event.trigger)
        names = {m.id: m.actor or m.text for m in reading.mentions}
        named = {m.id: plain(names[m.id]) for m in reading.mentions if m.form == "name"}

        def of(mentions: Iterable[str]) -> tuple[Key, ...]:
            # By name too: a town that one reading takes for a person must still be found again.
            held = tuple(mentions)
            parties = {("party", party) for m in held if (party := party_of(names.get(m, "")))}
            return tuple(sorted({*self._meant.all_of(document, held), *(named[m] for m in held if m in named), *parties}))

        return _Report(
            ref=(document, event.id),
            event=event,
            day=(published.start or "")[:10],
            who=of(event.actors),
            whom=of(event.recipients),
            place=of([event.place] if event.place else []),
            about=tuple(sorted({plain(m.actor or m.text) for m in reading.mentions if start <= m.start < end and m.form != "pronoun"})),
            dated=time.latest[:10] if time and time.latest else None,
            words=telling_around(reading, [event.trigger]) - self._common - set(stems_of([event.lemma.lower()])),
            theme=_theme(reading, event),
        )

    def _by_event(self, foretold: _Foretold) -> Decided | None:
        """The earliest telling that the event came; else the earliest that it did not; of one that was denied, the reverse."""
        for event, start in events_ahead(foretold.reading, foretold.claim):
            mine = self._report(foretold.reading, event)
            context = foretold.words if _PRONOUN.search(foretold.text) else frozenset()
            inside = [
                (max(p[0], s[0]), min(p[1], s[1])) for p in foretold.claim.content for s in [sentence_at(foretold.reading, event.trigger)]
            ]
            own = self._words(foretold.reading, [p for p in inside if p[0] < p[1]]) - set(stems_of([event.lemma.lower()]))
            about = {plain(m.actor or m.text) for m in foretold.reading.mentions if any(holds(p, (m.start, m.end)) for p in inside)}
            mine = replace(mine, words=own if len(own) >= LEAST_TIES else own | context, about=tuple(sorted(about)))
            lemma = event.lemma.lower()
            lines = {event_line(o): False for o in sorted(borne_out_by(lemma))}
            if lemma not in LIGHT:
                lines[event_line(event.lemma)] = False
            lines |= {event_line(o): True for o in sorted(opposites_of(lemma))}
            common = event_line(event.lemma) in self._common
            found = sorted(
                ((_is_told(r, opposed), r) for line, opposed in lines.items() for r in self._reports.get(line, ())),
                key=lambda pair: (pair[1].day, pair[1].ref),
            )
            near = [(told, r) for told, r in found if self._bears_out(r, mine, foretold, common)]
            came = [r for told, r in near if told]
            stayed_out = [r for told, r in near if not told]
            shown = (
                came[:1] or [r for r in stayed_out if event.status == "negated" or foretold.until is None or foretold.until <= r.day][:1]
            )
            if shown:
                happened = bool(came) == (event.status != "negated" or start)
                why = f"{event.lemma}: told on {shown[0].day} as {'' if came else 'not '}having happened"
                return Decided("happened" if happened else "did not happen", shown[0].ref, why)
        return None

    def _bears_out(self, report: _Report, mine: _Report, foretold: _Foretold, common: bool) -> bool:
        """Whether a report, of a later day, is of what was foretold: who, whom and where the same as far as both say, and ties enough."""
        if report.ref[0] == mine.ref[0] or report.day <= foretold.said or (report.dated is not None and report.dated < foretold.said):
            return False
        both = [(a, b) for a, b in ((report.who, mine.who), (report.whom, mine.whom), (report.place, mine.place)) if a and b]
        if not all(any_fit(a, b) for a, b in both) or self._is_told_again(report, mine):
            return False
        # What is nearest to the deed ties it, even where all speak of it: "the gate could fail", "the gate collapsed"
        shared = (report.words & mine.words) | (report.theme & mine.theme)
        if len(both) >= LEAST_TIES:
            return True
        own = [m for m in self._texts[report.ref[0]].mentions if m.id in (*report.event.actors, *report.event.recipients)]
        party = bool(both) or any_fit([plain(m.actor or m.text) for m in own], mine.about)
        # That it came on the very day that was named ties it as a word does.
        on_day = foretold.until is not None and report.dated == foretold.until
        least = (LEAST_BESIDE_COMMON if common else LEAST_BESIDE) if party else LEAST_ALONE
        return len(shared) + on_day >= least and len(shared) + on_day >= LEAST_SHARE * len(mine.words)

    def _is_told_again(self, report: _Report, mine: _Report) -> bool:
        """Whether the report only tells again what was foretold: in its own words, or looking ahead itself."""
        texts = [(self._texts[r.ref[0]], r.event.trigger) for r in (report, mine)]
        said = [[w.form for w in words_in(t.document.text, [sentence_at(t, at)])] for t, at in texts]
        runs = {tuple(said[1][i : i + SEED]) for i in range(len(said[1]) - SEED + 1)}
        return any(tuple(said[0][i : i + SEED]) in runs for i in range(len(said[0]) - SEED + 1))

    def _by_number(self, foretold: _Foretold) -> Decided | None:
        """Whether a number that was to be passed is passed by one given later of the same; or one that was to rise rose."""
        found = number_to_pass(foretold.text)
        if found is None:
            return self._risen(foretold) if MORE.search(foretold.text) else None
        wanted, over = value_of(found), found.re is OVER
        sentence = next((s for s in foretold.reading.sentences if holds(s, foretold.claim.content[0])), foretold.claim.content[0])
        stems = self._words(foretold.reading, [*foretold.claim.content, sentence]) | foretold.words
        fate = next((f for w in words_in(foretold.text) if (f := fate_of(w.form) or fate_of(w.form.removesuffix("s")))), None)
        unit = next(iter(stems_of(re.findall(r"[a-z]+", foretold.text[found.end() :])[:1])), "")
        later = [
            c
            for c in (self._counts.get(fate, ()) if fate else (c for some in self._counts.values() for c in some))
            if c.doc != foretold.reading.document.id
            and c.moment[:10] > foretold.said
            and (fate or (unit and unit in stems_of([c.head, c.measure or "", c.unit])))
            and len(stems & (set(c.stems) - self._common)) >= LEAST_NAMED
            and c.number is not None
        ]
        told = [c for c in counts_in(foretold.reading, self._meant, "") if fate and c.fate == fate and holds(sentence, c.quantity.span)]
        of_series = {(p.doc, p.id) for c in told for p in self._points(c)}
        later += [
            c
            for c in (self._counts.get(fate, ()) if fate else ())
            if (c.doc, c.quantity.id) in of_series and c.moment[:10] > foretold.said and c.number is not None
        ]
        passed = [c for c in later if ((most(c.quantity) or 0) > wanted) == over and (most(c.quantity) or 0) < 100 * wanted]
        if passed:
            first = min(passed, key=lambda c: (c.moment, c.doc, c.quantity.span))
            return Decided("happened", (first.doc, first.quantity.id), f"{most(first.quantity):g} told on {first.moment[:10]}")
        past = [c for c in later if foretold.until and c.moment[:10] >= foretold.until]
        if past:
            last = max(past, key=lambda c: (c.moment, c.doc, c.quantity.span))
            return Decided("did not happen", (last.doc, last.quantity.id), f"{most(last.quantity):g} told on {last.moment[:10]}")
        return None

    def _risen(self, foretold: _Foretold) -> Decided | None:
        """A count told before in the document of which a later document gives a greater number."""
        before = [c for c in counts_in(foretold.reading, self._meant, "") if c.fate and c.quantity.span[1] <= foretold.claim.content[0][0]]
        for count in sorted(before, key=lambda c: -c.quantity.span[0]):
            for point in sorted(self._points(count), key=lambda p: (self._texts[p.doc].document.published.start or "", p.doc)):
                day = (self._texts[point.doc].document.published.start or "")[:10]
                if day > foretold.said and point.value is not None and point.value > (most(count.quantity) or 0):
                    return Decided("happened", (point.doc, point.id), f"{point.value:g} told on {day}")
        return None

    def _points(self, count: Count) -> tuple[FigurePoint, ...]:
        """The values of the series that a count is in."""
        figure = self._series.get((count.doc, count.quantity.id))
        return figure.series if figure else ()

    def _by_source(self, foretold: _Foretold) -> Decided | None:
        """Whether the source says itself, later, that its word was wrong, where that was the only thing it foretold."""
        who = self._voice(foretold.claim)
        document, own = foretold.reading.document.id, foretold.claim
        for day, name, claim in self._wrong:
            behind = claim.content[0] > own.content[0] if name == document else day > foretold.said
            if behind and who and any_fit([self._voice(claim) or ("",)], [who]) and self._ahead_by(name, who) <= 1:
                return Decided("did not happen", (name, claim.id), f"its source says on {day} that it was wrong")
        return None

    def _voice(self, claim: Claim) -> Key | None:
        return self._meant.voice(claim.chain[-1].name) if claim.chain else None

    def _ahead_by(self, document: str, who: Key) -> int:
        """How many things a source foretells in one document."""
        reading = self._texts[document]
        own = [c for c in reading.claims if (voice := self._voice(c)) and any_fit([voice], [who])]
        return sum(looks_ahead(words_of(reading.document.text, c.content)) for c in own)

    def _by_quiet(self, foretold: _Foretold) -> Decided | None:
        """Whether the night or the march from which trouble was foretold passed quietly; under a condition only where that came."""
        inside = [e for e in foretold.reading.events if any(holds(p, e.trigger) for p in foretold.claim.content)]
        trouble = [e for e in inside if e.type in ("PROTEST", "ASSAULT") or e.lemma.lower() in _TROUBLE]
        if not trouble or foretold.claim.status == "negated":
            return None
        conditions = [e for e in inside if foretold.claim.status == "conditional" and e.trigger < trouble[0].trigger]
        came = [[r for r in self._reports.get(event_line(e.lemma), ()) if _is_told(r, False) and r.day > foretold.said] for e in conditions]
        words = set(stems_of(w.form for w in words_in(foretold.text)))
        for day, name, sentence in self._quiet:
            reading = self._texts[name]
            shared = words & set(stems_of(w.form for w in words_in(reading.document.text, [sentence])))
            if day > foretold.said and shared - _CALENDAR and all(came) and (ref := _record_in(reading, sentence)) is not None:
                return Decided("did not happen", ref, f"told on {day} to have passed quietly")
        return None

    def _by_contrary(self, foretold: _Foretold) -> Decided | None:
        """A sentence, told after the time was over, that has what was foretold in common and says that things are otherwise."""
        shared: dict[tuple[str, Span], int] = defaultdict(int)
        for word in foretold.words - _CALENDAR:
            for place in self._sentences.get(word, ()):
                shared[place] += 1
        negated = foretold.claim.status == "negated"
        for (document, sentence), count in sorted(
            shared.items(), key=lambda s: ((self._texts[s[0][0]].document.published.start or ""), s[0])
        ):
            reading = self._texts[document]
            day, text = (reading.document.published.start or "")[:10], reading.document.text[slice(*sentence)]
            over = foretold.until <= day if foretold.until else bool(_PERIOD_OVER.search(text))
            if (
                count < LEAST_TIES
                or count < CONTRARY_SHARE * len(foretold.words)
                or document == foretold.reading.document.id
                or day <= foretold.said
                or not over
            ):
                continue
            if (ref := _record_in(reading, sentence)) is not None:
                return Decided("happened" if negated else "did not happen", ref, f"told on {day} to be otherwise")
        return None


def _is_told(report: _Report, opposed: bool) -> bool:
    return (report.event.status == "actual") != opposed


def _theme(reading: Reading, event: Event) -> frozenset[str]:
    """The telling words next to a deed: of whom or what it is told, and what it is done to."""
    sentence = sentence_at(reading, event.trigger)
    text = reading.document.text
    before = stems_of(w.form for w in words_in(text, [(sentence[0], event.trigger[0])]))[-NEXT:] if sentence[0] < event.trigger[0] else ()
    behind = stems_of(w.form for w in words_in(text, [(event.trigger[1], sentence[1])]))[:NEXT] if event.trigger[1] < sentence[1] else ()
    return frozenset((*before, *behind)) - _CALENDAR


def _record_in(reading: Reading, sentence: Span) -> Ref | None:
    """A record of the sentence that shows its words: an event, a claim, a number."""
    document = reading.document.id
    events = [
        e.id for e in sorted(reading.events, key=lambda e: (e.status != "negated", e.trigger)) if sentence[0] <= e.trigger[0] < sentence[1]
    ]
    claims = [c.id for c in reading.claims if c.content and holds(sentence, c.content[0])]
    return (document, (events or claims)[0]) if events or claims else None
