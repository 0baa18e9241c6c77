"""Tidings reads many news reports of one unfolding situation and keeps a sourced picture of it.

import tidings

with tidings.open("situation.db") as situation:
    situation.add("reports/")
    for row in situation.timeline():
        print(row.when, row.what)
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tidings.situation import Situation

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(path: "str | Path" = "tidings.db", *, situation: str = "") -> "Situation":
    """The situation kept in a ledger, a file or `postgresql://USER@HOST/DATABASE`, made if it isn't there; raises LedgerError when it can't be opened.

    A ledger may have several situations: `situation` is the name of one (docs/situations.md). Raises UnknownName where there is none so called.
    """
    from tidings.situation import open_ledger

    return open_ledger(path, situation=situation)
