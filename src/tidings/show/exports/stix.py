"""An extract to a STIX 2.1 bundle: reports, notes, opinions, incidents that happened with their sightings, and who and where they name."""

from collections.abc import Iterable
from typing import Any

from tidings.model.document import Published
from tidings.model.errors import NotInstalled
from tidings.model.judgement import Judgement
from tidings.model.picture import Ref
from tidings.model.reading import Place, Reading
from tidings.show.exports.extract import Extract, uuid_of, web_address
from tidings.show.exports.lists import spans_text
from tidings.show.happenings import EventRow
from tidings.show.index import outlet_of
from tidings.show.rows import ClaimRow, Words

MEDIA = "application/stix+json;version=2.1"
# STIX 2.1, appendix A, "Admiralty Credibility": an item's grade as a confidence from 0 to 100; for 6, which can't be judged, none is given.
CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}
# What a report without a date is dated, since STIX wants one; such an object bears the label `date-unknown`.
NO_DATE = "1970-01-01T00:00:00Z"
_CLASSES = {"person": "individual", "body": "organization", "organization": "organization", "group": "group", "unit": "group"}
# A name is what lists show; the whole words are the description.
LONGEST_NAME = 120


def bundle(extract: Extract) -> str:
    """The text of the bundle, the same for the same extract. Raises NotInstalled without the library stix2, which checks each object."""
    try:
        import stix2
    except ModuleNotFoundError:
        raise NotInstalled("stix needs stix2, which is not installed; `pip install 'tidings[exchange]'` brings it") from None
    objects = _Objects(extract).all()
    kinds = stix2.v21
    made = [getattr(kinds, "".join(part.title() for part in o["type"].split("-")))(**o) for o in objects]
    named = f"bundle--{uuid_of('bundle', *(o['id'] for o in objects))}"
    # without any object a bundle has no such list
    text: str = (stix2.v21.Bundle(*made, id=named) if made else stix2.v21.Bundle(id=named)).serialize()
    return text + "\n"


class _Objects:
    """The objects of one bundle, each once, by id."""

    def __init__(self, extract: Extract) -> None:
        self.extract = extract
        self.index = extract.index
        self.found: dict[str, dict[str, Any]] = {}
        self.actors = {actor.name: actor for actor in extract.picture.actors}
        self.events = extract.event_of()
        grades = (j for j in extract.picture.judgements if j.undone is None and j.grade in CONFIDENCE)
        self.confidence = {(a.doc, a.id): CONFIDENCE[j.grade or ""] for j in grades for a in j.on}
        self.of_document: dict[str, list[str]] = {}
        self.in_claim: dict[Ref, list[Ref]] = {}
        for reading in extract.documents:
            doc = reading.document.id
            for e in reading.events:
                if e.claim and (doc, e.id) in self.events:
                    self.in_claim.setdefault((doc, e.claim), []).append((doc, e.id))

    def all(self) -> list[dict[str, Any]]:
        """Every object, in the order of their ids."""
        notes = {record: self._claim(row) for row in self.extract.claims for record in row.records}
        for event in self.extract.events:
            self._event(event)
        self._opinions(notes)
        for reading in self.extract.documents:
            self._report(reading)
        return [self.found[name] for name in sorted(self.found)]

    def _add(self, kind: str, key: tuple[str, ...], made: str, **fields: Any) -> str:
        name = f"{kind}--{uuid_of(kind, *key)}"
        if name not in self.found:
            kept = {field: value for field, value in fields.items() if value not in (None, [], ())}
            labels = [*kept.pop("labels", []), *(["date-unknown"] if made == NO_DATE else [])]
            dated = {"type": kind, "id": name, "spec_version": "2.1", "created": made, "modified": made}
            self.found[name] = {**dated, **kept, **({"labels": labels} if labels else {})}
        return name

    def _identity(self, name: str, kind: str | None = None, key: str | None = None) -> str:
        return self._add("identity", (key or name.casefold(),), NO_DATE, name=name, identity_class=_CLASSES.get(kind or "", "unknown"))

    def _outlet(self, document: str) -> str | None:
        name = outlet_of(self.index.readings[document])
        return self._identity(name, "organization") if name else None

    def _actor(self, name: str) -> str:
        actor = self.actors.get(name)
        return self._identity(name, actor.kind if actor else None, actor.id if actor else None)

    def _tell(self, documents: Iterable[str], name: str) -> None:
        for document in documents:
            self.of_document.setdefault(document, []).append(name)

    def _claim(self, row: ClaimRow) -> str:
        graded = [self.confidence[r] for r in row.records if r in self.confidence]
        incidents = {self._event(self.events[e]) for record in row.records for e in self.in_claim.get(record, ())}
        about = sorted(i for i in incidents if i) or [self._document(d) for d in row.documents]
        name = self._add(
            "note",
            ("claim", row.id),
            self._day(row.documents),
            abstract=_short(row.words),
            content=row.words,
            authors=[row.origin] if row.origin else None,
            object_refs=about,
            confidence=graded[0] if graded else None,
            labels=["claim", row.status, row.stance],
            external_references=[*(_where(t.content) for t in row.tellings), {"source_name": "tidings", "external_id": row.id}],
        )
        self._tell(row.documents, name)
        return name

    def _event(self, row: EventRow) -> str | None:
        """The incident that an event is, with its sighting; None for one that nobody says happened, which is a note."""
        words, labels = row.refs[0].text, [row.type.lower(), *([row.mode] if row.mode else []), row.status]
        shared = {
            "labels": labels,
            "external_references": [*(_where(w) for w in row.refs), {"source_name": "tidings", "external_id": row.id}],
        }
        made = self._day(row.documents)
        if row.status != "actual":
            about = [self._document(d) for d in row.documents]
            self._tell(
                row.documents,
                self._add("note", ("event", row.id), made, abstract=_short(words), content=words, object_refs=about, **shared),
            )
            return None
        name = self._add("incident", (row.id,), made, name=_short(words), description=words, **shared)
        sides = [("attributed-to", p.name) for p in row.actors] + [("targets", p.name) for p in row.recipients]
        for how, party in sides:
            target = self._actor(party)
            self._add("relationship", (name, how, target), made, relationship_type=how, source_ref=name, target_ref=target)
        if row.place and row.place.spot:
            target = self._location(row.place)
            self._add(
                "relationship", (name, "located-at", target), made, relationship_type="located-at", source_ref=name, target_ref=target
            )
        outlets = sorted({o for d in row.documents if (o := self._outlet(d))})
        seen = self._add(
            "sighting",
            (row.id,),
            made,
            sighting_of_ref=name,
            where_sighted_refs=outlets,
            # copies are collapsed before anything is counted
            count=max(1, len(row.origins)),
            first_seen=_moment(row.first),
            last_seen=_moment(row.last, is_end=True) if _moment(row.first) else None,
            description=f"On the word of {', '.join(row.origins)}" if row.origins else None,
        )
        self._tell(row.documents, name)
        self._tell(row.documents, seen)
        return name

    def _location(self, place: Place) -> str:
        key = (place.name, str(place.lat), str(place.lon))
        return self._add("location", key, NO_DATE, name=place.name, latitude=place.lat, longitude=place.lon, country=place.country)

    def _document(self, document: str) -> str:
        """The id of a document's report, which every document that is named gets."""
        return f"report--{uuid_of('report', document)}"

    def _report(self, reading: Reading) -> None:
        d = reading.document
        outlet, made = self._outlet(d.id), _published(d.published)
        told = dict.fromkeys(self.of_document.get(d.id, ()))
        about = [*([outlet] if outlet else []), *told] or [self._identity("unknown outlet")]
        address = {"source_name": outlet_of(reading) or "unknown outlet", "external_id": d.id, "url": web_address(d.url)}
        references = [{name: value for name, value in address.items() if value}]
        name = d.title or d.id
        self._add(
            "report",
            (d.id,),
            made,
            name=name,
            published=made,
            object_refs=about,
            lang=d.language,
            labels=["news"],
            external_references=references,
        )

    def _opinions(self, notes: dict[Ref, str]) -> None:
        """Who agrees or disagrees with whose claim: other origins, by the picture; and people, by what they judged."""
        for together in self.extract.picture.corroboration:
            known = [ref for ref in together.claim_ids if ref in notes]
            for ref in known[1:]:
                if notes[ref] != notes[known[0]]:
                    self._opinion("agree", ref, notes[known[0]], notes[ref], together.why)
        for pair in self.extract.picture.contradictions:
            if pair.a in notes and pair.b in notes and notes[pair.a] != notes[pair.b]:
                self._opinion("disagree", pair.b, notes[pair.a], notes[pair.b], pair.why)
        for judgement in self.extract.picture.judgements:
            if judgement.undone is None and judgement.verdict in ("right", "wrong"):
                self._judged(judgement, notes)

    def _opinion(self, opinion: str, ref: Ref, on: str, by: str, why: str | None) -> None:
        who = self.index.who(ref) or outlet_of(self.index.readings[ref[0]])
        self._add(
            "opinion",
            (opinion, on, by),
            _published(self.index.readings[ref[0]].document.published),
            opinion=opinion,
            object_refs=[on],
            authors=[who] if who else None,
            explanation=why,
        )

    def _judged(self, judgement: Judgement, notes: dict[Ref, str]) -> None:
        about = sorted({notes[a.doc, a.id] for a in judgement.on if (a.doc, a.id) in notes})
        if about:
            opinion = "agree" if judgement.verdict == "right" else "disagree"
            at = _moment(judgement.at) or NO_DATE
            fields = {"authors": [judgement.who], "explanation": judgement.note}
            self._add("opinion", ("judgement", judgement.id), at, opinion=opinion, object_refs=about, **fields)

    def _day(self, documents: Iterable[str]) -> str:
        """When the first of the documents was published."""
        return min((m for d in documents if (m := _published(self.index.readings[d].document.published)) != NO_DATE), default=NO_DATE)


def _where(words: Words) -> dict[str, str]:
    """The document and the span of words."""
    return {"source_name": words.outlet or "tidings", "external_id": words.doc, "description": f"code points {spans_text(words.spans)}"}


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1]}…"


def _published(published: Published) -> str:
    return _moment(published.start) or _moment(published.end) or NO_DATE


def _moment(value: str | None, *, is_end: bool = False) -> str | None:
    """A day or minute as STIX writes moments, in UTC; of a month or a year its first or last day is no known moment, so None."""
    day, _, clock = (value or "").partition("T")
    if len(day) != 10:
        return None
    time = f"{clock[:5]}:00" if clock else "23:59:59" if is_end else "00:00:00"
    return f"{day}T{time}Z"
