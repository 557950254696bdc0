"""``make bench``: run the named benchmarks and write a file of results for each.

``python bench/run.py`` runs all; names choose some; ``--quick`` is a smoke run that prints its figures and writes
nothing unless ``--out`` names a folder. Everything is bounded in count and time and talks to 127.0.0.1 alone.
"""

import argparse
import importlib
import signal
import sys
import time
from pathlib import Path

from harness.child import ChildFailedError
from harness.client import UnexpectedAnswerError
from harness.machine import describe, load
from harness.report import Report
from harness.server import NotServedError
from harness.stage import POSTGRES, SQLITE, Stage

NAMES = ("pages", "imports", "posting", "ledger")
RESULTS = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "performance"
_LONGEST = 1800
_BUSY = 1.0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bench/run.py", description="figures side by side with a named peer"
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(NAMES)}; all without")
    parser.add_argument(
        "--quick", action="store_true", help="a smoke run: little of everything, nothing is written"
    )
    parser.add_argument("--sqlite", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--out", type=Path, help="folder for the results")
    parser.add_argument("--list", action="store_true", help="print the names and stop")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.names) - set(NAMES))
    if unknown:
        parser.error(f"no benchmark named {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return chosen


def _stop(signum: int, frame: object) -> None:
    raise SystemExit(f"stopped by signal {signum}")


def _measured(name: str, stage: Stage) -> Report:
    """Run one benchmark; machine and command stand below its figures."""
    began, loaded = time.monotonic(), load()
    report: Report = importlib.import_module(f"benchmarks.{name}").run(stage)
    report.head("The machine")
    server = stage.programs / "postgres" if stage.programs else None
    report.facts(
        [*describe(server), ("Load before", f"{loaded:.2f} processes on average in the minute before")]
    )
    if loaded > _BUSY:
        report.say("Other work ran on the machine: ratios hold best, times are too long and rates too low.")
    option = " --quick" if stage.quick else ""
    seconds = time.monotonic() - began
    report.say(f"Made by `python bench/run.py {name}{option}` in {seconds:.0f} s; `make bench` runs all.")
    return report


def main() -> None:
    """Run what was chosen."""
    chosen = _arguments()
    if chosen.list:
        print("\n".join(NAMES))
        return
    for sign in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(sign, _stop)
    signal.alarm(_LONGEST)
    out = chosen.out or (None if chosen.quick else RESULTS)
    kinds = (SQLITE,) if chosen.sqlite else (SQLITE, POSTGRES)
    failed = []
    with Stage(quick=chosen.quick, kinds=kinds) as stage:
        for name in chosen.names or NAMES:
            print(f"{name} …", file=sys.stderr, flush=True)
            try:
                report = _measured(name, stage)
            except (ChildFailedError, NotServedError, UnexpectedAnswerError) as error:
                print(error, file=sys.stderr)
                failed.append(name)
            else:
                print(report.text() if out is None else report.write(out))
    if failed:
        raise SystemExit(f"not measured: {', '.join(failed)}")


if __name__ == "__main__":
    main()
