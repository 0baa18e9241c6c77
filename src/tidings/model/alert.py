"""The alert: something that an indicator of the user's names has been reported, by whom, how well founded; and what of it was news."""

from dataclasses import dataclass
from typing import Literal

from tidings.model.reading import Status
from tidings.model.span import Span
from tidings.model.words import Words

Mark = tuple[str, Span]
"""A document's id and the span of the trigger or content that tells what the alert is of: by these an alert is known again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How it is told under one status: on whose word, each origin once with copies collapsed, in which documents, in what words.

    `fits` says whether the status is one that the indicator asks for; a denial of the same stands beside it all the same.
    """

    status: Status
    origins: tuple[str, ...]
    documents: tuple[str, ...]
    words: Words
    fits: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What was reported that an indicator names. `accounts` begin with the status that says most; none of them is ever "confirmed".

    `when` is a day or interval, None when no text says; `place` a name; `hits` are the spans, in the first account's document, of words
    that the indicator looks for. `indicator` is its name, `indicator_id` is made of what it asks for. The alert's id is made of that and of what is reported.
    """

    id: str
    indicator: str
    indicator_id: str
    type: str | None
    when: str | None
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    accounts: tuple[Account, ...]
    marks: tuple[Mark, ...]
    hits: tuple[Span, ...] = ()

    @property
    def status(self) -> Status:
        """The status that stands for the whole."""
        return self.accounts[0].status

    @property
    def words(self) -> Words:
        """The words that stand for the whole."""
        return self.accounts[0].words

    @property
    def origins(self) -> tuple[str, ...]:
        """On whose word it rests, under the statuses that the indicator asks for."""
        return tuple(dict.fromkeys(origin for account in self.accounts if account.fits for origin in account.origins))

    @property
    def documents(self) -> tuple[str, ...]:
        """All documents that tell it."""
        return tuple(dict.fromkeys(doc for account in self.accounts for doc in account.documents))


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An alert as it was told at a moment (ISO 8601): "new", or "update" with what changed since it was told before, a phrase each."""

    id: str
    at: str
    news: Literal["new", "update"]
    alert: Alert
    changes: tuple[str, ...] = ()
