"""Whose report it is, as far as the documents say so."""

import pytest
from fictional import report

from tidings.compare.credits import credited_to, origin_of

CREDITS = [
    ("OLMAR, Tesk (AP) — A ferry sank. It rained.", "Associated Press", "a dateline"),
    ("By Anna Brandt, Associated Press. A ferry sank.", "Associated Press", "a byline"),
    ("A ferry sank. (© Copyright 2031 The Associated Press. All rights reserved.)", "Associated Press", "a copyright line"),
    ("A ferry sank. Reporting by Anna Brandt for Reuters", "Reuters", "a line of reporters"),
    ("A ferry sank. With Agence France-Presse", "AFP", "a credit at the foot"),
    ("A ferry sank. The captain told Reuters it was fog.", None, "one who was told something"),
    ("A ferry sank.", None, "nothing said"),
]


@pytest.mark.parametrize(("text", "expected", "note"), CREDITS, ids=[n for *_, n in CREDITS])
def test_credited_to(text, expected, note):
    assert credited_to(report("a", text)) == expected


ORIGINS = [
    ("A ferry sank.", "CNN", "OLMAR (AP) — A ferry sank.", "Mirror", "Associated Press", "one credits an agency"),
    ("A ferry sank.", "Reuters", "A ferry sank.", "Mirror", "Reuters", "one is the agency's own page"),
    ("A ferry sank.", "Mirror", "A ferry sank.", "Mirror", "Mirror", "one outlet"),
    ("A ferry sank.", "CNN", "A ferry sank.", "Mirror", None, "nobody says"),
    ("AFP journalists saw a ferry sink.", "CNN", "A ferry sank.", "Mirror", "AFP", "an agency that saw it itself"),
    ("The captain told AFP so.", "CNN", "A ferry sank.", "Mirror", None, "told, in one of them only"),
    ("OLMAR (AFP) — A ferry sank.", "CNN", "OLMAR (AP) — A ferry sank.", "Mirror", None, "two different credits"),
]


@pytest.mark.parametrize(("one", "outlet", "other", "other_outlet", "expected", "note"), ORIGINS, ids=[n for *_, n in ORIGINS])
def test_origin_of(one, outlet, other, other_outlet, expected, note):
    assert origin_of(report("a", one, outlet=outlet), report("b", other, outlet=other_outlet)) == expected
