"""What only a database on a server can be: out of reach, shut, someone else's, newer, read-only, written by two at once."""

import os
import random
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cluster import PASSWORD, Cluster, programs

from tidings.cli import commands
from tidings.engine import placed
from tidings.ledger import schema
from tidings.ledger.address import address_of
from tidings.ledger.memory import MemoryLedger
from tidings.ledger.postgresql import LONGEST_WORD, PART_OF_WORDS, PostgresqlLedger
from tidings.model.document import Document
from tidings.model.errors import LedgerError
from tidings.model.judgement import Undone, judged
from tidings.model.picture import Picture
from tidings.model.reading import Reading
from tidings.model.records import as_line
from tidings.situation import open_ledger

NOON = datetime(2031, 5, 2, 12, tzinfo=UTC)


def reading(name: str, text: str = "", title: str | None = None, url: str | None = None) -> Reading:
    text = text or f"The dam at {name} held."
    return Reading(document=Document(id=name, text=text, body=((0, len(text)),), title=title, url=url))


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(LedgerError) as fault:
        act()
    assert "\n" not in str(fault.value)
    return str(fault.value)


def test_a_commit_that_came_back_is_on_the_disk_however_the_server_is_set(cluster: Cluster) -> None:
    ledger = PostgresqlLedger(cluster.address())
    show = "SHOW synchronous_commit"
    with ledger._engine.connect() as connection:
        assert connection.exec_driver_sql(show).scalar() == "off"
    with ledger._writing() as connection:
        assert connection.exec_driver_sql(show).scalar() == "on"
        connection.exec_driver_sql("SET synchronous_commit = remote_apply")
    with ledger._writing() as connection:
        assert connection.exec_driver_sql(show).scalar() == "remote_apply"
    ledger.close()


def test_ledgers_of_one_database_are_apart_and_leave_other_tables_alone(cluster: Cluster) -> None:
    cluster.sql("CREATE TABLE public.documents (theirs int)")
    one, other = PostgresqlLedger(cluster.address()), PostgresqlLedger(cluster.address())
    one.keep(reading("Osk"), NOON)
    assert (one.count(), other.count()) == (1, 0)
    assert cluster.sql("SELECT count(*) FROM public.documents") == [(0,)]
    one.close()
    other.close()


def test_a_ledger_of_a_newer_version_is_refused_and_left_as_it_is(cluster: Cluster) -> None:
    address = cluster.address(schema="newer")
    PostgresqlLedger(address).keep(reading("Osk"), NOON)
    cluster.sql(f"UPDATE newer.about SET value = '{schema.VERSION + 1}' WHERE key = 'version'")
    assert "newer Tidings" in refused(lambda: PostgresqlLedger(address))
    assert cluster.sql("SELECT count(*) FROM newer.documents") == [(1,)]


def test_a_ledger_of_an_older_version_becomes_a_newer_one(cluster: Cluster) -> None:
    address = cluster.address(schema="older")
    PostgresqlLedger(address).keep(reading("Osk"), NOON)
    newer = [f"older.{table.name}" for table in schema.metadata.sorted_tables if table.name not in ("about", "documents", "pictures")]
    cluster.sql(f"DROP TABLE {', '.join(newer)}")
    cluster.sql("UPDATE older.about SET value = '1' WHERE key = 'version'")
    ledger = PostgresqlLedger(address)
    assert (placed(ledger), ledger.count(), len(ledger.threads()), ledger.judgements()) == (0, 1, 1, ())
    ledger.close()


def test_who_may_only_look_can_look_and_no_more(cluster: Cluster) -> None:
    with open_ledger(cluster.address(schema="shown")) as whole:
        whole.ledger.keep(reading("Osk"), NOON)
        whole.picture()
        picture = as_line(whole.picture())
    theirs = cluster.address(user="onlooker", schema="shown")
    assert "right" in refused(lambda: PostgresqlLedger(theirs))
    cluster.sql("GRANT USAGE ON SCHEMA shown TO onlooker; GRANT SELECT ON ALL TABLES IN SCHEMA shown TO onlooker")
    with open_ledger(theirs, make=False) as looked_at:
        assert as_line(looked_at.picture()) == picture
        assert looked_at.search("dam")
        assert "right" in refused(lambda: looked_at.ledger.keep(reading("Vel"), NOON))
        assert looked_at.ledger.count() == 1
    assert "right to make one" in refused(lambda: PostgresqlLedger(cluster.address(user="onlooker")))


def test_a_server_that_takes_no_writing_is_told(cluster: Cluster) -> None:
    address = cluster.address(schema="replica")
    PostgresqlLedger(address).close()
    shut = address_of(cluster.text(schema="replica") + "&options=-cdefault_transaction_read_only%3Don")
    ledger = PostgresqlLedger(shut)
    assert ledger.count() == 0
    assert "takes no writing" in refused(lambda: ledger.keep(reading("Osk"), NOON))
    ledger.close()


def test_a_database_that_keeps_no_unicode_is_refused(cluster: Cluster) -> None:
    cluster.sql("CREATE DATABASE narrow ENCODING 'LATIN1' TEMPLATE template0")
    assert "UTF8" in refused(lambda: PostgresqlLedger(cluster.address(database="narrow")))


def test_a_server_that_is_not_there_is_told(cluster: Cluster, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"postgresql://ana:{PASSWORD}@127.0.0.1:{free.getsockname()[1]}/border"
        for given in (nobody, f"postgresql://ana@/border?host={tmp_path}", "postgresql://database.ssl.invalid/border"):
            said = refused(lambda given=given: PostgresqlLedger(address_of(given)))
            assert "no PostgreSQL server answers" in said
            assert PASSWORD not in said


def test_a_database_or_a_user_that_is_not_there_is_told(cluster: Cluster) -> None:
    assert "createdb" in refused(lambda: PostgresqlLedger(cluster.address(database="nowhere")))
    assert "let this user in" in refused(lambda: PostgresqlLedger(cluster.address(user="nobody_here")))


def test_a_password_is_taken_from_its_file_and_never_said(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    address = cluster.text(user="locked", schema="behind")
    assert "let this user in" in refused(lambda: PostgresqlLedger(address_of(address)))
    wrong = address_of(address.replace("locked@", "locked:open-sesame@"))
    assert "open-sesame" not in refused(lambda: PostgresqlLedger(wrong))
    PostgresqlLedger(cluster.address(schema="behind")).close()
    cluster.sql("GRANT USAGE ON SCHEMA behind TO locked; GRANT SELECT ON ALL TABLES IN SCHEMA behind TO locked")
    (tmp_path / "passwords").write_text(f"*:*:*:locked:{PASSWORD}\n")
    (tmp_path / "passwords").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "passwords"))
    ledger = PostgresqlLedger(address_of(address))
    assert ledger.count() == 0
    ledger.close()
    ledger = PostgresqlLedger(address_of(address.replace("locked@", f"locked:{PASSWORD}@")))
    assert PASSWORD not in refused(lambda: ledger.keep(reading("Osk"), NOON))
    ledger.close()


def test_without_psycopg_it_is_told_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "tidings[postgres]" in refused(lambda: PostgresqlLedger(address_of("postgresql://db.example/border")))


def test_a_connection_that_the_server_cut_is_told_and_the_next_one_goes_on(cluster: Cluster) -> None:
    ledger = PostgresqlLedger(cluster.address())

    def cut_off() -> None:
        with ledger._telling(), ledger._writing() as connection:
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    assert "lost" in refused(cut_off)
    assert ledger.keep(reading("Osk"), NOON) == "new"
    cluster.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tidings'")
    assert ledger.count() == 1
    ledger.close()


def test_a_writer_waits_for_another_one_and_not_for_ever(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tidings.ledger.postgresql.PATIENCE", 1)
    address = cluster.address()
    first, second, elsewhere = PostgresqlLedger(address), PostgresqlLedger(address), PostgresqlLedger(cluster.address())
    with first._writing():
        assert elsewhere.keep(reading("Osk"), NOON) == "new"
        assert second.count() == 0
        assert "another program" in refused(lambda: second.keep(reading("Osk"), NOON))
    assert second.keep(reading("Osk"), NOON) == "new"
    for ledger in (first, second, elsewhere):
        ledger.close()


HOSTILE = [
    reading("nul", "The dam\0 held at Osk.", title="A\0title", url="https://courier.example/\0"),
    reading("n\0ul"),
    reading("quotes", "'dam':1 & | ! <-> \\ dam's \"dam\" :*", title="'); DROP TABLE documents; --"),
    reading("long address", url="https://courier.example/" + "".join(random.Random(1).choices("abcdefghij0123456789", k=20_000))),
    reading("long word", "dam " + "".join(random.Random(2).choices("abcdefghijklmnopqrstuvwxyz", k=30_000))),
    reading("long text", " ".join(f"{n:x}dam" + "Ж" * 90 for n in range(3 * PART_OF_WORDS))),
    reading("one word", "dam " * 20_000),
    reading("no word", "… — !"),
    reading("astral", "𝔡𝔞𝔪 \U0001f30a dam \u202e mad"),
]


@pytest.fixture
def of_hostile(cluster: Cluster) -> PostgresqlLedger:
    ledger = PostgresqlLedger(cluster.address())
    for one in HOSTILE:
        assert ledger.keep(one, NOON) == "new"
    return ledger


def test_whatever_a_document_holds_is_kept_and_found(of_hostile: PostgresqlLedger) -> None:
    ledger, memory = of_hostile, MemoryLedger()
    for one in HOSTILE:
        memory.keep(one, NOON)
        assert ledger.keep(one, NOON) == "unchanged"
    assert (ledger.readings(), ledger.digest()) == (memory.readings(), memory.digest())
    ids = [one.document.id for one in HOSTILE]
    assert ledger.readings_of(ids) == memory.readings_of(ids)
    words = (
        "dam",
        "DAM",
        "dam s",
        "drop table",
        f"{2 * PART_OF_WORDS + 5:x}dam 7dam",
        "7dam" + "Ж" * LONGEST_WORD,
        "mad",
        "held osk",
        "a_b",
        "' : * &",
    )
    for query in words:
        assert {h.document: h.spans for h in ledger.search(query)} == {h.document: h.spans for h in memory.search(query)}, query
    placed(ledger)
    placed(memory)
    assert ledger.threads() == memory.threads()
    ledger.close()


def test_the_commands_take_an_address(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text("The mayor of Oskvale said on Monday that the dam above the town will hold.\n", "utf-8")
    address = cluster.text(schema="asked").replace("tidings@", f"tidings:{PASSWORD}@")

    def run(*words: str) -> Result:
        return CliRunner().invoke(commands, [*words, "--ledger", address])

    before = run("status")
    assert (before.exit_code, before.stderr.count("\n")) == (2, 1)
    assert "tidings add" in before.stderr
    assert cluster.sql("SELECT to_regnamespace('asked')") == [(None,)]
    results = [
        before,
        run("add", "good.txt"),
        run("add", "good.txt", "--json"),
        run("search", "dam"),
        run("compare", "--json"),
        run("timeline"),
    ]
    assert [r.exit_code for r in results] == [2, 0, 0, 0, 0, 0], [r.output for r in results]
    assert '"unchanged": 1' in results[2].stdout
    assert not any(PASSWORD in r.output for r in results)
    monkeypatch.setenv("TIDINGS_LEDGER", address)
    assert CliRunner().invoke(commands, ["status", "--json"]).exit_code == 0
    odd = CliRunner().invoke(commands, ["status", "--ledger", f"postgresql://ana:{PASSWORD}@x@y/z"])
    assert (odd.exit_code, odd.output.count("\n"), PASSWORD in odd.output) == (2, 1, False)


def test_even_a_traceback_holds_no_password(cluster: Cluster) -> None:
    program = "import os, tidings; tidings.open(os.environ['TIDINGS_LEDGER'])"
    unwelcome = cluster.text(user="locked", schema="none").replace("locked@", "locked:open-sesame@")
    for address in (unwelcome, "postgresql://ana:open-sesame@h/d?nonsense=1", "postgresql://ana:x@open-sesame@h/d"):
        environment = {**os.environ, "TIDINGS_LEDGER": address}
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment)
        assert "Traceback" in done.stderr and "LedgerError" in done.stderr
        assert "open-sesame" not in done.stderr


def test_the_rights_that_the_manual_gives_are_enough(cluster: Cluster) -> None:
    (grants,) = re.findall(r"```sql\n(.*?)```", (Path(__file__).parents[2] / "docs" / "ledgers.md").read_text("utf-8"), re.S)
    cluster.sql("CREATE ROLE writer LOGIN")
    PostgresqlLedger(cluster.address(schema="tidings")).close()
    cluster.sql(grants)
    with open_ledger(cluster.address(user="writer", schema="tidings")) as theirs:
        assert theirs.ledger.keep(reading("Osk"), NOON) == "new"
        said = judged("grade", "ana", "2031-05-02T12:00:00", source="Osk Courier", grade="B")
        theirs.ledger.judge(said)
        assert theirs.ledger.take_back(said.id, Undone(who="ana", at="2031-05-03T12:00:00"))
        theirs.ledger.keep_picture("one", Picture())
        theirs.ledger.forget_pictures([])
        picture = as_line(theirs.picture())
    with open_ledger(cluster.address(user="onlooker", schema="tidings")) as looked_at:
        assert as_line(looked_at.picture()) == picture
        assert "right" in refused(lambda: looked_at.ledger.keep(reading("Vel"), NOON))


def test_a_dump_brings_all_of_it_back(cluster: Cluster) -> None:
    dump = (programs() or Path()) / "pg_dump"
    if not dump.exists() or not dump.with_name("psql").exists():
        pytest.skip("pg_dump and psql are not here")
    with open_ledger(cluster.address(schema="saved")) as saved:
        saved.ledger.keep(reading("Osk"), NOON)
        picture = as_line(saved.picture())
    where = ["-h", str(cluster.folder), "-U", "tidings"]
    cluster.sql("CREATE DATABASE restored ENCODING 'UTF8' TEMPLATE template0")
    sql = subprocess.run([dump, *where, "--schema=saved", "postgres"], capture_output=True, check=True).stdout
    subprocess.run([dump.with_name("psql"), *where, "-q", "-v", "ON_ERROR_STOP=1", "restored"], input=sql, capture_output=True, check=True)
    with open_ledger(cluster.address(database="restored", schema="saved"), make=False) as back:
        assert (as_line(back.picture()), len(back.search("dam"))) == (picture, 1)
