"""Readings in, out which documents tell what another outlet reported and name it, and which of the input they tell of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from tidings.compare.outlets import outlets_in
from tidings.compare.passages import Text, by_id, shared_by, texts_of
from tidings.know.publishers import publisher_named, publishers
from tidings.match.texts import Word
from tidings.model.picture import Cite
from tidings.model.reading import Reading
from tidings.model.span import Span, holds

# A report is retold while it is news: within a week, and at most a day before its own date, since outlets date by their own clocks.
LATEST_RETELLING, CLOCKS = 7, 1
# Words in common that show which report is retold: a run of eight does not come about by chance, two outlets' own words seldom share it.
LEAST_WORDS = 8
# … or so many numbers, names of three letters and more and words of five: one's news of an outlet it names is rarely another of that outlet's.
LEAST_TELLING, LEAST_LETTERS, LEAST_IN_NAMES = 2, 5, 3
_SAYS = (
    r"(?:reports?|reported|says?|said|writes?|wrote|reveals?|revealed|learn(?:ed|t|s)|quotes?|quoted|cites?|cited"
    r"|finds?|found|adds?|added)"
)
# Words that lead up to the name of an outlet that was told or has reported something …
_BEFORE = re.compile(
    r"(?:\bquoted as (?:saying|telling) (?:by|in)|\b(?:investigation|report|article|story|analysis|interview) (?:by|in|of|from)|\btold|\btells|\btelling"
    r"|\b(?:spoke|speaks|speaking|spoken|talking|talked|statement|comment\w*|confirmed|wrote|writing|written) (?:to|with|for|in)"
    r"|\binterview\w*(?: \w+){0,4}? (?:with|to|by|for|on|in)"
    r"|\b(?:according|citing|cited by|quoted by|reported by|obtained by|published by|seen by|revealed by)(?: to)?"
    r"|\b(?:reports?|reported|said|says|revealed|reveals|wrote) (?:to |by |in |on )?"
    r"|\bcit(?:ing|ed)|\bconducted by|\bper|\bappear(?:ed|ing|ance) on)"
    r"(?: American| British| US| U\.S\.| Russian| Ukrainian| state| broadcaster| network| channel| newspaper| outlet| agency| news"
    r"| the|\s)*\s*$",
    re.IGNORECASE,
)
# … and that follow it.
_AFTER = re.compile(
    r"(?:['’]s?(?: \w+){0,3})?,?\s+"
    r"(?:(?:has|have|had|also|first|earlier|previously|exclusively|newspaper|news agency|agency)\s+)*"
    rf"{_SAYS}\b|(?:['’]s)?\s+(?:report(?:ing)?|poll|investigation|analysis|interview|exclusive|journalist|reporter)\b"
)
# So far behind its name an outlet is still "the paper": two sentences.
NEAR = 300
_THE_PAPER = re.compile(
    rf"\b[Tt]he (?:paper|newspaper|broadcaster|channel|station|magazine|agency|outlet|site|website|daily|weekly)\s+(?:(?:has|had|also|first)\s+)*{_SAYS}\b"
)


def find_cites(readings: Sequence[Reading]) -> tuple[Cite, ...]:
    """One item for each outlet that a document names as having reported or heard something, and the documents that it tells of.

    Reads readings alone; may run first. An outlet's naming of itself is none. The documents of the input are those by that outlet, not
    older than a week and with words in common; the work grows with the number of namings and of shared runs.
    """
    texts = {text.id: text for text in texts_of(readings)}
    ordered = by_id(readings)
    outlets = _outlets(ordered)
    by_outlet: dict[str, list[Text]] = defaultdict(list)
    for reading in ordered:
        if outlet := outlet_of(reading):
            by_outlet[outlet].append(texts[reading.document.id])
    cites = []
    for reading in ordered:
        me = texts[reading.document.id]
        for source, (span, why) in sorted(_named_in(reading, outlets).items()):
            told = tuple(sorted(other.id for other in by_outlet[source] if other.id != me.id and _retells(me, other)))
            cites.append(Cite(document=me.id, source=source, documents=told, span=span, why=why))
    return tuple(_one_way(cites, {r.document.id: r.document.published.start or "" for r in ordered}))


def _one_way(cites: Sequence[Cite], moments: Mapping[str, str]) -> Iterator[Cite]:
    """The cites, in which of two documents that each name the other's outlet the later one tells of the earlier, not the reverse."""
    pairs = {(c.document, other) for c in cites for other in c.documents}
    for cite in cites:
        told = tuple(o for o in cite.documents if (o, cite.document) not in pairs or not moments[cite.document] < moments[o])
        yield replace(cite, documents=told)


def outlet_of(reading: Reading) -> str | None:
    """The document's outlet under the name that is known for it, else as it is given, or None."""
    outlet = reading.document.outlet
    known = publisher_named(outlet) if outlet else None
    return known.name if known else outlet


def _outlets(readings: Sequence[Reading]) -> dict[str, str]:
    """The input's own outlets that aren't known beforehand, under each of their names: whole, and the last word with an article before it."""
    names = sorted({r.document.outlet.strip() for r in readings if r.document.outlet and publisher_named(r.document.outlet) is None})
    found: dict[str, str] = {}
    for name in filter(None, names):
        found[name] = name
        last = name.split()[-1]
        if last != name and last[0].isupper() and [n.split()[-1] for n in names if n].count(last) == 1:
            found[f"the {last}"] = found[f"The {last}"] = name
        if name.startswith("The "):
            found[f"the {name[4:]}"] = name
    return found


@cache
def _pattern(extra: tuple[str, ...]) -> re.Pattern[str]:
    names = {name for p in publishers() for name in (p.name, *p.names)} | set(extra)
    return re.compile(r"(?<![\w@/.])(?:" + "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))) + r")(?!\w|\.com)")


def _named_in(reading: Reading, extra: Mapping[str, str]) -> dict[str, tuple[Span, str]]:
    """The outlets named as having reported or been told something, each with the first place and what shows it."""
    text, own = reading.document.text, outlet_of(reading)
    found: dict[str, tuple[Span, str]] = {}
    named = list(_names(text, reading.document.body or ((0, len(text)),), extra))
    for span, behind in zip_longest(named, named[1:]):
        known = publisher_named(text[span[0] : span[1]])
        source = known.name if known else extra[text[span[0] : span[1]]]
        if source == own or source in found:
            continue
        why = _cue(text, span) or _link(reading, span) or _again(text, span[1], behind[0] if behind else len(text))
        if why:
            found[source] = (span, why)
    for span, name in _called(reading):
        if (
            publisher_named(name) is None
            and name not in extra
            and not _is_same(name, own)
            and name not in found
            and (why := _cue(text, span))
        ):
            found[name] = (span, why)
    return found


def _called(reading: Reading) -> Iterator[tuple[Span, str]]:
    """The names that the text itself says to be an outlet's."""
    text = reading.document.text
    for part in reading.document.body or ((0, len(text)),):
        yield from outlets_in(text, *part)


def _is_same(name: str, own: str | None) -> bool:
    return own is not None and name.removeprefix("The ").lower() in own.lower()


def _names(text: str, body: Sequence[Span], extra: Mapping[str, str]) -> Iterator[Span]:
    for match in _pattern(tuple(sorted(extra))).finditer(text):
        if any(holds(part, match.span()) for part in body):
            yield match.span()


def _cue(text: str, span: Span) -> str | None:
    """The words beside the name that say it was told or has reported something, or None."""
    before, after = text[max(0, span[0] - 80) : span[0]], text[span[1] : span[1] + 60]
    if found := _AFTER.match(after):
        return f"named, then “{found.group().strip()}”"
    if found := _BEFORE.search(before):
        return f"named after “{found.group().strip()}”"
    return None


def _again(text: str, start: int, end: int) -> str | None:
    """That the outlet named last is meant by “the paper had reported”, or None."""
    found = _THE_PAPER.search(text, start, min(end, start + NEAR))
    return f"named, then “{found.group().strip()}”" if found else None


def _link(reading: Reading, span: Span) -> str | None:
    """That the name is a link of a claim's chain, or None."""
    for claim in reading.claims:
        if any(link.span is not None and holds(link.span, span) for link in claim.chain):
            return f"a link of the chain of {claim.id}"
    return None


def _retells(me: Text, other: Text) -> bool:
    """Whether the one may tell of the other: of the days before it, with a run of words or enough rare words and numbers in common."""
    if me.day and other.day and not -CLOCKS <= (me.day - other.day).days <= LATEST_RETELLING:
        return False
    return len(_telling_words(me) & _telling_words(other)) >= LEAST_TELLING or shared_by(me, other).words >= LEAST_WORDS


def _telling_words(text: Text) -> set[str]:
    """The names, numbers and longer words of a text, cut to what its inflections share."""
    return {
        _stem(word.form)
        for before, word, after in zip((None, *text.words), text.words, (*text.words[1:], None), strict=False)
        if len(word.form) >= LEAST_LETTERS or word.form[:1].isdigit() or _is_name(text.reading.document.text, before, word, after)
    } - {""}


def _is_name(text: str, before: Word | None, word: Word, after: Word | None) -> bool:
    """Whether a word is written as a name inside a sentence, or before another name."""
    inside = before is not None and re.fullmatch(r"[ ,’'-]+s?[ ]*", text[before.end : word.start])
    leads = after is not None and text[word.end : after.start] == " " and text[after.start].isupper()
    return len(word.form) >= LEAST_IN_NAMES and text[word.start].isupper() and bool(inside or leads)


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s|'s|’s)$", "", word.lower())
