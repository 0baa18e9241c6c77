"""Who is meant by a mention or a name."""

import pytest
from fictional import report

from tidings.compare.meant import Meant, fits, plain
from tidings.model.picture import Actor

FITS = [
    ("Anna Brandt", "Brandt", True, "last name"),
    ("Mr Brandt", "brandt", True, "title and case"),
    ("Oto Řezníček", "Oto Reznicek", True, "accents"),
    ("Mikhail Zelenskyy", "Zelensky", True, "another spelling"),
    ("mayor Anna Brandt", "the town's chief, Anna Brandt", True, "two titles"),
    ("Olmar Town Council", "Tesk Town Council", False, "two bodies of one kind"),
    ("Anna Brandt", "Oto Lind", False, "two people"),
    ("Ministry of Defense", "Ministry of Defence", True, "American and British"),
]


@pytest.mark.parametrize(("one", "other", "expected", "note"), FITS, ids=[n for *_, n in FITS])
def test_fits(one, other, expected, note):
    assert fits(plain(one), plain(other)) is fits(plain(other), plain(one)) is expected


def test_a_linked_actor_goes_before_the_words_of_a_name():
    reading = report("a", "Brandt left Olmar.", events=[("left", "leave", "Brandt", "Olmar", "actual")])
    actor = Actor(id="A1", name="Anna Brandt", names=("Brandt",), mentions=(("a", "m1"),))
    meant = Meant([reading], [actor])
    assert meant.mention("a", "m1") == meant.name("Anna Brandt") == ("A1",)
    assert meant.mention("a", "m2") == ("olmar",)
    assert meant.mention("a", "m9") is None and meant.mention("a", None) is None
    assert meant.shown(("A1",), "brandt") == "Anna Brandt"
    assert meant.shown(("A1",), "Brandt's brother") == "Brandt's brother", "a name that is not the actor's own stays as it is"


def test_a_name_of_two_actors_is_nobodys():
    meant = Meant([], [Actor(id=i, name="Brandt", mentions=()) for i in ("A1", "A2")])
    assert meant.name("Brandt") == ("brandt",)


def test_a_state_and_its_organs_have_one_voice():
    meant = Meant([])
    assert meant.voice("Moscow") == meant.voice("the Russian defence ministry") == ("state", "RU")
    assert not fits(("state", "RU"), ("state", "UA"))
