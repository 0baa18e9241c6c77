"""Claims in, out how an account moved on within one source: a denial given up, a doubt laid aside, another cause; and what was taken back."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from tidings.compare.ahead import looks_ahead
from tidings.compare.contents import Said, alike, common_run, denied, overlap, rarity_of, say_one_thing, stems_of
from tidings.compare.counts import quantities_of
from tidings.compare.denials import rejected_by
from tidings.compare.meant import Meant, any_fit
from tidings.know.accounts import traits_of
from tidings.match.texts import words_in
from tidings.model.picture import Change, Ref
from tidings.model.reading import Reading
from tidings.model.span import Span, shared

# What a source says after it had said the opposite must be of the same thing, nearly in the same words.
LEAST_ALIKE, LEAST_COMMON = 0.65, 2
# Who admits something after denying it speaks of the same thing in other words as often as not.
LEAST_OWNED = 0.2
# Another account of one thing has its matter in common, so many telling words of it, but is not the same said again.
LEAST_MATTER, SAME_AGAIN, LEAST_NEW = 3, 0.8, 1
# What is taken back is known again by so many words, names included; by one where its source has said little else.
LEAST_KNOWN = 2
HEADING = 20
_OWNS = re.compile(r"\b(?:admit|acknowledg|conced|confess|own(?:s|ed)? up|now (?:say|believ|accept|think)|confirm)\w*", re.IGNORECASE)
_NOW = re.compile(r"\bnow\b|\bno longer\b", re.IGNORECASE)
_RATHER = re.compile(
    r"\b(?:rather than|instead of|and not (?:by|an?|the)|contrary to (?:earlier|first|initial)|not .{3,40}? but (?:by|an?|the))\b",
    re.IGNORECASE,
)
_CONFIRM = re.compile(r"(?:not|n't|n’t|unable to|nor) (?:\w+ ){0,2}?(?:confirm|verify|say)\b", re.IGNORECASE)
_BELIEVES = re.compile(r"\b(?:believ|confirm|acknowledg|conclud|assess|determin|admit|establish|say|said)\w*", re.IGNORECASE)
# How somebody says that a word of theirs was wrong.
TAKES_BACK = re.compile(
    r"^\W*(?:Correction|Clarification|Editor[’']s note)\b|\b(?:retract(?:s|ed|ion)?|(?:took|takes?) back (?:his|her|its|their|what) (?:\w+ ){0,3}(?:words?|statements?|claims?|remarks?|accusations?|reports?|said)|misstat\w+|misspoke"
    r"|(?:was|were|been) (?:mistaken|wrong|in error|incorrect)|counted (?:\w+ ){0,3}twice|double[- ]count\w*"
    r"|(?:revis(?:e[sd]?|ing)|correct(?:s|ed|ing)) (?:\w+ ){0,4}(?:down|downwards?|count|figures?|numbers?|toll|reports?|statements?|claims?)"
    r"|withdr[ae]ws?\w* (?:\w+ ){0,3}(?:statements?|reports?|claims?|words|articles?|forecasts?|warnings?|remarks?|accusations?|figures?)"
    r"|no longer (?:able to (?:say|confirm|make)|sure|certain|believes?|stands? by))\b",
    re.IGNORECASE,
)


def find_revisions(everything: Sequence[Said], texts: Mapping[str, Reading], sides: Mapping[str, str], meant: Meant) -> list[Change]:
    """Each account and correction between two records once. A correction wins over an account of the same two."""
    corrections = list(_corrections(everything, texts, sides, meant))
    ends = {c.to for c in corrections}
    return [*corrections, *(c for c in _accounts(everything, texts, sides) if c.to not in ends)]


def _moment(said: Said, texts: Mapping[str, Reading]) -> str:
    return texts[said.doc].document.published.start or ""


def _cue(said: Said, texts: Mapping[str, Reading]) -> str:
    return texts[said.doc].document.text[slice(*said.claim.cue)] if said.claim.cue else ""


def _words(said: Said, texts: Mapping[str, Reading]) -> str:
    text = texts[said.doc].document.text
    return " ".join(text[slice(*part)] for part in said.claim.content)


def _sentence(said: Said, texts: Mapping[str, Reading]) -> int:
    return bisect_right(texts[said.doc].sentences, (said.claim.content[0][0], 1 << 60))


def _accounts(everything: Sequence[Said], texts: Mapping[str, Reading], sides: Mapping[str, str]) -> Iterator[Change]:
    """From what a voice denied, doubted or said to what it says later; compared are only those of one voice that can be such ends."""
    rarity = rarity_of(s.stems for s in everything)
    voices: dict[tuple[str, str], list[Said]] = defaultdict(list)
    by_doc: dict[str, list[Said]] = defaultdict(list)
    for said in everything:
        by_doc[said.doc].append(said)
    shown: dict[str, Said] = {}
    for said in everything:
        if said.who and said.claim.stance in ("asserts", "denies"):
            rejected = rejected_by(said, by_doc[said.doc], texts[said.doc], sides) if denied(said) else None
            if rejected:
                # "rejected the allegation" denies what was alleged, and shows itself by what it says instead
                shown[said.name] = rejected[1]
                said = replace(said, stems=rejected[0].stems, words=rejected[0].words, names=rejected[0].names)
            voices[said.story, sides.get(said.name) or " ".join(said.who or ())].append(said)
    found = []
    for _, voice in sorted(voices.items()):
        told = sorted(voice, key=lambda s: (_moment(s, texts), s.doc, s.claim.content))
        later = [
            s for s in told if denied(s) or _OWNS.search(_around(s, texts)) or _BELIEVES.search(_around(s, texts)) or _is_anew(s, texts)
        ]
        for first in told:
            for then in later:
                at_once = first.doc == then.doc and _sentence(then, texts) - _sentence(first, texts) == 1
                if not at_once and not _moment(first, texts)[:10] < _moment(then, texts)[:10]:
                    continue
                if overlap(first, then) or len(set(first.stems) & set(then.stems)) < (1 if at_once else LEAST_COMMON):
                    continue
                score = alike(first, then, rarity).value
                why = (
                    _given_up(first, then, score, texts, at_once)
                    or _laid_aside(first, then, texts)
                    or _told_anew(first, then, score, texts)
                )
                if why:
                    found.append((not _now_believes(then, texts), -score, first, then, why))
    seen: set[str] = set()
    for _, _, first, then, why in sorted(found, key=lambda f: (f[0], f[1], f[2].name, f[3].name)):
        # Each end once: the same is told again and again.
        if not seen & {first.name, then.name}:
            seen |= {first.name, then.name}
            of = shown.get(first.name, first)
            ends = (of.doc, of.claim.id), (then.doc, then.claim.id)
            yield Change(what=first.origin or "", kind="account", from_=ends[0], to=ends[1], why=why)


def _given_up(first: Said, then: Said, score: float, texts: Mapping[str, Reading], at_once: bool) -> str | None:
    """A denial, and then the thing denied by the same source; or the reverse, nearly in the same words."""
    if (
        denied(first) == denied(then)
        or (common_run(first, then) and not _OWNS.search(_cue(then, texts)))
        or (denied(then) and then.claim.style != "indirect")
        or {first.claim.status, then.claim.status} - {"actual", "negated"}
    ):
        return None
    owned = bool(_OWNS.search(_cue(then, texts))) and denied(first)
    if not owned and (len(set(first.stems) & set(then.stems)) < LEAST_MATTER or {first.claim.style, then.claim.style} != {"indirect"}):
        return None  # a quotation's "not" may be the rest of what they say
    if at_once and not (owned and first.claim.stance == "denies"):
        return None
    if not say_one_thing(first, then, 1 if at_once else LEAST_COMMON) or score < (0 if at_once else LEAST_OWNED if owned else LEAST_ALIKE):
        return None
    return "denied, then owned" if denied(first) else "said, then denied"


def _now_believes(said: Said, texts: Mapping[str, Reading]) -> bool:
    """Whether the cue, or the content as it begins, says "now": "it now believes", "said that the office now thinks"."""
    return bool(_NOW.search(_around(said, texts)) or re.match(r"(?:\S+ ){0,4}now \w+", _words(said, texts)))


def _laid_aside(first: Said, then: Said, texts: Mapping[str, Reading]) -> str | None:
    """What a source could not confirm, and then says."""
    doubted = _CONFIRM.search(f"{_cue(first, texts)} {_words(first, texts)}")
    sure = "doubtful" not in traits_of(_words(then, texts)) and not denied(then) and _BELIEVES.search(_cue(then, texts))
    owned = _now_believes(then, texts) or not re.search(r"\bsa(?:y|id)", _cue(then, texts))
    return "not confirmed, then said" if doubted and sure and owned and say_one_thing(first, then, LEAST_COMMON) else None


def _is_anew(said: Said, texts: Mapping[str, Reading]) -> bool:
    """Whether a claim says that it is another account than before: "now says", "rather than"."""
    return bool(_NOW.search(_cue(said, texts)) or _RATHER.search(_words(said, texts)))


def _told_anew(first: Said, then: Said, score: float, texts: Mapping[str, Reading]) -> str | None:
    """Another account of one matter by one source, which says that it is one."""
    if not _is_anew(then, texts) or score >= SAME_AGAIN or denied(first) or denied(then):
        return None
    if not (first.who and then.who and any_fit([first.who], [then.who])) or "planned" in (first.claim.status, then.claim.status):
        return None
    mine, theirs = set(first.stems), set(then.stems)
    if len(mine & theirs) < LEAST_MATTER or min(len(mine - theirs), len(theirs - mine)) < LEAST_NEW:
        return None
    return "told anew" if say_one_thing(first, then, LEAST_COMMON) else None


def _around(said: Said, texts: Mapping[str, Reading]) -> str:
    """The words from the source to the end of the cue: "it now believes"."""
    spans = [s for s in (said.claim.source, said.claim.cue) if s]
    text = texts[said.doc].document.text
    return text[min(s[0] for s in spans) : max(s[1] for s in spans)] if spans else ""


def _corrections(everything: Sequence[Said], texts: Mapping[str, Reading], sides: Mapping[str, str], meant: Meant) -> Iterator[Change]:
    """What an outlet, or a source, says was wrong: from the earlier record with most words in common to the one that takes its place."""
    by_doc: dict[str, list[Said]] = defaultdict(list)
    for said in everything:
        by_doc[said.doc].append(said)
    for name in sorted(texts):
        reading = texts[name]
        for n, sentence in enumerate(reading.sentences):
            if not TAKES_BACK.search(reading.document.text[slice(*sentence)]):
                continue
            # A heading ("Correction:") is a sentence of its own.
            rest = n + (2 if sentence[1] - sentence[0] <= HEADING else 1)
            scope = sentence[0], reading.sentences[min(rest, len(reading.sentences) - 1)][1]
            earlier = _own_words(reading, sentence, scope, everything, texts, by_doc[name], meant) or _of_outlet(
                reading, sentence, scope, texts
            )
            if numbers := _numbers_put_right(reading, sentence, scope, earlier, texts):
                yield Change(
                    what=earlier[2] if earlier else "", kind="correction", from_=numbers[0], to=numbers[1], why="a number put right"
                )
                break
            if earlier is None:
                continue
            to = _in_its_place(reading, scope, sentence, earlier[1], by_doc[name])
            if to and to != earlier[0]:
                yield Change(what=earlier[2], kind="correction", from_=earlier[0], to=to, why="taken back in so many words")
                break


def _numbers_put_right(
    reading: Reading, sentence: Span, scope: Span, earlier: "_Earlier | None", texts: Mapping[str, Reading]
) -> tuple[Ref, Ref] | None:
    """The wrong number that a correction names itself and the right one behind it, where no earlier report of the input has the wrong one."""
    found = [q for q, _ in quantities_of(reading) if scope[0] <= q.span[0] < scope[1]]
    said = reading.document.text[slice(*sentence)]
    if len(found) != 2 or not EARLIER.search(said) or not sentence[0] <= found[0].span[0] < found[1].span[0]:
        return None
    wrong = re.sub(r"\D", "", reading.document.text[slice(*found[0].span)])
    if earlier is not None and wrong and wrong in earlier[1]:
        return None
    return (reading.document.id, found[0].id), (reading.document.id, found[1].id)


EARLIER = re.compile(
    r"\b(?:earlier|previous|first|original|prior) (?:\w+ ){0,2}(?:version|report|article|story|edition)s?\b", re.IGNORECASE
)


def _stems_in(reading: Reading, *spans: Span) -> frozenset[str]:
    return frozenset(stems_of(w.form for w in words_in(reading.document.text, spans)))


_Earlier = tuple[Ref, frozenset[str], str]
"""A record that is taken back: its reference, its words, and whose it is."""


def _own_words(
    reading: Reading,
    sentence: Span,
    scope: Span,
    everything: Sequence[Said],
    texts: Mapping[str, Reading],
    here: Sequence[Said],
    meant: Meant,
) -> _Earlier | None:
    """The earlier claim of the source that takes it back: the source of a claim in the sentence, or who does what it tells."""
    whole = reading.document.text
    sources = [
        s.who for s in here if s.who and any(shared(p, sentence) for p in (*s.claim.content, *([s.claim.cue] if s.claim.cue else [])))
    ]
    doers = [
        key for e in reading.events if sentence[0] <= e.trigger[0] < sentence[1] for key in meant.all_of(reading.document.id, e.actors)
    ]
    doers += [
        meant.voice(m.actor or m.text)
        for m in reading.mentions
        if sentence[0] <= m.start < sentence[1] and whole[m.start : m.end] != m.actor
    ]
    words, own = _stems_in(reading, scope), _stems_in(reading, sentence)
    fitting: list[tuple[int, float, Said]] = []
    for said in everything:
        first = _moment(said, texts), said.doc != reading.document.id
        now = reading.document.published.start or "", False
        is_before = said.claim.content[0][1] <= sentence[0] if said.doc == reading.document.id else first[0] < now[0]
        if said.who and is_before and any_fit([said.who], [*sources, *doers]):
            fitting.append((len(words & set(said.stems)), _likeness(own, said.stems), said))
    if not fitting:
        return None
    least = 1 if len({s.doc + s.claim.id for _, _, s in fitting}) <= LEAST_KNOWN else LEAST_KNOWN
    known = [f for f in fitting if f[0] >= least] or _of_the_kind(whole[slice(*sentence)], fitting, texts)
    if not known:
        return None
    best = max(known, key=lambda f: (f[1], f[0], f[2].doc, f[2].claim.content))[2]
    return (best.doc, best.claim.id), frozenset(best.stems), best.origin or ""


# What somebody says of his own word, with nothing that says which.
WAS_WRONG = re.compile(
    r"\b(?:I|we|he|she|they) (?:was|were|had been|have been) (?:\w+ )?(?:wrong|mistaken)\b|\bmy (?:forecast|prediction) (?:was|proved|turned out)\b[^.]{0,20}wrong",
    re.IGNORECASE,
)
_FORECAST = re.compile(r"\b(?:forecast|prediction|prognosis|warning)s?\b", re.IGNORECASE)
_ACCUSATION = re.compile(r"\b(?:accusation|allegation|charge)s?\b", re.IGNORECASE)


def _of_the_kind(sentence: str, fitting: Sequence[tuple[int, float, Said]], texts: Mapping[str, Reading]) -> list[tuple[int, float, Said]]:
    """What is taken back by its kind alone ("withdrew his forecast"), where the source has said one thing of that kind."""
    some = [
        f
        for f in fitting
        if ((_FORECAST.search(sentence) or WAS_WRONG.search(sentence)) and looks_ahead(_words(f[2], texts)))
        or (_ACCUSATION.search(sentence) and re.match(r"accus|alleg|charg", _cue(f[2], texts), re.IGNORECASE))
    ]
    return some if len(some) == 1 else []


def _likeness(a: Collection[str], b: Collection[str]) -> float:
    return 2 * len(set(a) & set(b)) / max(1, len(set(a)) + len(set(b)))


def _of_outlet(reading: Reading, sentence: Span, scope: Span, texts: Mapping[str, Reading]) -> _Earlier | None:
    """The earlier record of the same outlet, where the text says that it corrects itself."""
    outlet, moment = reading.document.outlet, reading.document.published.start or ""
    said = reading.document.text[slice(*sentence)]
    itself = re.match(r"\W*(?:Correction|Clarification|Editor)", said) or (outlet and outlet.split()[-1] in said)
    if not outlet or not itself:
        return None
    words = _stems_in(reading, scope)
    best: tuple[int, str, _Earlier] | None = None
    for name in sorted(texts):
        other = texts[name]
        if other.document.outlet != outlet or not (other.document.published.start or "") < moment:
            continue
        for ref, spans in _records(other):
            stems = _stems_in(other, *spans)
            if len(words & stems) >= LEAST_KNOWN and (best is None or len(words & stems) > best[0]):
                best = len(words & stems), name, ((name, ref), stems, outlet)
    return best[2] if best else None


def _records(reading: Reading) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The reading's claims by their contents and its events by their sentences."""
    for claim in reading.claims:
        yield claim.id, claim.content
    for event in reading.events:
        yield event.id, (next((s for s in reading.sentences if s[0] <= event.trigger[0] < s[1]), event.trigger),)


def _in_its_place(reading: Reading, scope: Span, sentence: Span, old: frozenset[str], here: Sequence[Said]) -> Ref | None:
    """The record in the correction that says how it was: the claim there that isn't the old one again, else the event most like the old."""
    name = reading.document.id
    inside = [s for s in here if scope[0] <= s.claim.content[0][0] < scope[1]]
    claims = [s for s in inside if set(s.stems) - old and (set(s.stems) & old or any(w.isdigit() for w in s.stems))]
    if claims:
        # The last one: first comes what was wrong.
        best = max(claims, key=lambda s: (s.claim.content[0][0] >= sentence[1], s.claim.content))
        return name, best.claim.id
    events = [
        (len(_stems_in(reading, spans[0]) & old), ref)
        for ref, spans in _records(reading)
        if ref.startswith("e") and shared(spans[0], scope)
    ]
    if events:
        return name, max(events, key=lambda e: (e[0], e[1]))[1]
    # "I was wrong": nothing stands in its place but this
    owned = [s for s in inside if shared(s.claim.content[0], sentence)]
    return (name, owned[0].claim.id) if owned else None
