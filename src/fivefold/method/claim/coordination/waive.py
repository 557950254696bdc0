"""Give up one demand and ask again."""

from dataclasses import replace

from fivefold.method.claim.coordination.impossible import Demand
from fivefold.method.claim.coordination.model import Question, Region


def waived(question: Question, demand: Demand) -> Question:
    """Return the question without one demand of a conflict; everything else stays.

    A project that was not open for want of a score is opened at the threshold, worth nothing.

    >>> from fivefold.method.claim.coordination import Quota
    >>> quota = Quota("p1", low=2, high=3)
    >>> question = Question((Region("A", "P", "2", {"p1": 80}),), ("p1",), (quota,))
    >>> [(one.low, one.high) for one in waived(question, Demand("quota_low", quota)).quotas]
    [(0, 3)]
    """
    if demand.quota is not None:
        side = {"low": 0} if demand.kind == "quota_low" else {"high": None}
        eased = replace(demand.quota, **side)
        same = [eased if quota.scope == eased.scope else quota for quota in question.quotas]
        return replace(question, quotas=tuple(same))
    assert demand.region is not None  # noqa: S101 - a demand has a quota or a region
    eased_region = _eased(demand.region, demand, question)
    regions = [eased_region if one.code == eased_region.code else one for one in question.regions]
    return replace(question, regions=tuple(regions))


def _eased(region: Region, demand: Demand, question: Question) -> Region:
    if demand.kind == "region_low":
        return replace(region, low=0)
    if demand.kind == "region_high":
        return replace(region, high=len(question.projects))
    project = str(demand.project)
    if demand.kind == "must":
        return replace(region, must=tuple(name for name in region.must if name != project))
    scores = {**region.scores, project: region.scores.get(project, question.threshold)}
    return replace(region, scores=scores, must_not=tuple(name for name in region.must_not if name != project))
