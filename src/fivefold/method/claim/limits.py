"""What a claim must hold and may not exceed. Every check returns its reasons; an empty tuple means: in order.

A reason that concerns one field of the form names it in `params["field"]`, by the names of `ClaimParts`;
fields of the decision record are `decision.meeting` and so on, milestones `milestones[0].title`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fivefold.method.reason import Reason

BASES = ("advantage", "breakthrough")
"""Why a project is claimed: 优势 or 突破."""

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


@dataclass(frozen=True)
class Milestone:
    """A step of the plan: what is to be done, and by which day."""

    title: str = ""
    due: date | None = None


@dataclass(frozen=True)
class DecisionRecord:
    """The region's own decision: the meeting, the number of its minutes, the day, the post that signed."""

    meeting: str = ""
    minute_number: str = ""
    decided_on: date | None = None
    signer: str = ""


@dataclass(frozen=True)
class ClaimParts:
    """The parts of one claim as filled in; empty text or None where nothing is filled in.

    `basis` is one of `BASES`; `aim_province` and `aim_nation` are the aims within the own class; `output`
    is the experience expected to be transferable.
    """

    project: str = ""
    basis: str = ""
    aim_province: str = ""
    aim_nation: str = ""
    leader_post: str = ""
    unit: str = ""
    means: str = ""
    milestones: tuple[Milestone, ...] = ()
    output: str = ""
    decision: DecisionRecord | None = None


_TEXTS = ("project", "basis", "aim_province", "aim_nation", "leader_post", "unit", "means", "output")


def check_cap(count_after: int, cap: int) -> tuple[Reason, ...]:
    """Return the refusal when a region would hold more claims than `cap` (row 4.5b).

    >>> [reason.code for reason in check_cap(3, cap=2)], check_cap(2, cap=2)
    (['claim.cap'], ())
    """
    return (Reason.of("claim.cap", count=count_after, cap=cap),) if count_after > cap else ()


def check_claims(claimed: Collection[str], projects: Collection[str], cap: int) -> tuple[Reason, ...]:
    """Return why a region may not hold these claims together: cap, a project twice, a project that is none.

    `claimed` are project codes as they would stand after the act, `projects` those of the edition.

    >>> [reason.code for reason in check_claims(["P01", "P01", "P09"], ["P01", "P02"], cap=2)]
    ['claim.cap', 'claim.twice', 'claim.unknown_project']
    """
    times = Counter(claimed)
    unknown = [Reason.of("claim.unknown_project", project=code) for code in times if code not in projects]
    twice = [Reason.of("claim.twice", project=code) for code, count in times.items() if count > 1]
    return (*check_cap(len(claimed), cap), *twice, *unknown)


def check_all_projects(
    applicable: Mapping[str, bool], projects: Iterable[str], claimed: Collection[str]
) -> tuple[Reason, ...]:
    """Return what breaks 全面建、重点创: every project stays in the plan, above all a claimed one (row 4.2a).

    `applicable` says for each project code whether the region treats it as applicable; a missing one was
    forgotten.

    >>> found = check_all_projects({"P01": True, "P02": False}, ["P01", "P02", "P03"], claimed=["P02"])
    >>> [(reason.code, reason.params["project"]) for reason in found]
    [('claim.claimed_not_applicable', 'P02'), ('claim.project_forgotten', 'P03')]
    """
    reasons = []
    for code in projects:
        if code not in applicable:
            reasons.append(Reason.of("claim.project_forgotten", project=code))
        elif not applicable[code]:
            broken = "claim.claimed_not_applicable" if code in claimed else "claim.not_applicable"
            reasons.append(Reason.of(broken, project=code))
    return tuple(reasons)


def check_parts(parts: ClaimParts) -> tuple[Reason, ...]:
    """Return which required parts a claim lacks, in the order of the form (rows 4.2b, 4.5a, 4.6, 6.6).

    >>> parts = ClaimParts("P01", "advantage", unit="演示单位", milestones=(Milestone("演示步骤"),))
    >>> [reason.params["field"] for reason in check_parts(parts)][:4]
    ['aim_province', 'aim_nation', 'leader_post', 'means']
    """
    lacking = [name for name in _TEXTS if not getattr(parts, name).strip()]
    reasons = [Reason.of(f"claim.part.{name}", field=name) for name in lacking]
    if "basis" not in lacking and parts.basis not in BASES:
        reasons.append(Reason.of("claim.part.basis", field="basis"))
    return (*reasons, *_check_milestones(parts.milestones), *_check_decision(parts.decision))


def check_office_contact(texts: Mapping[str, str]) -> tuple[Reason, ...]:
    """Return the fields that hold a mobile or identity number: only offices are named (row 4.6).

    >>> [reason.params["field"] for reason in check_office_contact({"unit": "演示单位", "means": "139 0000 0000"})]
    ['means']
    """
    return tuple(
        Reason.of("claim.personal_data", field=field) for field, text in texts.items() if _personal(text)
    )


def _personal(text: str) -> bool:
    plain = re.sub(r"(?<=\d)[\s-](?=\d)", "", unicodedata.normalize("NFKC", text))
    return bool(_MOBILE.search(plain) or _IDENTITY.search(plain))


def _check_milestones(milestones: tuple[Milestone, ...]) -> tuple[Reason, ...]:
    if not milestones:
        return (Reason.of("claim.part.milestones", field="milestones"),)
    reasons = []
    for place, milestone in enumerate(milestones):
        if not milestone.title.strip():
            field = f"milestones[{place}].title"
            reasons.append(Reason.of("claim.part.milestone_title", field=field, number=place + 1))
        if milestone.due is None:
            field = f"milestones[{place}].due"
            reasons.append(Reason.of("claim.part.milestone_due", field=field, number=place + 1))
    return tuple(reasons)


def _check_decision(decision: DecisionRecord | None) -> tuple[Reason, ...]:
    if decision is None:
        return (Reason.of("claim.part.decision", field="decision"),)
    filled = {
        "meeting": decision.meeting.strip(),
        "minute_number": decision.minute_number.strip(),
        "decided_on": decision.decided_on,
        "signer": decision.signer.strip(),
    }
    return tuple(
        Reason.of(f"claim.part.decision_{name}", field=f"decision.{name}")
        for name, value in filled.items()
        if not value
    )
