"""A throw-away PostgreSQL cluster on the loop-back address, with the settings PostgreSQL comes with (fsync on)."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg

HOST = "127.0.0.1"
_USER = "fivefold"
_PROGRAMS = Path("/usr/lib/postgresql")


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs, None where none is installed."""
    found = [path.parent for path in _PROGRAMS.glob("*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name), default=None)


def free_port() -> int:
    """Return a port of the loop-back address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


class Cluster:
    """A running cluster; ``close`` stops it and removes its folder."""

    def __init__(self, where: Path) -> None:
        self.where, self.port = where, free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="fivefold-bench-pg-"))
        self.made = 0
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        try:
            self._run("initdb", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", _USER)
            options = f"-p {self.port} -k {self.folder} -c listen_addresses={HOST}"
            self._run("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def _run(self, program: str, *arguments: str) -> None:
        before = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*before, str(self.where / program), "-D", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, timeout=60, cwd="/", stdout=subprocess.DEVNULL)

    @property
    def process(self) -> int:
        """The id of the cluster's first process."""
        return int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])

    def create(self, template: str = "template0") -> str:
        """Create a database as a copy of another and return its name."""
        self.made += 1
        name = f"bench{self.made}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgres://{_USER}@{HOST}:{self.port}/{name}"

    def close(self) -> None:
        """Stop the cluster and remove everything of it."""
        try:
            self._run("pg_ctl", "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
