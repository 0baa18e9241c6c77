"""Where a ledger lies: in a file, or in a database on a PostgreSQL server; said without its password."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from tidings.model.errors import LedgerError

_SERVER = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)
# What is read as an address is read in one way only: a password with bare signs of an address in it would end up in the host's name, and
# from there in somebody's message.
_PARTS = re.compile(
    r"postgres(?:ql)?://(?:(?P<user>[^:@/?#]*)(?P<password>:[^:@/?#]*)?@)?"
    r"(?P<host>(?:\[[0-9A-Fa-f:.]+\]|[^:@/?#\[\]]*)(?::\d+)?(?:,(?:\[[0-9A-Fa-f:.]+\]|[^:@/?#\[\],]+)(?::\d+)?)*)"
    r"(?:/(?P<database>[^@/?#]*))?(?:\?(?P<query>[^@?#]*))?",
    re.IGNORECASE,
)
# The rest of what libpq takes after the question mark says how to connect, not where the ledger is, and may hold secrets.
_SAID = ("host", "port", "dbname", "user", "service", "schema")
_SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
DEFAULT_SCHEMA = "tidings"


@dataclass(frozen=True, slots=True)
class Address:
    """A file's path, or `postgresql://USER@HOST/DATABASE`; as text it never holds a password. `situation` is one of the ledger's."""

    said: str
    file: Path | None = None
    conninfo: str = field(default="", repr=False)
    schema: str = DEFAULT_SCHEMA
    situation: str = ""

    def __str__(self) -> str:
        return self.said


def address_of(given: str | Path) -> Address:
    """The address that a path or a `postgresql://` address names. Raises LedgerError where the latter can't be understood."""
    if isinstance(given, Path) or not _SERVER.match(given):
        return Address(said=str(given), file=Path(given))
    parts = _PARTS.fullmatch(given)
    if parts is None:
        raise LedgerError(
            "the address of the ledger can't be understood; write postgresql://USER@HOST/DATABASE, "
            "with signs such as @ : / ? # in a name or password as %40 %3A %2F %3F %23"
        )
    asked = [pair for pair in (parts["query"] or "").split("&") if pair]
    schema = next((pair.partition("=")[2] for pair in asked if pair.startswith("schema=")), DEFAULT_SCHEMA)
    if not _SCHEMA.fullmatch(schema):
        raise LedgerError(f"schema={schema}: name the ledger with small letters, digits and _, such as schema=border")
    user = f"{parts['user']}@" if parts["user"] else ""
    where = f"postgresql://{user}{parts['host']}" + (f"/{parts['database']}" if parts["database"] is not None else "")
    told = "&".join(pair for pair in asked if pair.partition("=")[0] in _SAID)
    # libpq knows no schema
    passed = "&".join(pair for pair in asked if not pair.startswith("schema="))
    conninfo = given.partition("?")[0] + (f"?{passed}" if passed else "")
    return Address(said=where + (f"?{told}" if told else ""), conninfo=conninfo, schema=schema)
