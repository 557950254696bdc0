import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.figures import median, milliseconds, quantile, shown
from harness.processes import start, stop, tree_seconds
from harness.report import Report

RUN = Path(__file__).parents[2] / "bench" / "run.py"


def run(*arguments):
    return subprocess.run([sys.executable, RUN, *arguments], capture_output=True, text=True, check=False)


def test_names_are_listed():
    assert run("--list").stdout.split() == ["pages", "imports", "posting", "ledger"]


def test_unknown_name_is_refused_with_the_known_ones():
    done = run("nothing")
    assert done.returncode == 2
    assert "no benchmark named nothing; there are pages, imports, posting, ledger" in done.stderr


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.01234, "0.012"), (1.234, "1.23"), (12.34, "12.3"), (123.4, "123"), (12345.6, "12,346")],
)
def test_figures_have_three_digits(value, text):
    assert shown(value) == text


def test_medians_and_quantiles():
    assert median([3.0, 1.0, 2.0]) == 2.0
    assert median([]) == 0.0
    assert quantile([5.0, 1.0, 4.0, 2.0, 3.0], 0.95) == 5.0
    assert quantile([], 0.5) == 0.0
    assert milliseconds(0.0125) == "12.5"


def test_report_is_markdown(tmp_path):
    report = Report("pages", "Pages")
    report.say("Said.")
    report.head("Head")
    report.table(["What", "ms"], [["a", "1"]])
    report.facts([("Memory", "1 MiB")])
    assert report.write(tmp_path).read_text(encoding="utf-8") == (
        "# Pages\n\nSaid.\n\n## Head\n\n| What | ms |\n| --- | ---: |\n| a | 1 |\n\n"
        "| What | Value |\n| --- | --- |\n| Memory | 1 MiB |\n"
    )


def test_processes_are_stopped_with_their_children(tmp_path):
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)"
    process = start([sys.executable, "-c", code], dict(os.environ), tmp_path / "log")
    assert tree_seconds(process.pid) >= 0
    stop(process)
    assert process.poll() is not None
