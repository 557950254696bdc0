"""The group ``fivefold method``."""

import click

from fivefold.project.lazy import LazyGroup

COMMANDS: dict[str, str] = {
    "advise": "fivefold.project.method.advise:advise",
    "classify": "fivefold.project.method.classify:classify_command",
    "compare-editions": "fivefold.project.method.compare_editions:compare_editions",
    "compose": "fivefold.project.method.compose:compose",
    "coordinate": "fivefold.project.method.coordinate:coordinate_command",
    "draw": "fivefold.project.method.draw:draw",
    "judge": "fivefold.project.method.judge:judge",
    "rank": "fivefold.project.method.rank:rank",
    "score": "fivefold.project.method.score:score",
    "similar": "fivefold.project.method.similar:similar",
}


@click.group(cls=LazyGroup, table=COMMANDS)
def method() -> None:
    """五分法的计算，任何人都可重算 / the computations of the method, for anybody to recompute."""
