"""The forms of other programs in which an extract of the situation is written, and how the network calls each."""

from collections.abc import Callable

from tidings.show.exports import annotations, ftm, reviews, stix
from tidings.show.exports.extract import Extract

EXCHANGE: dict[str, Callable[[Extract], str]] = {
    "annotations": annotations.annotations,
    "claimreview": reviews.claim_reviews,
    "stix": stix.bundle,
    "ftm": ftm.statements,
}
EXCHANGE_MEDIA = {"annotations": annotations.MEDIA, "claimreview": reviews.MEDIA, "stix": stix.MEDIA, "ftm": ftm.MEDIA}
