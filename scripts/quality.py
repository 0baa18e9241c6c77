"""Runs every scorer on its development set, and holds the figures to their floors.

    quality.py --check             fails when a figure is below its floor, or a floor's data have changed
    quality.py --write             writes docs/quality.md, and raises the floors to what was reached
    quality.py --write --lower "reason"   lowers them too, and keeps the reason beside the figure
    quality.py --only polnear      only the sets whose names hold these letters; writes nothing

The development sets stand beside the checkout in ../shared; where they are absent, nothing is measured, and that is said.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measures import SETS, Set

from tidings.engine import documents_in
from tidings.model.document import Refusal
from tidings.model.records import as_json, as_line
from tidings.scale.processes import read_on_all_cores
from tidings.situation import Situation, situation_in_memory

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "tests" / "quality" / "floors.toml"
PAGE = ROOT / "docs" / "quality.md"
# A figure may fall short of its floor by this much: half of the last digit that the floors are written with.
ROUNDING = 0.00051


def files_of(one: Set) -> tuple[Path, ...]:
    """The set's documents: files, or the texts of a folder."""
    return tuple(
        f for name in one.documents for f in (sorted((SHARED / name).glob("*.txt")) if (SHARED / name).is_dir() else [SHARED / name])
    )


def hash_of_data(one: Set) -> str:
    """A hash of the set's documents and gold."""
    gold = SHARED / one.gold
    digest = hashlib.sha256()
    for path in (*files_of(one), *(sorted(gold.iterdir()) if gold.is_dir() else [gold])):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class Answers:
    """The program's answers to the sets, each set of documents read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._situations: dict[tuple[Path, ...], Situation] = {}

    def of(self, one: Set) -> list[str]:
        """The scorer's arguments that name the files in which the answer stands."""
        files = files_of(one)
        if one.answer == "documents":
            found = (d for d in documents_in(files) if not isinstance(d, Refusal))
            return ["--readings", self._written(one, "readings", (json.dumps({"document": as_json(d)}) for d in found))]
        situation = self._situation(files)
        if one.answer == "readings":
            return ["--readings", self._readings(one, situation)]
        if one.answer == "clusters":
            return ["--clusters", self._written(one, "clusters", [json.dumps(situation.coreference())])]
        if one.answer == "stories":
            rows = ({"id": d, "story": s.id} for s in situation.stories() for d in s.documents)
            return ["--stories", self._written(one, "stories", map(json.dumps, rows))]
        picture = ["--picture", self._written(one, "picture", [as_line(situation.picture())])]
        return picture if one.answer == "pictures" else ["--readings", self._readings(one, situation), *picture]

    def _situation(self, files: tuple[Path, ...]) -> Situation:
        if files not in self._situations:
            self._situations[files] = situation_in_memory(runner=read_on_all_cores)
            self._situations[files].add(*files)
        return self._situations[files]

    def _readings(self, one: Set, situation: Situation) -> str:
        return self._written(one, "readings", map(as_line, situation.readings()))

    def _written(self, one: Set, kind: str, lines: "Iterator[str] | list[str]") -> str:
        path = self.folder / f"{one.name}.{kind}".replace(" ", "-").replace(":", "")
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return str(path)


def scored(one: Set, answer: list[str]) -> dict[str, Any]:
    """What the set's scorer prints of the answer, as JSON."""
    script, *words = one.scorer
    gold = "--truth" if script == "story.py" else "--gold"
    as_it_is = script in ("story.py", "pages.py", "copies.py")
    command = [
        sys.executable,
        str(SHARED / "eval" / script),
        *words,
        gold,
        str(SHARED / one.gold),
        *answer,
        *([] if as_it_is else ["--json"]),
    ]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if script == "story.py":
        rows = (line.split(maxsplit=1) for line in printed.splitlines() if not line.startswith("#"))
        return {name: json.loads(value) for name, value in rows}
    result: dict[str, Any] = json.loads(printed)
    return result


def figure_in(result: Any, path: tuple[str, ...]) -> float:
    """The figure at the end of a way through a scorer's JSON; nothing found counts as 0."""
    for key in path:
        result = result.get(key, {}) if isinstance(result, dict) else {}
    return round(float(result), 4) if isinstance(result, int | float) else 0.0


def command_of(one: Set) -> str:
    """The command that gives the set's figures by hand."""
    verb = {"clusters": "coreference", "stories": "stories", "pictures": "compare --json"}.get(one.answer, "read --json")
    return f"tidings {verb}; {one.scorer[0]}"


def measured(sets: tuple[Set, ...]) -> Iterator[tuple[Set, dict[str, float]]]:
    """Each set with its figures by name."""
    with tempfile.TemporaryDirectory() as folder:
        answers = Answers(Path(folder))
        for one in sets:
            result = scored(one, answers.of(one))
            figures = {f.name: figure_in(result, f.path) for f in one.figures}
            yield one, figures
            print(f"{one.name}", flush=True)
            for f in one.figures:
                short = "  below naive" if f.naive is not None and worse(figures[f.name], f.naive, f.less_is_better) else ""
                print(f"    {f.name:48} {figures[f.name]:.3f}   naive {'—' if f.naive is None else f'{f.naive:.3f}'}{short}", flush=True)


def worse(value: float, floor: float, less_is_better: bool) -> bool:
    """Whether a value lies on the wrong side of a floor."""
    return value > floor + ROUNDING if less_is_better else value < floor - ROUNDING


def floors() -> dict[str, Any]:
    """The floors as they stand: by set, the data's hash and the figures."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def check(results: list[tuple[Set, dict[str, float]]]) -> list[str]:
    """A line for each figure below its floor, and for each set whose data are not those the floor was pinned on."""
    known, faults = floors(), []
    for one, figures in results:
        pinned = known.get(one.name)
        if pinned is None:
            faults.append(f"{one.name}: no floor yet; `make quality` pins one")
        elif pinned["data"] != hash_of_data(one):
            faults.append(f"{one.name}: the data are not those the floors were pinned on; `make quality` pins them anew")
        else:
            for f in one.figures:
                floor = pinned["figures"].get(f.name)
                if floor is not None and worse(figures[f.name], floor, f.less_is_better):
                    faults.append(f"{one.name}: {f.name} is {figures[f.name]:.3f}, its floor is {floor:.3f}")
    return faults


def raised(results: list[tuple[Set, dict[str, float]]], lower: str | None) -> dict[str, Any]:
    """The floors after these results: raised where more was reached, lowered only with a reason."""
    known = floors()
    for one, figures in results:
        data = hash_of_data(one)
        old = known.get(one.name, {})
        before = old.get("figures", {}) if old.get("data") == data else {}
        new = {}
        fell = []
        for f in one.figures:
            floor = before.get(f.name)
            falls = floor is not None and worse(figures[f.name], floor, f.less_is_better)
            new[f.name] = floor if falls and lower is None else round(figures[f.name], 3)
            fell += [f"{f.name} from {floor}"] if falls and lower is not None else []
        reason = f"{'; '.join(fell)}: {lower}" if fell else old.get("lowered")
        known[one.name] = {"data": data, "figures": new} | ({"lowered": reason} if reason else {})
    return known


def as_toml(known: dict[str, Any]) -> str:
    """The floors file."""
    lines = ["# Quality may only rise. `make quality` writes this file; lowering a floor takes --lower and a reason, which stays here."]
    for name, entry in sorted(known.items()):
        lines += ["", f"[{json.dumps(name)}]", f'data = "{entry["data"]}"']
        if "lowered" in entry:
            lines.append(f"lowered = {json.dumps(entry['lowered'], ensure_ascii=False)}")
        lines += [f"[{json.dumps(name)}.figures]", *(f"{json.dumps(f)} = {value}" for f, value in sorted(entry["figures"].items()))]
    return "\n".join(lines) + "\n"


def page(results: list[tuple[Set, dict[str, float]]], known: dict[str, Any]) -> str:
    """docs/quality.md: set, figure, what was reached, floor, naive baseline, command."""
    lines = [
        "# Quality",
        "",
        "Measured by `make quality` on the development sets; the floor of each figure is held by `make test`. For `auc` and for reports",
        "flagged, less is better. “Naive” is the best simple baseline that is given no more than the program; for the five reports it is",
        "what the first release asks for. The command in the last column gives the figures by hand.",
        "",
        "| set | figure | reached | floor | naive | command |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    for one, figures in results:
        for i, f in enumerate(one.figures):
            naive = "" if f.naive is None else f"{f.naive:.3f}"
            row = (one.name if i == 0 else "", f.name, f"{figures[f.name]:.3f}", f"{known[one.name]['figures'][f.name]:.3f}", naive)
            lines.append(f"| {' | '.join(row)} | {f'`{command_of(one)}`' if i == 0 else ''} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--lower", metavar="REASON")
    parser.add_argument("--only", metavar="LETTERS", default="")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print("floors skipped: the development sets (../shared) are not here")
        return 0
    results = list(measured(tuple(s for s in SETS if options.only in s.name)))
    if options.write and not options.only:
        known = raised(results, options.lower)
        FLOORS.write_text(as_toml(known), encoding="utf-8")
        PAGE.write_text(page(results, known), encoding="utf-8")
    faults = check(results) if options.check or options.write else []
    print(*faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
