"""The machine in a few lines: figures without it mean nothing."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_MIB_PER_KIB = 1 / 1024


def _field(path: str, name: str) -> str:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"


def _system() -> str:
    release = Path("/etc/debian_version")
    kernel = f"Linux {platform.release()}"
    return f"Debian {release.read_text().strip()}, {kernel}" if release.exists() else kernel


def _postgres(program: Path | None) -> str:
    if program is None:
        return "not installed, left out"
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def load() -> float:
    """Return the average number of running processes in the last minute."""
    return os.getloadavg()[0]


def computer(libraries: Sequence[str]) -> list[tuple[str, str]]:
    """Return the machine, its Python and some of its libraries as (what, value) pairs."""
    memory = float(_field("/proc/meminfo", "MemTotal").split()[0]) * _MIB_PER_KIB
    return [
        ("Processor", f"{_field('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores"),
        ("Memory", f"{memory:,.0f} MiB"),
        ("System", _system()),
        ("Python", platform.python_version()),
        ("Libraries", ", ".join(f"{part} {version(part)}" for part in libraries)),
        ("Measured", f"{datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC"),
    ]


def describe(postgres: Path | None) -> list[tuple[str, str]]:
    """Return the machine with its databases; ``postgres`` is the server's program where there is one."""
    *before, libraries, measured = computer(
        ("django", "granian", "psycopg", "python-calamine", "typst", "python-docx")
    )
    return [
        *before,
        ("SQLite", f"{sqlite3.sqlite_version}, WAL, synchronous=FULL"),
        ("PostgreSQL", _postgres(postgres)),
        libraries,
        measured,
    ]
