"""How far readings and a picture of a fictional situation are right: the truth and the program's answer come in, shares go out."""

from collections.abc import Iterable
from typing import Any

from tidings.model.reading import Reading
from tidings.model.records import as_json

from .situations import Situation


def overlap(a: Iterable[int], b: Iterable[int]) -> float:
    """Characters shared by two spans, over those of the shorter."""
    (s, e), (x, y) = a, b
    return max(0, min(e, y) - max(s, x)) / max(1, min(e - s, y - x))


def union(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Characters shared by two spans, over those in either."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(1, max(a[1], b[1]) - min(a[0], b[0]))


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names are one, or one is the end or the beginning of the other."""
    x, y = (" ".join(w for w in (n or "").lower().replace("’s", "").split() if w not in ("the", "a", "an")) for n in (a, b))
    return x == y or (bool(x and y) and (x.endswith(y) or y.endswith(x) or x.startswith(y) or y.startswith(x)))


def of_certain(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The labels without those that the text leaves open."""
    return [item for item in items if not item.get("open")]


def of_readings(situation: Situation, readings: tuple[Reading, ...]) -> dict[str, float]:
    """Shares found and right by kind of label; the denominator is what the truth lists, or for what is said of it, what was found."""
    tally: dict[str, list[bool]] = {}
    note = lambda key, value: tally.setdefault(key, []).append(bool(value))  # noqa: E731
    of = {r.document.id.split(".")[0]: as_json(r) for r in readings}
    for doc, truth in situation.truth["reading"].items():
        said = of[doc]
        published = said["document"]["published"]
        note(
            "published",
            (published["start"] or "")[:10] == truth["published"]["start"] and (published["end"] or "")[:10] == truth["published"]["end"],
        )
        for claim in of_certain(truth["claims"]):
            best = max(said["claims"], key=lambda c: max(union(x, y) for x in c["content"] for y in claim["content"]), default=None)
            found = best is not None and any(union(x, y) >= 0.5 for x in best["content"] for y in claim["content"])
            note("claims", found)
            if best is not None and found:
                note("claims: origin", same_name((best["chain"] or [{"name": None}])[-1]["name"], (claim["chain"] or [None])[-1]))
                note("claims: stance", best["stance"] == claim["stance"])
                note("claims: status", best["status"] in [*claim["status"]] or best["status"] == claim["status"])
        for event in of_certain(truth["events"]):
            same = [e for e in said["events"] if overlap(e["trigger"], event["trigger"]) >= 0.5]
            note("events", any(e["type"] == event["type"] for e in same))
            for one in same[:1]:
                note("events: status", one["status"] == event["status"] or one["status"] in event["status"])
        for time in of_certain(truth["times"]):
            note(
                "times",
                any(
                    (t["earliest"], t["latest"]) == (time["earliest"], time["latest"])
                    for t in said["times"]
                    if overlap((t["start"], t["end"]), time["span"]) >= 0.5
                ),
            )
        counted = [*said["quantities"], *(q for e in said["events"] for q in e["quantities"])]
        for quantity in of_certain(truth["quantities"]):
            same = [q for q in counted if overlap(q["span"], quantity["span"]) >= 0.5]
            note("quantities", any(quantity["value"] in (q["value"], q["low"], q["high"]) for q in same))
        for span in truth["skipped"]:
            note("skipped", any(overlap(s["span"], span) >= 0.5 for s in said["skipped"]))
    return {k: sum(v) / len(v) for k, v in sorted(tally.items())}


def of_picture(situation: Situation, readings: tuple[Reading, ...], picture: dict[str, Any]) -> dict[str, float]:
    """Shares of what the truth says between documents that the picture holds."""
    spans = _spans_by_reference(readings)

    def hits(ref: Any, place: Any) -> bool:
        return ref[0].split(".")[0] == place[0] and any(overlap(s, place[1]) >= 0.5 for s in spans.get((ref[0], ref[1]), ()))

    def either(item: dict[str, Any], names: tuple[str, str], truth: dict[str, Any], turned: bool) -> bool:
        a, b = names
        return (hits(item[a], truth[a]) and hits(item[b], truth[b])) or (turned and hits(item[a], truth[b]) and hits(item[b], truth[a]))

    def share(values: list[bool]) -> float:
        return sum(values) / len(values)

    truth, out = situation.truth["picture"], dict[str, float]()
    pairs = {frozenset(x.split(".")[0] for x in c["documents"]): c["kind"] for c in picture["copies"] if len(c["documents"]) == 2}
    copied = [{x.split(".")[0] for x in c["documents"]} for c in picture["copies"]]
    out["copies"] = share([any(set(c["documents"]) <= g for g in copied) for c in truth["copies"]])
    out["copies: kind"] = share([pairs.get(frozenset(c["documents"])) == c["kind"] for c in truth["copies"]])
    out["cites"] = share(
        [
            any(x["document"].split(".")[0] == c["document"] and same_name(x["source"], c["source"]) for x in picture["cites"])
            for c in truth["cites"]
        ]
    )
    told = [[(m["doc"], m["id"]) for m in c["mentions"]] for c in picture["claims"]]
    out["utterances"] = share([any(all(any(hits(m, p) for m in ms) for p in c["tellings"]) for ms in told) for c in truth["claims"]])
    out["contradictions"] = share(
        [any(either(x, ("a", "b"), c, True) for x in picture["contradictions"]) for c in of_certain(truth["contradictions"])]
    )
    out["changes"] = share([any(either(x, ("from", "to"), c, False) for x in picture["changes"]) for c in of_certain(truth["changes"])])
    figures = [[(x["doc"], x["id"]) for x in f["series"]] for f in picture["figures"]]
    together = [max((sum(any(hits(r, s["at"]) for r in rs) for s in f["series"]) for rs in figures), default=0) for f in truth["figures"]]
    out["figures"] = sum(together) / sum(len(f["series"]) for f in truth["figures"])
    groups = [[tuple(r) for r in c["claim_ids"]] for c in picture["corroboration"]]
    out["corroboration"] = share(
        [any(all(any(hits(r, p) for r in rs) for p in c["claims"]) for rs in groups) for c in truth["corroboration"]]
    )
    made = [((p["doc"], p["claim"]), p["outcome"]) for p in picture["predictions"]]
    found = [next((o for r, o in made if hits(r, p["at"])), None) for p in of_certain(truth["predictions"])]
    out["predictions"] = share([o is not None for o in found])
    out["predictions: outcome"] = share(
        [o == p["outcome"] for o, p in zip(found, of_certain(truth["predictions"]), strict=True) if o] or [False]
    )
    actors = [[tuple(m) for m in a["mentions"]] for a in picture["actors"]]
    out["actors"] = share([any(all(any(hits(m, p) for m in ms) for p in a["mentions"]) for ms in actors) for a in truth["actors"]])
    return out


def _spans_by_reference(readings: tuple[Reading, ...]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """The spans behind each claim, event, quantity and mention of the readings."""
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for one in map(as_json, readings):
        doc = one["document"]["id"]
        spans |= {(doc, c["id"]): c["content"] for c in one["claims"]}
        spans |= {(doc, e["id"]): [e["trigger"]] for e in one["events"]}
        spans |= {(doc, q["id"]): [q["span"]] for q in (*one["quantities"], *(q for e in one["events"] for q in e["quantities"]))}
        spans |= {(doc, m["id"]): [(m["start"], m["end"])] for m in one["mentions"]}
    return spans
