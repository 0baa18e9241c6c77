"""Which happenings rule one another out, and which bear one another out."""

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "opposites.yaml"


@cache
def opposites_of(lemma: str) -> frozenset[str]:
    """The verbs whose happening shows that this one's did not: `"lose" in opposites_of("win")`."""
    import yaml

    pairs = [tuple(map(str, pair)) for pair in yaml.safe_load(_FILE.read_text(encoding="utf-8"))]
    return frozenset(b if a == lemma else a for a, b in pairs if lemma in (a, b))


@cache
def borne_out_by(lemma: str) -> frozenset[str]:
    """The verbs whose happening bears out what was foretold with this one: `"hit" in borne_out_by("reach")`."""
    import yaml

    lines = [tuple(map(str, line)) for line in yaml.safe_load((_FILE.parent / "outcomes.yaml").read_text(encoding="utf-8"))]
    return frozenset(other for line in lines if lemma in line for other in line) - {lemma}
