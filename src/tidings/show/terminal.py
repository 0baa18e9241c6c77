"""Rows to the terminal: aligned, coloured sparingly, plain and uncut when piped."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TextIO, cast

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tidings.model.picture import Picture
from tidings.model.reading import Reading, Status
from tidings.ports import Hit
from tidings.show.index import day_of
from tidings.show.sentences import of_brief
from tidings.show.visible import one_line, visible

if TYPE_CHECKING:
    from tidings.show.coded import EventScore
    from tidings.show.happenings import EventRow
    from tidings.show.rows import BriefLine, ClaimRow, DifferenceRow, DiffRow, FigurePointRow, FigureRow, TimelineRow, Words

# Status is told apart by form first: a sign and a word, colour only beside them.
SIGNS: dict[Status, tuple[str, str]] = {
    "actual": ("●", "bold"),
    "planned": ("○", "cyan"),
    "possible": ("◌", "yellow"),
    "conditional": ("◇", "magenta"),
    "negated": ("✕", "red"),
}
# Where nobody looks at columns (a pipe), lines are not broken.
UNBROKEN = 10_000
_BARS = "▁▂▃▄▅▆▇█"


def console_for(stream: TextIO) -> Console:
    """A console on the stream: as wide as the terminal, or without colour, line breaks and blanks at the ends of lines when piped."""
    if stream.isatty():
        return Console(file=stream, highlight=False)
    return Console(file=cast(TextIO, _Trimmed(stream)), highlight=False, width=UNBROKEN, color_system=None, legacy_windows=False)


class _Trimmed:
    """A stream whose lines lose the blanks at their ends, with which a table fills its width."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(re.sub(r" +(?=\n|$)", "", text) if text.endswith("\n") else text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def table_of(*columns: tuple[str, dict[str, object]]) -> Table:
    """A table without lines whose columns have these options."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for name, options in columns:
        table.add_column(name, **options)  # type: ignore[arg-type]
    return table


def print_title(console: Console, words: str, count: int | None = None) -> None:
    """A heading, with how many rows stand below it."""
    console.print()
    line = Text(words.upper(), style="bold")
    if count is not None:
        line.append(f"  {count}", style="dim")
    console.print(line)


def print_nothing(console: Console, words: str) -> None:
    """What is said where there is no row."""
    console.print(Text(words, style="dim"))


def _sign(status: Status | None) -> Text:
    sign, style = SIGNS[status or "actual"]
    return Text(sign, style=style)


def _where(words: "Words") -> str:
    """A document's short name with its day: what a reader looks up with `tidings show`."""
    return " · ".join(p for p in (words.outlet or short_id(words.doc), words.published) if p)


def short_id(doc: str) -> str:
    """A document's id in a column's width."""
    return doc if len(doc) <= 24 else doc[:23] + "…"


def _numbers(documents: int, origins: int) -> str:
    told = "1 document" if documents == 1 else f"{documents} documents"
    return told if documents == 1 else f"{told}, {origins} {'origin' if origins == 1 else 'origins'}"


def print_timeline(console: Console, rows: "Sequence[TimelineRow]") -> None:
    """What happened when; a line of signs first, so that a plan is never read as a deed."""
    print_title(console, "Timeline", len(rows))
    if not rows:
        print_nothing(console, "No dated or undated event was read in these documents.")
        return
    console.print(Text.assemble(*((f"{sign} {name}   ", style) for name, (sign, style) in SIGNS.items())))
    table = table_of(
        ("when", {"no_wrap": True}), ("sign", {"no_wrap": True}), ("what", {"ratio": 1}), ("who", {"justify": "left", "max_width": 30})
    )
    last: str | None = ""
    for row in rows:
        when = row.when or "undated"
        what = Text(one_line(row.what))
        what.append(f"  {row.type.lower()}" + (f", {row.place}" if row.place else ""), style="dim")
        word = row.origins[0] if row.origins else ""
        table.add_row(
            Text(when.replace("/", " – ") if when != last else "", style="dim"),
            _sign(row.status),
            what,
            Text(one_line(word) + (f" +{len(row.origins) - 1}" if len(row.origins) > 1 else ""), style="dim"),
        )
        last = when
    console.print(table)


def print_events(console: Console, rows: "Sequence[EventRow]") -> None:
    """Each event on a line: when, its status by sign, its type, who to whom, where; below it the words."""
    print_title(console, "Events", len(rows))
    if not rows:
        print_nothing(console, "No event was read that fits.")
        return
    table = table_of(("when", {"no_wrap": True}), ("sign", {"no_wrap": True}), ("type", {"no_wrap": True}), ("what", {"ratio": 1}))
    last: str | None = ""
    for row in rows:
        when = "undated" if row.first is None else row.first if row.first == row.last else f"{row.first} – {row.last}"
        who, whom = (", ".join(one_line(p.name) for p in side) for side in (row.actors, row.recipients))
        what = Text(f"{who or '?'}{f' → {whom}' if whom else ''}", style="bold")
        what.append(f"  {row.place.name}" if row.place else "", style="default")
        what.append(
            f"  {one_line(row.refs[0].text)}  [{_where(row.refs[0])}, {_numbers(len(row.documents), len(row.origins))}]", style="dim"
        )
        kind = row.type.lower() + (f" {row.mode}" if row.mode else "")
        table.add_row(Text(when if when != last else "", style="dim"), _sign(row.status), kind, what)
        last = when
    console.print(table)


def print_score(console: Console, score: "EventScore") -> None:
    """How the program's events stand against a person's."""
    print_title(console, "Against your coding")
    table = table_of(("what", {}), ("share", {"justify": "right"}), ("count", {"justify": "right", "style": "dim"}))
    table.add_row("recall", f"{score.recall:.2f}", f"{score.found} of {score.coded} that you coded")
    table.add_row("precision", f"{score.precision:.2f}", f"{score.found} of {score.predicted} that the program has")
    table.add_row("F1", f"{score.f1:.2f}", "")
    for field in score.fields:
        table.add_row(f"{field.field} right", f"{field.right / field.asked:.2f}", f"{field.right} of {field.asked} found")
    console.print(table)
    for one in score.missed:
        console.print(
            Text(
                f"missed: line {one.line}, {one.type} in {one.document}" + (f", “{one_line(one.words)}”" if one.words else ""), style="dim"
            )
        )


def print_brief(console: Console, lines: "Sequence[BriefLine]") -> None:
    """The situation in a few lines: the documents' words first, what else is known of them dimmer."""
    print_title(console, "Brief")
    if not lines:
        print_nothing(console, "Nothing in these documents bears a line of a brief.")
        return
    table = table_of(("sign", {"no_wrap": True}), ("text", {"ratio": 1}))
    for line in lines:
        text = Text()
        for part in of_brief(line).parts:
            text.append(part.text if part.role == "form" else one_line(part.text), style="" if part.role == "words" else "dim")
        table.add_row(_sign(line.status) if line.status else Text("–", style="dim"), text)
    console.print(table)


def print_claims(console: Console, rows: "Sequence[ClaimRow]", *, chains: bool = False) -> None:
    """Who says what on whose word: the chain from the document back to the one who first said it; with `chains` that of every telling."""
    print_title(console, "Who says what", len(rows))
    if not rows:
        print_nothing(console, "No claim was read that fits.")
        return
    table = table_of(("who", {"max_width": 34}), ("sign", {"no_wrap": True}), ("what", {"ratio": 1}))
    for row in rows:
        who = Text(one_line(row.origin) if row.origin else "unnamed", style="bold" if row.origin else "dim")
        if len(row.chain) > 1:
            who.append("\n← " + " ← ".join(one_line(link) for link in reversed(row.chain[:-1])), style="dim")
        first = row.tellings[0]
        cue = f"{one_line(first.cue.text)}: " if first.cue else ""
        what = Text(cue, style="dim")
        what.append(one_line(row.words), style="")
        extra = [f"via {first.via}"] if first.via else []
        extra += [f"{len(row.independent)} independent origins"] if len(row.independent) > 1 else []
        extra += [one_line(phrase) for phrase in row.judged]
        what.append(
            f"  [{', '.join([_where(first.content), *extra, *([_numbers(len(row.documents), len(row.independent))] if len(row.documents) > 1 else [])])}]",
            style="dim",
        )
        if chains:
            for telling in row.tellings:
                links = [_where(telling.content), *telling.chain, *([f"via {telling.via}"] if telling.via else [])]
                what.append("\n" + " ← ".join(one_line(link) for link in links), style="dim")
        table.add_row(who, _sign(row.status), what)
    console.print(table)


def print_figures(console: Console, rows: "Sequence[FigureRow]") -> None:
    """Each counted thing through time, with a bar for each value; below, a line each, what only one document counts."""
    print_title(console, "Figures", len(rows))
    if not rows:
        print_nothing(console, "No counted thing was read in these documents.")
        return
    for row in (r for r in rows if len(r.points) > 1):
        console.print(Text(one_line(row.what), style="bold"))
        most = max((p.value or p.low or p.high or 0 for p in row.points), default=0) or 1
        table = table_of(
            ("as of", {"no_wrap": True, "min_width": 12}), ("bar", {"no_wrap": True}), ("words", {"no_wrap": False}), ("who", {"ratio": 1})
        )
        for p in row.points:
            height = (p.value or p.low or p.high or 0) / most
            bar = _BARS[min(7, int(height * 7.99))]
            table.add_row(Text(f"  {p.as_of or 'undated'}", style="dim"), bar, one_line(p.words.text), Text(_who_counts(p), style="dim"))
        console.print(table)
    once = [(r.what, r.points[0]) for r in rows if len(r.points) == 1]
    if once:
        console.print(Text("told once", style="bold"))
        table = table_of(("as of", {"no_wrap": True, "min_width": 12}), ("words", {"no_wrap": False}), ("what", {}), ("who", {"ratio": 1}))
        for what, p in sorted(once, key=lambda o: (o[1].as_of or "", o[0], o[1].words.doc)):
            words = one_line(p.words.text)
            beside = "" if one_line(what).lower() in words.lower() else one_line(what)
            table.add_row(Text(f"  {p.as_of or 'undated'}", style="dim"), words, beside, Text(_who_counts(p), style="dim"))
        console.print(table)


def _who_counts(point: "FigurePointRow") -> str:
    return ", ".join(x for x in (point.source and one_line(point.source), _where(point.words)) if x)


def print_differences(console: Console, rows: "Sequence[DifferenceRow]") -> None:
    """Where accounts differ and what changed, both sides below each other."""
    print_title(console, "Where accounts differ", len(rows))
    if not rows:
        print_nothing(console, "No two accounts were found that cannot both hold.")
    for row in rows:
        sign = "≠" if row.sort == "contradiction" else "→"
        console.print(Text(f"{sign} {row.kind}" + (f": {one_line(row.why)}" if row.why else ""), style="bold"))
        for words, who in ((row.a, row.a_who), (row.b, row.b_who)):
            line = Text("    " + one_line(words.text))
            line.append(f"  [{', '.join(x for x in (who and one_line(who), _where(words)) if x)}]", style="dim")
            console.print(line)


def print_diff(console: Console, rows: "Sequence[DiffRow]") -> None:
    """What came between two moments, what most documents tell first."""
    print_title(console, "What changed", len(rows))
    if not rows:
        print_nothing(console, "Nothing new was published between these moments that says anything else.")
    for news, group in groupby(rows, key=lambda r: r.news):
        console.print(Text(news, style="bold"))
        table = table_of(("sort", {"no_wrap": True, "style": "dim"}), ("what", {"ratio": 1}))
        for row in group:
            text = Text(f"{one_line(row.before.text)}  →  " if row.before else "", style="dim")
            text.append(one_line(row.words.text), style="default")
            who = row.who if row.who not in (row.words.outlet, row.words.doc) else None
            parts = (row.how, row.when, who and one_line(who), _where(row.words))
            text.append(f"  [{', '.join(p for p in parts if p)}]", style="dim")
            table.add_row(f"  {row.sort}", text)
        console.print(table)


def print_comparison(console: Console, picture: Picture, readings: Sequence[Reading], rows: "Sequence[DifferenceRow]") -> None:
    """What the documents say together, in numbers, and where they differ."""
    print_title(console, "Together")
    table = table_of(("what", {}), ("count", {"justify": "right"}))
    counts = {
        "documents": len(readings), "stories": len(picture.stories), "groups of copies": len(picture.copies), "documents that cite another": len(picture.cites),
        "actors": len(picture.actors), "events": len(picture.events), "claims": len(picture.claims), "agreeing on one word": len(picture.corroboration),
        "figures": len(picture.figures), "predictions": len(picture.predictions),
    }  # fmt: skip
    for what, count in counts.items():
        table.add_row(what, str(count))
    console.print(table)
    for copy in picture.copies:
        console.print(Text(f"copies ({copy.kind}, {copy.extent}): " + ", ".join(one_line(d) for d in copy.documents), style=""))
    print_differences(console, rows)


def print_status(console: Console, readings: Sequence[Reading]) -> None:
    """Which documents there are."""
    print_title(console, "Documents", len(readings))
    table = table_of(
        ("id", {"max_width": 34}),
        ("published", {"no_wrap": True}),
        ("basis", {"no_wrap": True}),
        ("says", {"no_wrap": True}),
        ("title", {"ratio": 1}),
    )
    for reading in readings:
        document, published = reading.document, reading.document.published
        when = day_of(reading) or (
            f"{(published.start or '…')[:10]} – {(published.end or '…')[:10]}" if published.start or published.end else "unknown"
        )
        says = f"{len(reading.claims)} claims, {sum(e.type != 'other' for e in reading.events)} events"
        table.add_row(
            one_line(document.id), when, Text(published.basis, style="dim"), Text(says, style="dim"), one_line(document.title or "")
        )
    console.print(table)


_LAYERS = {"source": "bold", "cue": "underline", "content": "italic", "event": "reverse", "time": "cyan"}


def print_document(console: Console, reading: Reading) -> None:
    """One document with what was read from it marked, and what was skipped left dim."""
    document = reading.document
    text = Text(visible(document.text) if len(visible(document.text)) == len(document.text) else document.text)
    if len(text) != len(document.text):
        text = Text("".join(c if visible(c) == c else "\ufffd" for c in document.text))
    for claim in reading.claims:
        for start, end in claim.content:
            text.stylize(_LAYERS["content"], start, end)
        for span, layer in ((claim.source, "source"), (claim.cue, "cue")):
            if span:
                text.stylize(_LAYERS[layer], *span)
    for event in reading.events:
        if event.type != "other":
            text.stylize(_LAYERS["event"], *event.trigger)
    for time in reading.times:
        text.stylize(_LAYERS["time"], time.start, time.end)
    for skipped in reading.skipped:
        text.stylize("dim strike", *skipped.span)
    print_title(console, one_line(document.title or document.id))
    published = document.published
    console.print(
        Text(
            f"{document.id} · {published.start or 'date unknown'} ({published.basis}) · {document.outlet or 'outlet unknown'}", style="dim"
        )
    )
    console.print(Text.assemble(*((f"{name}", style) if i % 2 == 0 else ("  ", "") for i, (name, style) in enumerate(_spread(_LAYERS)))))
    console.print(text)
    for claim in reading.claims:
        chain = " ← ".join(one_line(link.name) for link in claim.chain) or "unnamed"
        words = one_line(" … ".join(document.text[s:e] for s, e in claim.content))
        console.print(Text.assemble(_sign(claim.status), " ", (chain, "bold"), f": {words}"))


def _spread(layers: Mapping[str, str]) -> list[tuple[str, str]]:
    return [pair for item in layers.items() for pair in (item, ("", ""))]


def print_hits(console: Console, hits: Sequence[Hit], texts: Mapping[str, str]) -> None:
    """Documents that hold the words, each with the words in their sentence."""
    print_title(console, "Found", len(hits))
    if not hits:
        print_nothing(console, "No document holds all these words.")
    for hit in hits:
        console.print(
            Text.assemble(
                (one_line(hit.title or hit.document), "bold"),
                (f"  {hit.document}  {(hit.published or '')[:10]}", "dim"),
                (f"  by meaning: {', '.join(map(one_line, hit.near))}" if hit.near else "", "dim italic"),
            )
        )
        if hit.spans:
            text, (start, end) = texts[hit.document], hit.spans[0]
            before, after = text[max(0, start - 60) : start], text[end : end + 60]
            console.print(
                Text.assemble(
                    "    … ",
                    one_line(before),
                    " " if before[-1:].isspace() else "",
                    (one_line(text[start:end]), "bold reverse"),
                    " " if after[:1].isspace() else "",
                    one_line(after),
                    " …",
                )
            )
