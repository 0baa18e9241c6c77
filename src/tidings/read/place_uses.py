"""Names that the words around them use as names of places, whatever kind a tagger gives them: “the town of Kell”, “Kell district”, “in Kell”."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tidings.know.actors import organization_named
from tidings.know.countries import country_named, country_of_demonym
from tidings.know.divisions import division_of_demonym
from tidings.know.gazetteer import Entry, candidates
from tidings.know.place_words import place_words
from tidings.know.voices import gender_of
from tidings.model.span import Span
from tidings.read.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What no tagger took for a name needs people enough to be in the news, or to be a first-level division of a country.
FEWEST_PEOPLE = 10_000
# Names of more words than this with a word for a place beside them are names of bodies.
LONGEST = 4
# Lower-case words inside names: "Dar es Salaam", "Rio de Janeiro", "Port-au-Prince".
_JOINTS = frozenset("of de da do dos del di la las le les el al es en au sur kwa am an der den".split())
_APPOSED = frozenset(("is", "was", ","))
# Between the article and the word for a place stand a few words at most: "a farming town", "the second largest city".
FARTHEST = 4


def said_places(parse: Parse, known: Sequence[Span], people: frozenset[str]) -> tuple[Span, ...]:
    """The spans of names that their own context, or another one of the same document, uses as places.

    `known` are the spans of names that are places already; `people`, the last names of the text, are none.
    """
    doc = parse.doc
    found: dict[Span, str] = {}
    for run in _said(doc):
        text = _text(doc, run)
        if _can_be(doc, run, people):
            found[_span(doc, run)] = text
    texts = frozenset(found.values())
    taken = {t for s, e in known for t in range(s, e)}
    for run in _runs(doc):
        text, span = _text(doc, run), _span(doc, run)
        if span in found or not taken.isdisjoint(range(*span)) or not _can_be(doc, run, people):
            continue
        if (
            (text in texts and not names_a_thing(doc, run[1]))
            or _by_its_name(doc, run, text)
            or _listed(doc, run, text, taken)
            or _in_its_country(doc, run)
        ):
            found[span] = text
    return tuple(sorted(found))


_Run = tuple[int, int]


def _said(doc: "Doc") -> Iterator[_Run]:
    """Runs of name words that a word for a place is beside of: before them with "of" or "called", behind them, or as what they are."""
    for token in doc:
        if token.text not in _SAYING:
            continue
        before = _run_before(doc, token.i - 1 if token.i and doc[token.i - 1].lower_ in _FOR_CAMPS else token.i)
        if before and (token.text not in _ONLY_BEFORE or doc[token.i - 1].lower_ in _FOR_CAMPS):
            yield before
            if token.text.endswith("s"):
                yield from _backwards(doc, before)
        start = _start_after(doc, token)
        run = _run_at(doc, start) if start is not None else None
        if run:
            yield run
            if token.text.endswith("s"):
                yield from _onwards(doc, run)
        if token.text not in _ONLY_BEFORE | _PEOPLE_THERE and (subject := _told_of(doc, token)) is not None:
            yield subject


# Words for places of people that neither list has, since other places' names end in them as well.
_CLASSES = frozenset(
    "slums camp camps island islands neighbourhoods neighborhoods suburbs municipalities boroughs community communities".split()
)
# "capital Kell", "Kell capital": only the first says that Kell is the capital. "Kell camp" may be a side in a quarrel.
_ONLY_BEFORE = frozenset(
    "capital capitals settlement port resort community communities department camp camps territory territories".split()
)
# "Kell residents" says that Kell is a place; "Olm, a resident of Kell" says nothing of the kind of Olm.
_PEOPLE_THERE = frozenset("native natives resident residents".split())
_SAYING = place_words("divisions") | place_words("towns") | _CLASSES
# With one of these a camp is a place.
_FOR_CAMPS = frozenset("refugee displacement idp transit prison".split())


def _start_after(doc: "Doc", token: "Token") -> int | None:
    """Where a name would begin that this word introduces: "town of Kell", "a town called Kell", "villages: Kell and Osk"."""
    i = token.i + 1
    if i >= len(doc):
        return None
    if doc[i].lower_ in ("of", "called", "named") or (doc[i].text == ":" and token.text.endswith("s")):
        return i + 1
    if doc[i].lower_ == "known" and i + 1 < len(doc) and doc[i + 1].lower_ == "as":
        return i + 2
    # "the capital, Kell", "the border town Kell": only where a place has the name, for officers have titles of this form as well
    if token.lower_ == "capital" and doc[i].text == ",":
        i += 1
    run = _run_at(doc, i) if token.lower_ in ("capital", "town", "village") else None
    return i if run and _main(_text(doc, run)) else None


def _told_of(doc: "Doc", token: "Token") -> _Run | None:
    """The run before "is a rural township" or ", a farming town": what is said to be a place."""
    for i in range(token.i - 1, max(token.i - FARTHEST - 2, 0), -1):
        if doc[i].lower_ in ("a", "an", "the", "its", "their"):
            return _run_before(doc, i - 1) if doc[i - 1].lower_ in _APPOSED else None
        if doc[i].is_punct or doc[i].pos_ in ("VERB", "ADP", "PROPN"):
            return None
    return None


def _runs(doc: "Doc") -> Iterator[_Run]:
    """All runs of name words, each with its beginning at a word that no run has taken."""
    i = 0
    while i < len(doc):
        run = _run_at(doc, i)
        if run is None:
            i += 1
        else:
            yield run
            i = run[1]


def _is_name_word(token: "Token") -> bool:
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "VERB") and token.ent_type_ != "DATE"


def _run_at(doc: "Doc", start: int) -> _Run | None:
    """The name that begins at this token; None when it is no word of a name."""
    if start < len(doc) and doc[start].lower_ == "the":
        start += 1
    if start >= len(doc) or not _is_name_word(doc[start]):
        return None
    end = start + 1
    while end < len(doc):
        step = _step(doc, end)
        if not step or end + step > len(doc) or not _is_name_word(doc[end + step - 1]):
            break
        end += step
    return start, end


def _step(doc: "Doc", at: int) -> int:
    """How many tokens further the next word of a name may be: one, or two over a hyphen or a word like "de"; 0 for none."""
    if doc[at].text == "-" and not doc[at - 1].whitespace_ and not doc[at].whitespace_:
        # in "Port-au-Prince" two hyphens have a lower-case word between them
        inner = at + 3 < len(doc) and doc[at + 1].lower_ in _JOINTS and doc[at + 2].text == "-"
        return 4 if inner else 2
    if not doc[at - 1].whitespace_:
        return 0
    return 2 if doc[at].text in _JOINTS and doc[at].text != "of" else 1


def _run_before(doc: "Doc", end: int) -> _Run | None:
    """The name that ends before this token."""
    if end < 1 or not _is_name_word(doc[end - 1]) or (end < len(doc) and not doc[end - 1].whitespace_ and doc[end].text not in (",", ";")):
        return None
    start = end - 1
    while start > 0:
        run = next((s for s in (1, 2, 4) if start - s >= 0 and _run_at(doc, start - s) == (start - s, end)), None)
        if run is None:
            break
        start -= run
    # the first word of a sentence has a capital whatever it is
    if doc[start].is_sent_start and doc[start].pos_ != "PROPN":
        start += 1
    return (start, end) if start < end else None


def _onwards(doc: "Doc", run: _Run) -> Iterator[_Run]:
    """The other names of a list that this one begins: "villages of Kell, Osk and Tarn"."""
    at = run[1]
    while at < len(doc):
        step = 2 if doc[at].text == "," and at + 1 < len(doc) and doc[at + 1].lower_ == "and" else 1
        if doc[at].text not in (",", "and", "or", "&"):
            return
        following = _run_at(doc, at + step)
        if following is None:
            return
        yield following
        at = following[1]


def _backwards(doc: "Doc", run: _Run) -> Iterator[_Run]:
    """The other names of a list that this one ends: "Kell and Osk districts"."""
    at = run[0] - 1
    while at > 0 and doc[at].text in (",", "and", "or", "&"):
        before = _run_before(doc, at)
        if before is None:
            return
        yield before
        at = before[0] - 1


def _can_be(doc: "Doc", run: _Run, people: frozenset[str]) -> bool:
    """Whether a run can be the name of a place at all: no people, no people's name, no known body, no ordinary word."""
    text = _text(doc, run)
    words = text.split()
    if len(words) > LONGEST or len(text) < 3 or text in people or country_of_demonym(text) or division_of_demonym(text):
        return False
    if country_named(text):
        return True
    known = organization_named(text) is not None or (text.isupper() and len(text) < 6 and not candidates(text))
    ordinary = all(w.lower() in _NO_NAMES for w in words)
    given = len(words) > 1 and gender_of(text) is not None and not _main(text)
    if all(doc[i].ent_type_ in ("NORP", "LANGUAGE") for i in range(*run)) and text.endswith(_OF_PEOPLE) and not _main(text):
        return False
    return not (known or ordinary or given or words[-1].lower() in place_words("roads"))


_NO_NAMES = place_words("ordinary") | place_words("parts") | place_words("bodies") | place_words("things")
# What a tagger takes for a people or a faith, and what ends like one of these names: "Sunni district", "Baathist towns".
_OF_PEOPLE = ("i", "s", "an", "en", "ese", "ish", "ist", "ite", "ic", "im", "ban")


def _by_its_name(doc: "Doc", run: _Run, text: str) -> bool:
    """Whether a run that no tagger took for a name is one by the gazetteer: a country, a division, or a town where a place would stand."""
    if any(doc[i].ent_type_ in _NAMED for i in range(*run)) or doc[run[1] - 1].pos_ != "PROPN" or names_a_thing(doc, run[1]):
        return False
    if country_named(text):
        return True
    entries = _main(text)
    if not any(e.population >= FEWEST_PEOPLE or (e.grain == "region" and e.division is None) for e in entries):
        return False
    return run[1] - run[0] > 1 or _stands_as_place(doc[run[1] - 1]) or _owned_place(doc, run)


# A tagger's word that a name is somebody's, or already a place, is better than the gazetteer's that some place bears it.
_NAMED = frozenset(("PERSON", "ORG", "GPE", "LOC", "PRODUCT"))


def _stands_as_place(token: "Token") -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in place_words("where")


_LANDS = place_words("parts") | place_words("sites") | _CLASSES


def _owned_place(doc: "Doc", run: _Run) -> bool:
    """Whether it is land of some place: "Kell's southern coast", "the south of Osk"."""
    return run[0] > 1 and doc[run[0] - 1].lower_ == "of" and doc[run[0] - 2].lower_ in _LANDS


def _listed(doc: "Doc", run: _Run, text: str, taken: set[int]) -> bool:
    """Whether a known name stands in a list of places: between two of them, or beside one after a word like "in"."""
    entries = _main(text)
    if not any(e.population >= FEWEST_PEOPLE or e.grain == "region" for e in entries):
        return False
    before = _beside(doc, run[0] - 1, -1)
    behind = _beside(doc, run[1], 1)
    around = [i for i in (before, behind) if i is not None and doc[i].idx in taken]
    token = doc[run[1] - 1]
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return len(around) == 2 or (len(around) == 1 and _stands_as_place(token))


def _in_its_country(doc: "Doc", run: _Run) -> bool:
    """Whether a country's name follows as the larger place: "in Kell, Norway", "; Kell, Norway"."""
    if run[0] == 0 or run[1] >= len(doc) or doc[run[1]].text != ",":
        return False
    larger = _run_at(doc, run[1] + 1)
    introduced = doc[run[0] - 1].lower_ in place_words("where") or doc[run[0] - 1].text in (";", ":", "(")
    return introduced and larger is not None and country_named(_text(doc, larger)) is not None


def _beside(doc: "Doc", at: int, way: int) -> int | None:
    """The token behind (1) or before (-1) a comma or an "and" that stands here."""
    steps = 0
    while 0 <= at < len(doc) and doc[at].text in (",", "and", "or", "&", "the") and steps < 3:
        at, steps = at + way, steps + 1
    return at if steps and 0 <= at < len(doc) else None


def names_a_thing(doc: "Doc", end: int) -> bool:
    """Whether the word at this token makes what stands before it the name of an illness, a storm, a contest: “Kell fever”, “the Kell Cup”."""
    return end < len(doc) and doc[end].lower_ in place_words("things")


def _main(text: str) -> tuple[Entry, ...]:
    return tuple(e for e in candidates(text) if e.is_main)


def _text(doc: "Doc", run: _Run) -> str:
    return str(doc[run[0] : run[1]].text)


def _span(doc: "Doc", run: _Run) -> Span:
    last = doc[run[1] - 1]
    return doc[run[0]].idx, last.idx + len(last)
