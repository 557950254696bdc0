"""Advice for a region, fed from the self-assessments of the round (4.5a): facts in, the method's reasons out.

How firm each advice is, is drawn with a seed that the reasons name, so that anybody comes to the same figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from fivefold.claim.assessments.queries import ProjectShare, Shares, scores_by_project
from fivefold.claim.claims.queries import projects_of
from fivefold.claim.rounds.models import ClaimRound
from fivefold.claim.rounds.queries import participants
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.method.claim import Advice, AdviceFacts, AdviceResult, Peer, ProjectScore, Unsaid
from fivefold.method.claim.stable import StableAdvisor

# The region's own figures count from the first answer; those of others only once they were handed in.
OWN_STATES = ("drafted", "filed", "submitted", "returned")
_STEP = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class RegionAdvice:
    """Advice and silence by project id, with the region's own figures and those of its peers.

    ``near`` says that the peers are those below the same body; else they are the whole class.
    """

    advice: Mapping[UUID, Advice]
    unsaid: Mapping[UUID, Unsaid]
    own: Mapping[UUID, ProjectShare]
    peers: Shares
    near: bool

    def suggested(self, projects: Sequence[Project]) -> list[Project]:
        """Return the suggested projects, the strongest first."""
        by_id = {project.pk: project for project in projects}
        return [by_id[pk] for pk, one in self.advice.items() if one.suggested]


def _score(project: Project, share: ProjectShare | None) -> ProjectScore:
    if share is None or not share.full:
        return ProjectScore(project.code, None, Decimal(1), Decimal(0))
    answered = (Decimal(share.answered_items) / share.items).quantize(_STEP) if share.items else Decimal(0)
    return ProjectScore(project.code, share.score if share.answered_items else None, share.full, answered)


def _scores(projects: Sequence[Project], shares: Mapping[UUID, ProjectShare]) -> tuple[ProjectScore, ...]:
    return tuple(_score(project, shares.get(project.pk)) for project in projects)


def _usable(score: ProjectScore) -> bool:
    return score.score is not None and score.answered >= AdviceFacts.min_answered


def _enough(projects: Sequence[Project], shares: Shares) -> bool:
    """Say whether each project has enough usable peers among these, so that no wider comparison will be asked for."""
    for project in projects:
        usable = sum(_usable(_score(project, found.get(project.pk))) for found in shares.values())
        if usable < AdviceFacts.min_peers:
            return False
    return True


def _others(
    round_: ClaimRound, region: Region, class_code: str, projects: Sequence[Project]
) -> tuple[Shares, bool]:
    """Return the figures of the class in the region's province where they suffice (True), else in the whole nation.

    The rule looks at the nation only where the province has too few; reading less gives the same advice sooner.
    """
    above = region.body.parent.path if region.body.parent else ""
    near = _without(scores_by_project(round_, class_code, within=above), region)
    if _enough(projects, near):
        return near, True
    return _without(scores_by_project(round_, class_code), region), False


def _without(shares: Shares, region: Region) -> Shares:
    return {pk: found for pk, found in shares.items() if pk != region.pk}


@lru_cache(maxsize=32)
def _advised(facts: AdviceFacts, seed: int) -> AdviceResult:
    """Return the advice with its stability; the same facts, asked again on the next page, are not drawn again."""
    return StableAdvisor(seed).advise(facts)


def seed_of(round_: ClaimRound) -> int:
    """Return the seed of the round's draws: its first day as a number (20260901), fixed before any score is known."""
    return int(f"{round_.opens_at.astimezone(ZoneInfo(round_.programme.time_zone)):%Y%m%d}")


def advice_for(
    round_: ClaimRound, region: Region, class_code: str, *, whole_class: bool = False
) -> RegionAdvice:
    """Return what is advised to the region, with its reasons; never a rank, and n is always in the reasons.

    ``whole_class`` asks for the figures of the whole class in any case. At most five queries, whatever the number of
    regions.
    """
    projects = projects_of(round_)
    by_code = {project.code: project.pk for project in projects}
    own = scores_by_project(round_, regions=[region], states=OWN_STATES).get(region.pk, {})
    if whole_class:
        others, near = _without(scores_by_project(round_, class_code), region), False
    else:
        others, near = _others(round_, region, class_code, projects)
    provinces = dict(participants(round_).values_list("pk", "body__parent_id"))
    facts = AdviceFacts(
        region=str(region.pk),
        region_class=class_code,
        province=str(region.body.parent_id),
        own=_scores(projects, own),
        peers=tuple(Peer(str(pk), str(provinces.get(pk)), _scores(projects, s)) for pk, s in others.items()),
        cap=round_.cap_max,
    )
    result = _advised(facts, seed_of(round_))
    return RegionAdvice(
        {by_code[one.project]: one for one in result.advice},
        {by_code[one.project]: one for one in result.unsaid},
        own,
        others,
        near,
    )
