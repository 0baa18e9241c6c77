"""Prints how well the search finds what somebody asks who doesn't know the documents' words: by words alone, and by meaning behind them.

python scripts/search_measures.py [--misses]

On tests/cases/search.toml. Recall: of the documents that should be found, the share among the first five. MRR: the mean of one over the rank
of the first of them (0 where it isn't among the first ten). Noise: documents found where nothing is on what was asked, for each such query.
"""

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tidings.model.document import Document
from tidings.model.reading import Reading
from tidings.situation import Situation, situation_in_memory, utc_now

CASES = Path(__file__).parent.parent / "tests" / "cases" / "search.toml"
FIRST = 5


@dataclass(frozen=True)
class Measures:
    """What a way of searching reaches on the table."""

    recall: float
    mrr: float
    noise: float
    misses: tuple[str, ...]


def measured(*, meant: bool) -> Measures:
    """The measures by words alone, or with what is near in meaning behind them."""
    table = tomllib.loads(CASES.read_text("utf-8"))
    situation = _situation(table["report"])
    recall, mrr, noise, misses = [], [], [], []
    for case in table["case"]:
        found = [hit.document for hit in situation.search(case["query"], 10, meant=meant)]
        if not case["found"]:
            noise.append(len(found))
            continue
        recall.append(len(set(found[:FIRST]) & set(case["found"])) / len(case["found"]))
        rank = next((n for n, document in enumerate(found, 1) if document in case["found"]), 0)
        mrr.append(1 / rank if rank else 0.0)
        if recall[-1] < 1:
            misses.append(f"{case['query']}: {', '.join(case['found'])}; found {', '.join(found[:FIRST]) or 'nothing'}")
    return Measures(sum(recall) / len(recall), sum(mrr) / len(mrr), sum(noise) / len(noise), tuple(misses))


def _situation(reports: list[dict[str, str]]) -> Situation:
    situation = situation_in_memory()
    for report in reports:
        document = Document(id=report["id"], text=report["text"], body=((0, len(report["text"])),))
        situation.ledger.keep(Reading(document=document), utc_now())
    return situation


def main() -> None:
    for name, meant in (("words alone", False), ("and meaning", True)):
        found = measured(meant=meant)
        print(f"{name:12} recall@{FIRST} {found.recall:.3f}  MRR {found.mrr:.3f}  noise {found.noise:.1f}")
        if meant and "--misses" in sys.argv:
            print("\n".join(found.misses))


if __name__ == "__main__":
    main()
