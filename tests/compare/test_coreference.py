"""The listing of who is meant: what means nobody known is guessed at by whom its story is about."""

import dataclasses

from fictional import one_story, report

from tidings.compare.actors import coreference_clusters, link_actors
from tidings.model.reading import Mention, Reading

TEXT = "Ada Olm won. Olm Olm Olm spoke. The skater left. The judge wept. He waved."


def told_of() -> Reading:
    mentions = []
    at = 0
    for n, (words, form, actor) in enumerate(
        [("Ada Olm", "name", "Ada Olm")]
        + [("Olm", "name", "Ada Olm")] * 3
        + [("skater", "nominal", None), ("judge", "nominal", None), ("He", "pronoun", None)],
        1,
    ):
        start = TEXT.index(words, at)
        at = start + len(words)
        mentions.append(Mention(id=f"m{n}", start=start, end=at, text=words, kind="person", form=form, actor=actor))  # type: ignore[arg-type]
    return dataclasses.replace(report("a", TEXT), mentions=tuple(mentions))


def test_a_nominal_goes_to_whom_the_text_is_about_and_a_bystander_does_not() -> None:
    readings = [told_of()]
    stories = one_story(*readings)
    clusters = coreference_clusters(readings, link_actors(readings, stories), stories)
    words = sorted(sorted(TEXT[s:e] for _, s, e in cluster) for cluster in clusters)
    assert words == [["Ada Olm", "Olm", "Olm", "Olm", "skater"], ["He"], ["judge"]]


def test_every_mention_stands_in_one_cluster() -> None:
    readings = [told_of()]
    spots = [spot for cluster in coreference_clusters(readings, link_actors(readings), ()) for spot in cluster]
    assert len(spots) == len(set(spots)) == len(readings[0].mentions)
