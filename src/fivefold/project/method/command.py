"""The group ``fivefold method``."""

import click

from fivefold.project.lazy import LazyGroup

COMMANDS: dict[str, str] = {
    "advise": "fivefold.project.method.claim.advise:advise",
    "allocate": "fivefold.project.method.draw.chances:allocate",
    "carry": "fivefold.project.method.decompose.carrying:carry_command",
    "carry-back": "fivefold.project.method.decompose.carrying:carry_back",
    "champions": "fivefold.project.method.create.champions:champions",
    "check-claims": "fivefold.project.method.claim.checks:check_claims_command",
    "check-meeting": "fivefold.project.method.create.check_meeting:check_meeting_command",
    "claim-gate": "fivefold.project.method.claim.checks:claim_gate",
    "classify": "fivefold.project.method.classify.rules:classify_command",
    "climb": "fivefold.project.method.create.climb:climb_command",
    "compare-classes": "fivefold.project.method.classify.compare:compare_classes",
    "compare-editions": "fivefold.project.method.decompose.compare_editions:compare_editions",
    "compose": "fivefold.project.method.create.compose:compose",
    "conflicts": "fivefold.project.method.share.conflicts:conflicts_command",
    "coordinate": "fivefold.project.method.claim.coordinate:coordinate_command",
    "cross-check": "fivefold.project.method.create.cross_check:cross_check_command",
    "deadline": "fivefold.project.method.share.deadline:deadline",
    "digest": "fivefold.project.method.log.digest:digest",
    "draw": "fivefold.project.method.draw.group:draw",
    "draw-chances": "fivefold.project.method.draw.chances:draw_chances",
    "draw-pairs": "fivefold.project.method.draw.pairing:draw_pairs",
    "duties": "fivefold.project.method.share.duties:duties",
    "escalate": "fivefold.project.method.share.escalate:escalate",
    "evaluate": "fivefold.project.method.create.evaluate:evaluate",
    "facts-as-of": "fivefold.project.method.classify.facts:facts_as_of_command",
    "gap": "fivefold.project.method.create.gap:gap",
    "home-bias": "fivefold.project.method.share.influence:home_bias_command",
    "influence": "fivefold.project.method.share.influence:influence",
    "judge": "fivefold.project.method.share.judge:judge",
    "log": "fivefold.project.method.log.group:log",
    "match-helpers": "fivefold.project.method.create.match_helpers:match_helpers_command",
    "mosaic": "fivefold.project.method.create.mosaic:mosaic_command",
    "negative-list": "fivefold.project.method.create.negative_list:negative_list",
    "pairs": "fivefold.project.method.share.pairs:pairs",
    "rank": "fivefold.project.method.share.rank:rank",
    "score": "fivefold.project.method.claim.score:score",
    "similar": "fivefold.project.method.create.similar:similar",
    "variants": "fivefold.project.method.claim.variants:variants",
    "weak-points": "fivefold.project.method.create.weak_points:weak_points_command",
}


@click.group(cls=LazyGroup, table=COMMANDS)
def method() -> None:
    """五分法的计算，任何人都可重算 / the computations of the method, for anybody to recompute."""
