"""A picture and its readings to one self-contained HTML page: opens from disk, asks nothing of any network, and shows text as text."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.model.span import Span, merged
from tidings.show.index import day_of
from tidings.show.plots import plot
from tidings.show.rows import Words
from tidings.show.sentences import BETWEEN
from tidings.show.terminal import SIGNS
from tidings.show.views import brief, claims, differences, figures, foresight, timeline
from tidings.show.visible import visible

if TYPE_CHECKING:
    from jinja2 import Template

# More rows of a kind than this and a page is a list, not a picture; the ledger has the rest.
MOST = 60
MEANINGS = {
    "actual": "happened or is happening",
    "planned": "announced, ordered, threatened",
    "possible": "feared, predicted, likely",
    "conditional": "only if something else",
    "negated": "said not to have happened, or not to be going to",
}
KINDS = {"event": "", "figure": "figure", "difference": "differs", "change": "changed", "outlook": "foreseen"}


@dataclass(frozen=True, slots=True)
class _Page:
    """One document as it is shown: `text` is safe HTML with its words marked."""

    id: str
    title: str
    published: str
    outlet: str | None
    language: str | None
    text: "object"
    said: "tuple[_Said, ...]" = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """One claim of a document: its chain, the one who first said it first, its cue, its words, and where they stand."""

    chain: tuple[str, ...]
    cue: str | None
    words: Words
    status: str
    stance: str
    via: str | None


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters |= {"seen": visible, "where": _where, "anchor": _anchor, "by_document": _by_document}
    return environment.from_string((Path(__file__).parent / "templates" / "report.html").read_text(encoding="utf-8"))


def _anchor(words: Words) -> str:
    """The id of the mark where these words begin; the same for the same document and place."""
    from tidings.model.ids import made_of

    return made_of("w", words.doc, str(words.spans[0][0]))


def _by_document(refs: Sequence[Words]) -> list[Words]:
    """The first words of each document."""
    return list({words.doc: words for words in reversed(refs)}.values())[::-1]


def _where(words: Words) -> str:
    name = words.outlet or (words.doc if len(words.doc) <= 28 else words.doc[:27] + "…")
    return visible(f"{name}, {words.published}" if words.published else name)


def page(picture: Picture, readings: Sequence[Reading], title: str | None = None) -> str:
    """The page's HTML, complete."""
    from markupsafe import Markup

    ordered = sorted(readings, key=lambda r: (r.document.published.start or "~", r.document.id))
    rows = {
        "brief": brief(picture, readings),
        "timeline": timeline(picture, readings),
        "claims": claims(picture, readings),
        "figures": figures(picture, readings),
        "differences": differences(picture, readings),
        "foresight": foresight(picture, readings),
    }
    wanted: dict[str, set[Span]] = {}
    for words in _words_in(rows):
        wanted.setdefault(words.doc, set()).add(words.spans[0])
    days = sorted(d for r in readings if (d := day_of(r)))
    return _template().render(
        title=title or "The picture",
        readings=readings,
        span=f"{days[0]} to {days[-1]}" if len(days) > 1 and days[0] != days[-1] else days[0] if days else None,
        pages=[_page(r, wanted.get(r.document.id, set())) for r in ordered],
        plots=[Markup(plot(f)) for f in rows["figures"][:MOST]],  # type: ignore[arg-type]
        signs={name: sign for name, (sign, _) in SIGNS.items()},
        meanings=MEANINGS,
        kinds=KINDS,
        between=BETWEEN,
        most=MOST,
        made=picture.made,
        **rows,
    )


def _words_in(value: object) -> "list[Words]":
    """All the words that rows lead to."""
    if isinstance(value, Words):
        return [value]
    if isinstance(value, dict):
        return [w for part in value.values() for w in _words_in(part)]
    if isinstance(value, list | tuple):
        return [w for part in value for w in _words_in(part)]
    if hasattr(value, "__slots__") and hasattr(value, "__dataclass_fields__"):
        return [w for name in value.__dataclass_fields__ for w in _words_in(getattr(value, name))]
    return []


def _page(reading: Reading, wanted: set[Span]) -> _Page:
    from markupsafe import Markup

    document, published = reading.document, reading.document.published
    said = _said(reading)
    when = day_of(reading) or (
        f"{(published.start or '…')[:10]} – {(published.end or '…')[:10]}" if published.start or published.end else "date unknown"
    )
    return _Page(
        id=document.id,
        title=document.title or document.id,
        published=f"{when} ({published.basis})",
        outlet=document.outlet,
        language=document.language,
        text=Markup(marked(reading, wanted | {s.words.spans[0] for s in said})),
        said=said,
    )


def _said(reading: Reading) -> "tuple[_Said, ...]":
    """The claims of a document, in its order."""
    text = reading.document.text
    return tuple(
        _Said(
            chain=tuple(link.name for link in reversed(claim.chain)),
            cue=text[slice(*claim.cue)] if claim.cue else None,
            words=Words(doc=reading.document.id, spans=claim.content, text=" … ".join(text[a:b] for a, b in claim.content)),
            status=claim.status,
            stance=claim.stance,
            via=claim.via,
        )
        for claim in reading.claims
    )


def marked(reading: Reading, wanted: set[Span]) -> str:
    """The document's text as HTML: escaped, with what was read marked, and an anchor where each of the wanted spans begins."""
    text = reading.document.text
    layers: list[tuple[Span, str]] = [(s.span, "skipped") for s in reading.skipped]
    for claim in reading.claims:
        layers += [(s, "content") for s in merged(claim.content)]
        layers += [(s, layer) for s, layer in ((claim.source, "source"), (claim.cue, "cue")) if s]
    layers += [(e.trigger, "event") for e in reading.events if e.type != "other"]
    layers += [((t.start, t.end), "time") for t in reading.times]
    cuts = sorted({0, len(text), *(at for span, _ in layers for at in span), *(s[0] for s in wanted)})
    starts = {s[0] for s in wanted}
    opened: dict[int, list[str]] = {}
    for (start, end), layer in layers:
        for at in cuts[_index(cuts, start) : _index(cuts, end)]:
            opened.setdefault(at, []).append(layer)
    parts = []
    for start, end in itertools.pairwise(cuts):
        piece = escape(visible(text[start:end]))
        classes = " ".join(dict.fromkeys(opened.get(start, ())))
        anchor = f' id="{_anchor(Words(doc=reading.document.id, spans=((start, start + 1),), text=""))}"' if start in starts else ""
        parts.append(f'<mark class="{classes}"{anchor}>{piece}</mark>' if classes or anchor else piece)
    return "".join(parts)


def _index(cuts: list[int], at: int) -> int:
    from bisect import bisect_left

    return bisect_left(cuts, at)
