"""Accounts of one happening that cannot both hold: who did it, accident or attack, everybody safe or some lost, sure or open."""

import pytest
from fictional import one_story, report

from tidings.compare.contradictions import find_contradictions
from tidings.know.accounts import traits_of
from tidings.know.voices import party_of

ACCIDENT = ("a fire in the engine room had caused fuel to explode", "Ostrelian navy", "actual")
ATTACK = ("its forces had struck the ship with two missiles", "Varnian army", "actual")


def kinds(text: str, *claims: tuple[str, str, str]) -> list[str]:
    reading = report("a", text, day="2031-03-04", claims=claims)
    return [c.kind for c in find_contradictions([reading], stories=one_story(reading))]


def test_accident_and_attack_beside_each_other():
    text = f"The Ostrelian navy said {ACCIDENT[0]}. The Varnian army said {ATTACK[0]}."
    assert kinds(text, ACCIDENT, ATTACK) == ["actor"]


def test_one_side_that_tells_both_contradicts_nobody():
    text = f"The Ostrelian navy said {ACCIDENT[0]}. The Ostrelian ministry said {ATTACK[0]}."
    assert kinds(text, ACCIDENT, (ATTACK[0], "Ostrelian ministry", "actual")) == []


def test_everybody_safe_and_some_lost():
    safe = ("all members of the crew had been rescued", "Ostrelian navy", "actual")
    lost = ("the captain of the ship was killed", "Varnian army", "actual")
    assert kinds(f"The Ostrelian navy said {safe[0]}. The Varnian army said {lost[0]}.", safe, lost) == ["status"]


def test_two_reasons_for_one_deed():
    one = ("the bombing was in response to raids on its villages", "Ostrelian army", "actual")
    other = ("the bombing was revenge for the lost ferry", "Anna Brandt", "actual")
    assert kinds(f"The Ostrelian army said {one[0]}. Anna Brandt said {other[0]}.", one, other) == ["assessment"]


def test_what_is_copied_contradicts_once():
    text = f"The Ostrelian navy said {ACCIDENT[0]}. The Varnian army said {ATTACK[0]}."
    from tidings.compare.claims import link_claims

    readings = [report(name, text, day="2031-03-04", claims=(ACCIDENT, ATTACK)) for name in "ab"]
    stories = one_story(*readings)
    (found,) = find_contradictions(readings, claims=link_claims(readings, (), stories), stories=stories)
    assert found.a[0] == found.b[0] == "a"


@pytest.mark.parametrize(
    ("text", "trait", "shows"),
    [
        ("The blast was caused by a gas leak", "accident", True),
        ("He died after soldiers opened fire", "accident", False),
        ("No casualties were reported", "everybody", True),
        ("The raid had not led to any casualties", "everybody", True),
        ("Some of the crew were rescued", "everybody", False),
        ("It was too early to say who did it", "doubtful", True),
        ("There is no doubt about it", "certain", True),
    ],
)
def test_words_show_a_trait(text: str, trait: str, shows: bool):
    assert (trait in traits_of(text)) is shows


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Ostrel", "ostrel"),
        ("the Ostrelian defence ministry", "ostrel"),
        ("Russian officials", "RU"),
        ("Anna Brandt", None),
        ("spokesman Anna Brandt of Olmar", None),
    ],
)
def test_party(name: str, party: str | None):
    assert party_of(name) == party
