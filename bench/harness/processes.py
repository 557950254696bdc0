"""Processor time of a process and all below it, read from the kernel; and stopping what was started."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

_TICK = 1.0 / os.sysconf("SC_CLK_TCK")
_PPID, _UTIME, _STIME = 1, 11, 12  # places after the name in /proc/<pid>/stat
_NANO = 1e-9
_PATIENCE = 10.0


def _stats() -> Iterator[tuple[int, list[str]]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with contextlib.suppress(OSError):
                yield int(entry.name), (entry / "stat").read_text().rpartition(")")[2].split()


def tree_seconds(root: int) -> float:
    """Return the processor seconds (user and system) that a living process and its descendants have used."""
    stats = dict(_stats())
    family = {root}
    before = 0
    while len(family) != before:
        before = len(family)
        family |= {pid for pid, fields in stats.items() if int(fields[_PPID]) in family}
    return sum(_used(pid, stats[pid]) for pid in family if pid in stats)


def _used(pid: int, fields: list[str]) -> float:
    """Return what the scheduler counted for all threads, to the nanosecond; whole ticks where it does not say."""
    with contextlib.suppress(OSError):
        threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
        told = sum(int(one.read_text().split()[0]) for one in threads)
        if told:
            return told * _NANO
    return (int(fields[_UTIME]) + int(fields[_STIME])) * _TICK


def start(arguments: list[str], environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own; what it says goes to a file."""
    with log.open("wb") as out:
        return subprocess.Popen(arguments, env=environment, stdout=out, stderr=out, start_new_session=True)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and its group: asked first, then made to."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is not None:
            break
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
