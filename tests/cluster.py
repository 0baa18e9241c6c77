"""A PostgreSQL server of the tests' own, in a temporary folder, reached by a socket there and by nothing else."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tidings.ledger.address import Address, address_of

# Where packages put the programs that only a server's keeper needs.
_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
PASSWORD = "sesame-opens-9127"
# Everybody is let in but one, who needs a password.
_LET_IN = "local all locked scram-sha-256\nlocal all all trust\n"
_OPTIONS = {"listen_addresses": "''", "fsync": "off", "shared_buffers": "16MB", "max_connections": "60", "synchronous_commit": "off"}


class Cluster:
    """Gives addresses of new ledgers, and answers SQL."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._schemas = (f"ledger{n}" for n in count(1))

    def text(self, user: str = "tidings", database: str = "postgres", schema: str | None = None) -> str:
        """The address of a ledger as a person writes it; of a new one unless the schema is named."""
        return f"postgresql://{user}@/{database}?host={self.folder}&schema={schema or next(self._schemas)}"

    def address(self, user: str = "tidings", database: str = "postgres", schema: str | None = None) -> Address:
        return address_of(self.text(user, database, schema))

    def sql(self, statement: str) -> list[tuple[object, ...]]:
        import psycopg

        with psycopg.connect(host=str(self.folder), user="tidings", dbname="postgres", autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, or None where PostgreSQL's server is not installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += [folder for pattern in _FOLDERS for folder in sorted(Path("/").glob(pattern[1:]), reverse=True)]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def running(bin_folder: Path) -> Iterator[Cluster]:
    """A server that runs as long as the block."""
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # the server refuses to run as root
        owner = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        if owner:
            shutil.chown(folder, "nobody")
        data, log = folder / "data", folder / "log"

        def run(program: str, *words: str) -> None:
            command = [str(bin_folder / program), "-D", str(data), *words]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **owner)  # type: ignore[call-overload]
            assert done.returncode == 0, done.stdout + done.stderr

        run("initdb", "-U", "tidings", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
        (data / "pg_hba.conf").write_text(_LET_IN)
        options = " ".join(f"-c {name}={value}" for name, value in _OPTIONS.items())
        # its output to a file: a server that holds a pipe of ours would keep it open
        run("pg_ctl", "-w", "-t", "60", "-l", str(log), "-o", f"{options} -k {folder}", "start")
        try:
            cluster = Cluster(folder)
            cluster.sql(f"CREATE ROLE locked LOGIN PASSWORD '{PASSWORD}'")
            cluster.sql("CREATE ROLE onlooker LOGIN")
            yield cluster
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")
