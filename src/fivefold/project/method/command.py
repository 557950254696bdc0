"""The group ``fivefold method``."""

import click

from fivefold.project.lazy import LazyGroup

COMMANDS: dict[str, str] = {
    "advise": "fivefold.project.method.claim.advise:advise",
    "carry": "fivefold.project.method.decompose.carrying:carry_command",
    "carry-back": "fivefold.project.method.decompose.carrying:carry_back",
    "classify": "fivefold.project.method.classify.rules:classify_command",
    "compare-editions": "fivefold.project.method.decompose.compare_editions:compare_editions",
    "compose": "fivefold.project.method.create.compose:compose",
    "coordinate": "fivefold.project.method.claim.coordinate:coordinate_command",
    "draw": "fivefold.project.method.draw:draw",
    "judge": "fivefold.project.method.share.judge:judge",
    "rank": "fivefold.project.method.share.rank:rank",
    "score": "fivefold.project.method.claim.score:score",
    "similar": "fivefold.project.method.create.similar:similar",
    "variants": "fivefold.project.method.claim.variants:variants",
}


@click.group(cls=LazyGroup, table=COMMANDS)
def method() -> None:
    """五分法的计算，任何人都可重算 / the computations of the method, for anybody to recompute."""
