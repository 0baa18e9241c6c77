"""The event file: what it says must be words, types and modes that exist."""

import pytest

from tidings.know.events import Pattern, context_words, event_lexicon

MODES = {
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": set("seize restrict censor curfew martial-law arrest deport withhold misinformation cyber".split()),
    "ASSAULT": set(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control "
        "unconventional".split()
    ),
    **{kind: set[str]() for kind in ("AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID")},
}
PATTERNS = [p for found in event_lexicon().patterns.values() for p in found]


def test_all_types_and_modes_are_there() -> None:
    told = {kind: {p.mode for p in PATTERNS if p.type == kind} - {None} for kind in {p.type for p in PATTERNS}}
    assert told.keys() == MODES.keys()
    assert {kind: told[kind] ^ MODES[kind] for kind in MODES if told[kind] != MODES[kind]} == {}


def test_every_preposition_is_a_word() -> None:
    """YAML takes a bare "on" for true."""
    assert {type(w) for p in PATTERNS for w in p.whom} == {str}
    assert not {"True", "False", "None"} & {w for words in event_lexicon().classes.values() for w in words}


def test_no_entry_stands_twice_in_one_mode() -> None:
    seen: dict[tuple[str, str, str | None], int] = {}
    for p in PATTERNS:
        key = (str(p), p.type, p.mode)
        seen[key] = seen.get(key, 0) + 1
    assert not [key for key, n in seen.items() if n > 1]


def test_modes_by_content_and_means_exist() -> None:
    lexicon = event_lexicon()
    assert all(mode in MODES[act] for act, modes in lexicon.content.items() for mode in modes.values())
    assert all(content.split("/")[0] in MODES for modes in lexicon.content.values() for content in modes)
    assert all(mode in MODES[kind] for kind, modes in lexicon.means.items() for mode in modes.values())


def test_there_are_37_contexts() -> None:
    assert len(context_words()) == 37


@pytest.mark.parametrize(("entry", "weight"), [((), 0), (("obj", ("x",)), 1), (("obj", ("troops",)), 2)])
def test_a_class_outweighs_anything(entry: tuple[str, tuple[str, ...]] | tuple[()], weight: int) -> None:
    from tidings.know.events import Condition

    assert Pattern("send", "AID", None, (Condition(*entry),) if entry else ()).weight() == weight
