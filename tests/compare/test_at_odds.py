"""Deeds denied and told, accusations called lies, and wars that a state joins by one telling and stays out of by another."""

import pytest
from tests.laws.judged import picture_of_texts

Text = tuple[str, str, str]
A, B = "2024-03-04", "2024-03-20"

# (texts as outlet, day, words; the pairs that contradict as (document, words in it); note)
CASES: list[tuple[list[Text], list[tuple[tuple[int, str], tuple[int, str]]], str]] = [
    (
        [
            ("Norda", A, "Polish President Jan Orlo denied that Polish forces had attacked the port of Gdynia in Lithuania."),
            ("Port Herald", A, "Polish forces attacked the port of Gdynia in Lithuania on Monday. Twelve boats burned in the harbour."),
        ],
        [((1, "Polish forces attacked"), (0, "Polish forces had attacked"))],
        "denied by a president, told by an outlet in its own voice",
    ),
    (
        [
            ("Norda", A, "Polish President Jan Orlo denied that Polish forces had attacked the port of Gdynia in Lithuania."),
            ("Port Herald", A, "Danish forces attacked the port of Gdynia in Lithuania on Monday. Twelve boats burned in the harbour."),
        ],
        [],
        "another army's attack is not what was denied",
    ),
    (
        [
            (
                "Norda",
                A,
                "President Jan Orlo accused Estonia of planning raids on the border. "
                "“Estonia does not want any war. It’s a lie,” opposition leader Ana Perk said.",
            )
        ],
        [((0, "planning raids"), (0, "It’s a lie"))],
        "an accusation, and beside it the word that it is a lie",
    ),
    (
        [
            (
                "Norda",
                A,
                "Portugal joined the war against Morocco on Monday, a senior official in Rabat said. Its barracks in Faro stood empty.",
            ),
            (
                "Port Herald",
                B,
                "Portugal has so far not been directly involved in the war against Morocco, and its army stays in its barracks in Faro.",
            ),
        ],
        [((0, "Portugal joined the war"), (1, "Portugal has so far not been directly involved"))],
        "joined by one telling; by a later one it has stayed out so far",
    ),
    (
        [
            (
                "Norda",
                A,
                "Portugal has so far not been directly involved in the war against Morocco, and its army stays in its barracks in Faro.",
            ),
            (
                "Port Herald",
                B,
                "Portugal joined the war against Morocco on Monday, a senior official in Rabat said. Its barracks in Faro stood empty.",
            ),
        ],
        [],
        "stayed out, and then joined: how things went on",
    ),
]


@pytest.mark.parametrize(("texts", "expected", "note"), CASES)
def test_what_cannot_both_hold(texts: list[Text], expected: list[tuple[tuple[int, str], tuple[int, str]]], note: str) -> None:
    rows = [{"id": f"d{n}", "outlet": outlet, "published_at": day, "text": words} for n, (outlet, day, words) in enumerate(texts)]
    picture, readings = picture_of_texts({"texts": rows})

    def words(ref: tuple[str, str]) -> tuple[int, str]:
        reading = readings[ref[0]]
        spans = {c.id: c.content for c in reading.claims}
        spans |= {e.id: tuple(s for s in reading.sentences if s[0] <= e.trigger[0] < s[1]) for e in reading.events}
        return int(ref[0][1:]), " ".join(reading.document.text[slice(*s)] for s in spans[ref[1]])

    found = [frozenset((words(c.a), words(c.b))) for c in picture.contradictions]
    for pair in expected:
        assert any({(n, part) for n, part in pair} == {(n, p) for n, w in ends for m, p in pair if n == m and p in w} for ends in found), (
            note,
            found,
        )
    assert len(found) == len(expected), (note, found)


def test_a_state_that_was_to_join_and_stayed_out() -> None:
    texts = [
        {
            "id": "a",
            "outlet": "Norda",
            "published_at": A,
            "text": "Portugal might join the war against Morocco in the coming days, analyst Ana Perk said in Faro.",
        },
        {
            "id": "b",
            "outlet": "Port Herald",
            "published_at": "2024-04-20",
            "text": "Portugal has still not sent troops into Morocco, and the barracks of Faro are full. The war goes on.",
        },
    ]
    picture, _ = picture_of_texts({"texts": texts})
    assert [(p.who, p.outcome) for p in picture.predictions] == [("Ana Perk", "did not happen")]


def test_a_ministry_and_its_president_announce_one_thing() -> None:
    texts = [
        {
            "id": "a",
            "outlet": "Norda",
            "published_at": A,
            "text": "Polish military officials said on Monday that the army would deploy engineers to three areas near the southern border.",
        },
        {
            "id": "b",
            "outlet": "Port Herald",
            "published_at": A,
            "text": "Polish President Jan Orlo said that his army would deploy engineers in three areas close to the southern border.",
        },
    ]
    picture, _ = picture_of_texts({"texts": texts})
    assert [u.documents for u in picture.claims] == [("a", "b")]


def test_two_who_say_in_other_words_that_a_state_may_join_agree() -> None:
    texts = [
        {
            "id": "a",
            "outlet": "Norda",
            "published_at": A,
            "text": "Portugal might join the war against Morocco, analyst Ana Perk said in Faro.",
        },
        {
            "id": "b",
            "outlet": "Port Herald",
            "published_at": A,
            "text": "Portugal may be preparing to send troops into Morocco, Spanish official Luis Orda said in Faro.",
        },
        {
            "id": "c",
            "outlet": "Beacon",
            "published_at": A,
            "text": "Opposition leader Rui Sol urged Portugal to stay out of the war against Morocco.",
        },
    ]
    picture, _ = picture_of_texts({"texts": texts})
    assert [(c.agreeing, c.independent_origins) for c in picture.corroboration] == [(("a", "b"), ("Ana Perk", "Luis Orda"))]


def test_an_allegation_that_was_rejected_is_owned() -> None:
    texts = [
        {
            "id": "a",
            "outlet": "Norda",
            "published_at": A,
            "text": "The brakes of the Alpina cable car had not been tested for a year before Sunday's crash, the drivers’ union claims. "
            "Alpina Lifts rejected the allegation. Every test had been made in time, spokesman Ivo Marr insisted.",
        },
        {
            "id": "b",
            "outlet": "Port Herald",
            "published_at": B,
            "text": "Alpina Lifts admitted on Wednesday that the brakes of its cable car had gone without a test for months before the crash.",
        },
    ]
    picture, readings = picture_of_texts({"texts": texts})
    (change,) = [c for c in picture.changes if c.kind == "account"]
    shown = [next(c.content for c in readings[doc].claims if c.id == ref) for doc, ref in (change.from_, change.to)]
    words = [readings[doc].document.text[slice(*spans[0])] for (doc, _), spans in zip((change.from_, change.to), shown, strict=True)]
    assert words[0] == "Every test had been made in time"
    assert words[1].startswith("the brakes of its cable car")
