"""What can go wrong and is told to the user in one line.

TidingsError
├── BadInput        nothing could be read of what was given
├── LedgerError     the ledger can't be opened, written or understood
├── NotInstalled    what was asked for needs a package that is not here
└── UnknownName     no document, actor or record of that name
"""


class TidingsError(Exception):
    """An error whose message is one clear line: what is wrong with which file, and what to do. The command line exits with 2."""


class BadInput(TidingsError):
    """Nothing could be read of what was given."""


class LedgerError(TidingsError):
    """The ledger can't be opened, written or understood."""


class NotInstalled(TidingsError):
    """What was asked for needs a package that is not here."""


class UnknownName(TidingsError):
    """There is no document, actor or record of that name."""
