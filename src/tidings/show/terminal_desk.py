"""What people keep, and why a line stands as it does, to the terminal: explanations, notes, saved queries, tombstones, judgements."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from tidings.model.reading import Reading
from tidings.show.terminal import print_nothing, print_title, short_id, table_of
from tidings.show.visible import one_line

if TYPE_CHECKING:
    from tidings.model.explanation import Explanation
    from tidings.model.judgement import Judgement
    from tidings.model.note import Note, SavedQuery
    from tidings.model.tombstone import Tombstone
    from tidings.show.index import Index


def print_explanation(console: Console, found: "Explanation") -> None:
    """Each step with what was decided in it: where, in which words, why, with which score."""
    print_title(console, found.kind)
    console.print(Text.assemble((one_line(found.what), "bold"), (f"  {one_line(found.ref)}", "dim")))
    for step in found.steps:
        console.print()
        console.print(Text(step.name, style="bold dim"))
        table = table_of(
            ("where", {"no_wrap": True, "max_width": 26, "style": "dim"}), ("score", {"justify": "right"}), ("what", {"ratio": 1})
        )
        last = ""
        for reason in step.reasons:
            where = f"{short_id(one_line(reason.record[0]))}:{reason.record[1]}" if reason.record else ""
            what = Text(one_line(reason.what))
            what.append(f"  “{one_line(reason.words)}”" if reason.words else "", style="italic")
            what.append(f"  {one_line(reason.why)}" if reason.why else "", style="dim")
            table.add_row(where if where != last else "", "" if reason.score is None else f"{reason.score:.2f}", what)
            last = where
        console.print(table)


def print_notes(console: Console, notes: "Sequence[Note]", index: "Index") -> None:
    """What people noted: when, on what, who; what was taken back is struck out."""
    print_title(console, "Notes", len(notes))
    if not notes:
        print_nothing(console, "Nobody has noted anything; `tidings note` does.")
        return
    table = table_of(("id", {"no_wrap": True}), ("when", {"no_wrap": True, "style": "dim"}), ("what", {"ratio": 1}))
    for n in notes:
        words = index.words(n.document, (n.on.span,)) if n.on else None
        what = Text(one_line(n.text), style="strike" if n.undone else "")
        on = f"“{one_line(words.text)}” ({n.document}:{n.on.id})" if words and n.on else one_line(n.document)
        what.append(f"  on {on}  [{one_line(n.who)}]", style="dim")
        table.add_row(n.id, n.at[:16].replace("T", " "), what)
    console.print(table)


def print_queries(console: Console, queries: "Sequence[SavedQuery]") -> None:
    """The saved queries: the name, the view and its filters."""
    print_title(console, "Saved queries", len(queries))
    if not queries:
        print_nothing(console, "No query is saved; `tidings save` does.")
        return
    table = table_of(("id", {"no_wrap": True, "style": "dim"}), ("name", {"style": "bold"}), ("what", {"ratio": 1}))
    for q in queries:
        what = Text(" ".join([q.view, *(f"--{option} {value}".rstrip() for option, value in q.filters)]))
        what.append(f"  [{one_line(q.who)}, {q.at[:10]}]", style="dim")
        table.add_row(q.id, one_line(q.name), what)
    console.print(table)


def print_tombstones(console: Console, tombstones: "Sequence[Tombstone]") -> None:
    """What was removed: when, which, by whom and why."""
    print_title(console, "Removed", len(tombstones))
    if not tombstones:
        print_nothing(console, "Nothing was removed from this ledger.")
        return
    table = table_of(("when", {"no_wrap": True, "style": "dim"}), ("which", {"max_width": 40}), ("why", {"ratio": 1}))
    for t in tombstones:
        why = Text(one_line(t.reason))
        why.append(f"  [{one_line(t.who)}; content {t.content}]", style="dim")
        table.add_row(t.at[:16].replace("T", " "), one_line(t.document), why)
    console.print(table)


def print_judgements(console: Console, judgements: "Sequence[Judgement]", readings: Sequence[Reading]) -> None:
    """What people judged: who, when, of which words; what was taken back is struck out."""
    print_title(console, "Judgements", len(judgements))
    if not judgements:
        print_nothing(console, "Nobody has judged anything yet; `tidings judge` and `tidings grade` do.")
    texts = {r.document.id: r.document.text for r in readings}
    table = table_of(("id", {"no_wrap": True}), ("when", {"no_wrap": True, "style": "dim"}), ("what", {"ratio": 1}))
    for j in judgements:
        said = [f"“{one_line(texts.get(a.doc, '')[slice(*a.span)])}” ({a.doc}:{a.id})" for a in j.on]
        what = Text(f"{j.verdict} {j.grade or ''}".strip(), style="bold strike" if j.undone else "bold")
        what.append(f"  {' / '.join(filter(None, (j.source and one_line(j.source), *said)))}", style="default")
        what.append(f"  [{one_line(j.who)}{f'; {one_line(j.note)}' if j.note else ''}]", style="dim")
        if j.undone:
            what.append(f"  taken back by {one_line(j.undone.who)} on {j.undone.at[:10]}", style="dim")
        table.add_row(j.id, j.at[:16].replace("T", " "), what)
    console.print(table)
