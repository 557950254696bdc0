"""The file of results: a section per kernel, so that a run of some leaves the others as they were."""

import re
from collections.abc import Mapping
from pathlib import Path

from harness.figures import shown
from harness.report import Report
from library.measure import Figure, Outcome

NAME = "method"
_TITLE = "The method's kernels beside their peers"
_MARK = re.compile(r"^<!-- kernel (\w+) -->$", re.MULTILINE)
_PREFACE = (
    "Made by `make bench-method`: each kernel and its peers in one run, every figure from a process of its own, "
    "the median processor seconds of its runs. *Recorded* figures were measured elsewhere, on two cores, and are "
    "not of this run. The peers are pinned in `requirements/peers.txt` and are no dependency of the project."
)


def section(title: str, outcomes: list[Outcome]) -> Report:
    """Return the section of one kernel: per task a table, then its aims and sentences."""
    report = Report(NAME, title)
    report.head(title)
    for outcome in outcomes:
        report.say(f"**{outcome.task}**")
        report.table(["Way", "CPU s", "peak MiB", "what it does"], [_row(one) for one in outcome.figures])
        report.say(
            *(
                f"Aim: {aim.text}. Reached: {shown(aim.reached)}. {'Met' if aim.met else '**Not met**'}."
                for aim in outcome.aims
            ),
            *outcome.said,
        )
    return report


def _row(figure: Figure) -> list[str]:
    cpu = shown(figure.cpu) + (" (recorded)" if figure.recorded else "")
    return [figure.who, cpu, shown(figure.peak) if figure.peak else "", figure.note]


def read(path: Path) -> dict[str, str]:
    """Return the sections of a file of results by the kernel's name; none where there is no file."""
    if not path.exists():
        return {}
    parts = _MARK.split(path.read_text(encoding="utf-8"))[1:]
    return {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}


def whole(sections: Mapping[str, str]) -> str:
    """Return the file of results, the kernels in the order of their names."""
    parts = [f"# {_TITLE}", _PREFACE]
    for name in sorted(sections):
        parts += [f"<!-- kernel {name} -->", sections[name]]
    return "\n\n".join(parts) + "\n"
