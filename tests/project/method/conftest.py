"""Small tables on disk, and the commands on them."""

import csv
import io

import pytest
from click.testing import CliRunner

from fivefold.project.cli import main


@pytest.fixture
def table(tmp_path):
    """Write a csv table of a name and return its path."""

    def write(name, text):
        path = tmp_path / name
        path.write_text(text, "utf-8", newline="")
        return path

    return write


@pytest.fixture
def method():
    """Call ``fivefold method`` and return the result."""
    return lambda *arguments: CliRunner().invoke(main, ["method", *map(str, arguments)])


@pytest.fixture
def rows():
    """Return the rows that a command wrote to its output, as tuples with the heads first."""

    def parse(result):
        assert result.exit_code == 0, result.output
        return [tuple(row) for row in csv.reader(io.StringIO(result.stdout))]

    return parse
