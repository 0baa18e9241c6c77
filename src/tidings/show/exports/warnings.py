"""Alerts to a table that can be taken away: a row for each account of what an indicator names."""

from collections.abc import Sequence

from tidings.model.alert import Account, Alert
from tidings.show.exports.lists import WORDS, joined, words_cells
from tidings.show.exports.table import Cell, Table
from tidings.show.index import Index

COLUMNS = f"alert indicator type when place actors recipients status fits origins on_whose_word documents {WORDS}"


def of_alerts(alerts: Sequence[Alert], index: Index) -> Table:
    """The accounts of each alert, those that the indicator asks for first, with the places that their words name."""
    rows = [(alert, account) for alert in alerts for account in alert.accounts]
    places = tuple(index.places_in([account.words]) for _, account in rows)
    return Table(tuple(COLUMNS.split()), tuple(_cells(*row) for row in rows), places)


def _cells(alert: Alert, account: Account) -> tuple[Cell, ...]:
    what = (alert.id, alert.indicator, alert.type, alert.when, alert.place, joined(alert.actors), joined(alert.recipients))
    founded = (account.status, account.fits, len(account.origins), joined(account.origins), joined(account.documents))
    return (*what, *founded, *words_cells(account.words))
