"""What is measured: each development set, how the program answers it, which scorer judges it, and the figures that are watched."""

from dataclasses import dataclass
from typing import Literal

Answer = Literal["readings", "documents", "clusters", "stories", "pictures", "readings and picture"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One watched figure: the way to it through the scorer's JSON, and what the naive baseline gets (None: none is published)."""

    name: str
    path: tuple[str, ...]
    naive: float | None = None
    less_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Set:
    """One development set. `documents` and `gold` are below the shared folder; `scorer` is the scorer's words before the gold's."""

    name: str
    documents: tuple[str, ...]
    gold: str
    answer: Answer
    scorer: tuple[str, ...]
    figures: tuple[Figure, ...]


def _set(name: str, answer: Answer, scorer: str, figures: tuple[Figure, ...], documents: tuple[str, ...] = (), gold: str = "") -> Set:
    return Set(
        name, documents or (f"data/{name}/dev.docs.jsonl",), gold or f"data/{name}/dev.gold.jsonl", answer, tuple(scorer.split()), figures
    )


def _f1(name: str, row: str, naive: float | None = None) -> Figure:
    return Figure(name, (row, "f1"), naive)


def _seed(row: str, value: str, wanted: float | None = None) -> Figure:
    return Figure(row, ("rows", row, value), wanted)


def _times(
    strict: float, relaxed: float, kind: float | None, value: float | None, accuracy: float | None, exact: float
) -> tuple[Figure, ...]:
    return (
        _f1("span strict F1", "span strict", strict),
        _f1("span relaxed F1", "span relaxed", relaxed),
        Figure("type F1", ("type f1",), kind),
        Figure("value F1", ("value f1",), value),
        Figure("value accuracy when matched", ("value accuracy when matched",), accuracy),
        Figure("interval exact", ("interval", "exact"), exact),
    )


def _places(
    exact: float, overlap: float, near: float, by_code: float, auc: float, country: float, end: float, end_by_code: float
) -> tuple[Figure, ...]:
    return (
        _f1("recognition exact F1", "recognition exact", exact),
        _f1("recognition overlap F1", "recognition overlap", overlap),
        Figure("within 161 km", ("resolution", "accuracy 161 km"), near),
        Figure("within 161 km, countries by code", ("resolution", "accuracy, countries by code"), by_code),
        Figure("auc", ("resolution", "auc"), auc, less_is_better=True),
        Figure("country", ("country accuracy", "accuracy"), country),
        _f1("end to end F1", "end to end 161 km", end),
        _f1("end to end F1, countries by code", "end to end, countries by code", end_by_code),
    )


def _clusters(kind: str, with_singletons: tuple[float, float], without: tuple[float, float]) -> tuple[Figure, ...]:
    return (
        Figure(f"{kind}: gold mentions matched", (f"{kind}: mentions", "recall")),
        Figure(f"{kind}, matched, with singletons: CoNLL", (f"{kind}: matched, with singletons", "conll"), with_singletons[0]),
        Figure(f"{kind}, matched, with singletons: LEA", (f"{kind}: matched, with singletons", "lea", "f1"), with_singletons[1]),
        Figure(f"{kind}, matched, without: CoNLL", (f"{kind}: matched, without singletons", "conll"), without[0]),
        Figure(f"{kind}, matched, without: LEA", (f"{kind}: matched, without singletons", "lea", "f1"), without[1]),
        Figure(f"{kind}, all gold, with singletons: CoNLL", (f"{kind}: all gold, with singletons", "conll")),
    )


def _stories(bcubed: float, v: float | None, ari: float) -> tuple[Figure, ...]:
    given = (
        _f1("BCubed F1", "bcubed", bcubed),
        Figure("V", ("v-measure", "v"), v),
        Figure("ARI", ("ari",), ari),
    )
    return given if v is not None else (given[0], given[2])


# The naive column: eval/README.md and eval/ATTRIBUTION.md; of several baselines that are given the same help, the best.
SETS: tuple[Set, ...] = (
    _set("time-meantime", "readings", "times.py", _times(0.769, 0.886, 0.689, 0.484, None, 0.756)),
    _set(
        "time-gum",
        "readings",
        "times.py",
        (*_times(0.629, 0.736, None, None, 0.765, 0.762), Figure("span relaxed recall", ("span relaxed", "r"), 0.929)),
    ),
    _set("place-geovirus", "readings", "places.py", _places(0.832, 0.883, 0.431, 0.756, 0.552, 0.820, 0.380, 0.667)),
    _set("place-lgl", "readings", "places.py", _places(0.660, 0.702, 0.469, 0.592, 0.531, 0.707, 0.342, 0.431)),
    _set(
        "status-meantime",
        "readings",
        "status.py",
        (
            Figure("share matched", ("share matched",)),
            Figure("compatible", ("compatible",), 0.762),
            Figure("compatible, gold not actual", ("compatible, gold not actual",), 0.0),
            Figure("accuracy", ("accuracy",), 0.772),
            Figure("macro F1", ("macro f1",), 0.174),
        ),
    ),
    _set(
        "events-plover",
        "readings",
        "events.py",
        (
            _f1("type F1", "type", 0.125),
            Figure("type macro F1", ("type macro f1",), 0.014),
            _f1("quad F1", "quad", 0.239),
            Figure("mode accuracy", ("mode", "accuracy")),
            Figure("actor word F1", ("actors", "word f1")),
            Figure("recipient word F1", ("actors", "recipients word f1")),
        ),
    ),
    _set("events-petrarch", "readings", "events.py", (_f1("type F1", "type", 0.207), _f1("quad F1", "quad", 0.552))),
    _set(
        "attacks-wikievents",
        "readings",
        "attacks.py",
        (
            Figure("ASSAULT recall", ("assault", "r"), 0.824),
            Figure("ASSAULT precision", ("assault", "p"), 0.528),
            Figure("all triggers with type", ("recall with type",), 0.509),
        ),
    ),
    _set(
        "incidents-muc4",
        "readings",
        "incidents.py",
        (
            Figure("type recall", ("recall type", "recall"), 0.929),
            Figure("stage", ("recall stage", "recall"), 0.857),
            Figure("quiet reports flagged", ("reports without incident", "with ASSAULT"), 0.792, less_is_better=True),
        ),
    ),
    _set(
        "coreference-ecbplus",
        "clusters",
        "coreference.py",
        _clusters("events", (0.731, 0.599), (0.647, 0.584)) + _clusters("actors", (0.656, 0.516), (0.596, 0.501)),
    ),
    _set("stories-ecbplus", "stories", "stories.py", _stories(0.879, 0.951, 0.836)),
    _set("stories-basil", "stories", "stories.py", _stories(0.944, None, 0.894)),
    _set("stories-newswcl50", "stories", "stories.py", _stories(1.0, None, 1.0)),
    _set(
        "copies",
        "pictures",
        "copies.py",
        (Figure("F1 of copy", ("f1",), 0.92), Figure("mean of four classes", ("mean of four",), 0.47)),
    ),
    _set(
        "html body",
        "documents",
        "pages.py body",
        (Figure("F1", ("f1",), 0.956),),
        documents=("data/html/body.dev.docs-1.jsonl.gz", "data/html/body.dev.docs-2.jsonl.gz"),
        gold="data/html/body.dev.gold.jsonl",
    ),
    _set(
        "html date",
        "documents",
        "pages.py date",
        (Figure("F1", ("f1",), 0.960),),
        documents=tuple(f"data/html/date.dev.docs-{n}.jsonl.gz" for n in (1, 2, 3)),
        gold="data/html/date.dev.gold.jsonl",
    ),
    _set(
        "polnear",
        "readings",
        "attribution.py",
        tuple(
            Figure(f"{row} F1", (row, "f1"), naive)
            for row, naive in {
                "cue exact": 0.559,
                "source exact": 0.538,
                "content exact": 0.345,
                "all exact": 0.266,
                "cue overlap": 0.435,
                "source overlap": 0.653,
                "content overlap": 0.635,
                "content words": 0.639,
                "found": 0.604,
                "whole": 0.380,
                "direct whole": 0.40,
                "indirect whole": 0.36,
                "mixed whole": 0.46,
            }.items()
        ),
    ),
    _set("basil", "readings", "attribution.py", (Figure("speaker accuracy", ("speaker", "right"), 0.220),)),
    _set(
        "five reports",
        "readings",
        "gold_reading.py",
        (
            # not a baseline's figures but those that the first release asks for
            _seed("published, stated: day", "accuracy", 1.0),
            _seed("published, inferred: not excluded", "accuracy", 1.0),
            _seed("body", "f1", 0.98),
            _seed("mentions", "f1"),
            _seed("mentions: actor", "accuracy"),
            _seed("places", "f1", 0.90),
            _seed("places: country", "accuracy", 0.95),
            _seed("times", "f1", 0.85),
            _seed("times: value", "accuracy", 0.85),
            _seed("claims: content words", "f1", 0.70),
            _seed("claims: source head", "f1", 0.75),
            _seed("claims: whole", "f1"),
            _seed("claims: ultimate source", "accuracy"),
            _seed("events: trigger", "f1", 0.60),
            _seed("events: trigger and type", "f1"),
            _seed("events: status", "accuracy", 0.75),
            _seed("events: actors", "f1"),
            _seed("events: place", "f1"),
            _seed("events: time", "f1"),
            _seed("quantities", "f1"),
        ),
        documents=("seeds",),
        gold="gold/seeds",
    ),
    _set(
        "five reports together",
        "readings and picture",
        "gold_across.py",
        (
            _seed("actors: B3", "f1", 0.27),
            _seed("events: B3", "f1"),
            _seed("utterances", "f1"),
            _seed("agree", "f1"),
            _seed("contradict", "f1"),
            _seed("predictions", "f1"),
            _seed("origins", "f1"),
            _seed("figures", "f1"),
        ),
        documents=("seeds",),
        gold="gold/seeds",
    ),
    _set(
        "story: moskva",
        "pictures",
        "story.py",
        # a reader made of regular expressions gets .26
        (Figure("mean", ("mean",), 0.26),),
        documents=("data/stories/moskva_apr2022.docs.jsonl",),
        gold="gold/stories/moskva_apr2022.json",
    ),
)
