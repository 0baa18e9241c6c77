"""What is said of a ledger on a server never holds a password, however the address is written."""

from pathlib import Path

import pytest

from tidings.ledger.address import address_of
from tidings.model.errors import LedgerError

SECRET = "hunter2"
UNDERSTOOD = [
    ("postgresql://ana@db.example/border", "postgresql://ana@db.example/border"),
    (f"postgresql://ana:{SECRET}@db.example:5433/border", "postgresql://ana@db.example:5433/border"),
    (f"postgres://ana:{SECRET}%40x@db.example/border?sslmode=require", "postgresql://ana@db.example/border"),
    (f"postgresql://db.example/border?user=ana&password={SECRET}&schema=osk", "postgresql://db.example/border?user=ana&schema=osk"),
    (f"postgresql://ana@/border?host=/run/pg&sslpassword={SECRET}", "postgresql://ana@/border?host=/run/pg"),
    ("postgresql://ana@[::1]:5432/border", "postgresql://ana@[::1]:5432/border"),
    ("postgresql://ana@one.example:1,two.example:2/border", "postgresql://ana@one.example:1,two.example:2/border"),
    ("postgresql:///border", "postgresql:///border"),
    ("POSTGRESQL://db.example", "postgresql://db.example"),
]


@pytest.mark.parametrize(("given", "said"), UNDERSTOOD)
def test_an_address_is_said_without_its_password(given: str, said: str) -> None:
    address = address_of(given)
    assert str(address) == said
    assert address.file is None
    assert SECRET not in repr(address)


@pytest.mark.parametrize(
    "given",
    [
        f"postgresql://ana:x@{SECRET}@db.example/border",
        f"postgresql://ana:x/{SECRET}@db.example/border",
        f"postgresql://ana:x?{SECRET}@db.example/border",
        f"postgresql://ana:x#{SECRET}@db.example/border",
        f"postgresql://ana:{SECRET}/border",
        f"postgresql://db.example/border?password=x@{SECRET}",
        "postgresql://db.example/border?schema=x-y",
        "postgresql://db.example/border?schema=x;drop",
        'postgresql://db.example/border?schema="x"',
    ],
)
def test_an_address_that_could_be_read_in_two_ways_is_refused_and_not_repeated(given: str) -> None:
    with pytest.raises(LedgerError) as fault:
        address_of(given)
    assert SECRET not in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("given", ["tidings.db", Path("a/b.db"), "postgres.db", "sqlite://x"])
def test_everything_else_is_a_file(given: str | Path) -> None:
    assert address_of(given).file == Path(given)
