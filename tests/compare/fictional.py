"""Readings of fictional reports, made from words of their texts, so that a test reads as the reports would."""

from collections.abc import Iterable

from tidings.model.document import Document, Published
from tidings.model.picture import Story
from tidings.model.reading import Claim, Event, Link, Mention, Quantity, Reading
from tidings.model.span import Span


def span_in(text: str, words: str) -> Span:
    """The first place of the words in the text."""
    start = text.index(words)
    return start, start + len(words)


def sentences_of(text: str) -> tuple[Span, ...]:
    """Sentences end at a full stop before a space: enough for reports written for a test."""
    spans, start = [], 0
    for sentence in text.replace(". ", ".\0").split("\0"):
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    return tuple(spans)


def report(
    document: str,
    text: str,
    *,
    outlet: str | None = None,
    day: str | None = None,
    claims: Iterable[tuple[str, str, str]] = (),
    denials: Iterable[tuple[str, str]] = (),
    events: Iterable[tuple[str, str, str, str, str]] = (),
    counts: Iterable[tuple[str, str, float]] = (),
) -> Reading:
    """A reading of the text.

    claims: (content, chain by "/", status); denials: (content, source); events: (trigger, lemma, who, whom, status), who and whom being
    words of the text or ""; counts: (number, phrase that counts, value).
    """
    mentions: list[Mention] = []

    def mention(words: str) -> tuple[str, ...]:
        if not words:
            return ()
        start, end = span_in(text, words)
        mentions.append(
            Mention(id=f"m{len(mentions) + 1}", start=start, end=end, text=words, kind="organization", form="name", actor=words)
        )
        return (mentions[-1].id,)

    said = [
        Claim(
            id=f"c{n}", content=(span_in(text, content),), chain=tuple(Link(name=name) for name in chain.split("/") if name), status=status
        )
        for n, (content, chain, status) in enumerate(claims, 1)
    ]
    said += [
        Claim(id=f"d{n}", content=(span_in(text, content),), chain=(Link(name=source),), stance="denies", status="negated")
        for n, (content, source) in enumerate(denials, 1)
    ]
    happened = tuple(
        Event(
            id=f"e{n}",
            trigger=span_in(text, trigger),
            lemma=lemma,
            type="other",
            actors=mention(who),
            recipients=mention(whom),
            status=status,
        )
        for n, (trigger, lemma, who, whom, status) in enumerate(events, 1)
    )
    counted = tuple(
        Quantity(id=f"q{n}", span=span_in(text, number), value=value, low=value, high=value, counted=span_in(text, phrase))
        for n, (number, phrase, value) in enumerate(counts, 1)
    )
    published = Published(start=day, end=day, grain="day", basis="metadata") if day else Published()
    return Reading(
        document=Document(id=document, text=text, outlet=outlet, published=published, body=((0, len(text)),)),
        sentences=sentences_of(text),
        mentions=tuple(mentions),
        claims=tuple(said),
        events=happened,
        quantities=counted,
    )


def one_story(*readings: Reading) -> tuple[Story, ...]:
    """All the readings as one story."""
    return (Story(id="s1", documents=tuple(sorted(r.document.id for r in readings))),)
