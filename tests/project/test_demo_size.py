"""The demonstration's nation has a size that can be made, or the command says which sizes can."""

import click
import pytest
from click.testing import CliRunner

from fivefold.packs.fictional import SMALLEST, capacity
from fivefold.project.demo.command import demo


@pytest.mark.parametrize("regions", [SMALLEST - 1, capacity() + 1])
def test_an_impossible_nation_is_refused_with_its_limits(regions):
    result = CliRunner().invoke(demo, ["--prepare-only", "--regions", str(regions)])
    assert result.exit_code == 2
    assert f"between {SMALLEST} and {capacity()} regions" in result.output
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("regions", [SMALLEST, capacity()])
def test_the_limits_themselves_are_taken(regions, monkeypatch):
    """The check lets them through: what comes after it, preparing, is left out."""
    monkeypatch.setattr(demo, "callback", lambda **values: click.echo(values["regions"]))
    assert CliRunner().invoke(demo, ["--regions", str(regions)]).output == f"{regions}\n"
