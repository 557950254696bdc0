"""``make bench-method``: run kernels beside their peers and write ``docs/explanation/performance/method.md``.

``python -m library.run`` runs all; names choose some, and the sections of the others stay as they are; ``--quick`` is a
smoke run that prints its figures and writes nothing.
"""

import argparse
import importlib
import sys
from pathlib import Path

from harness.child import BENCH, ChildFailedError
from harness.machine import computer, load
from library import sections

KERNELS = BENCH / "library" / "kernels"
RESULTS = BENCH.parent / "docs" / "explanation" / "performance" / f"{sections.NAME}.md"
_LIBRARIES = ("numpy", "scipy", "ortools")
_BUSY = 1.0


def names() -> list[str]:
    """Return the names of the kernels."""
    return sorted(path.stem for path in KERNELS.glob("[a-z]*.py"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m library.run", description="kernels beside their peers")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names())}; all without")
    parser.add_argument("--quick", action="store_true", help="a smoke run: small cases, nothing is written")
    parser.add_argument("--out", type=Path, default=RESULTS, help="the file of results")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.names) - set(names()))
    if unknown:
        parser.error(f"no kernel named {', '.join(unknown)}; there are {', '.join(names())}")
    return chosen


def _measured(name: str, *, quick: bool) -> str:
    kernel = importlib.import_module(f"library.kernels.{name}")
    loaded = load()
    report = sections.section(kernel.TITLE, kernel.run(quick))
    report.say("; ".join(f"{key}: {value}" for key, value in computer(_LIBRARIES)) + ".")
    if loaded > _BUSY:
        report.say(f"Other work ran on the machine (load {loaded:.1f}): ratios hold best.")
    return "\n\n".join(report.parts)


def main() -> None:
    """Run what was chosen; a kernel that fails is named and the others are written."""
    chosen = _arguments()
    found, failed = {} if chosen.quick else sections.read(chosen.out), []
    for name in chosen.names or names():
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            found[name] = _measured(name, quick=chosen.quick)
        except ChildFailedError as error:
            print(error, file=sys.stderr)
            failed.append(name)
    if chosen.quick:
        print(sections.whole(found))
    else:
        chosen.out.write_text(sections.whole(found), encoding="utf-8")
    if failed:
        raise SystemExit(f"not measured: {', '.join(failed)}")


if __name__ == "__main__":
    main()
