"""View models of the self-assessment's pages, made before a template runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fivefold.authz.decide import decide, permissions_of
from fivefold.authz.permissions import Permission
from fivefold.claim.assessments.checks import Finding
from fivefold.claim.assessments.models import Answer, Assessment
from fivefold.ledger.reading import history
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.parts import Action, HistoryEntry, Link, StateKind, StateLine, SummaryRow, Tag, Task
from fivefold.web.speech import enumerated, programme_time, speak_reason, until_time, zh_lang

KINDS: Mapping[str, StateKind] = MappingProxyType(
    {
        "not_started": "off",
        "drafted": "draft",
        "filed": "turn",
        "submitted": "done",
        "returned": "returned",
        "closed": "off",
    }
)
STATES = ("not_started", "drafted", "filed", "submitted", "returned", "closed")
STATUS_WORDS = MappingProxyType(
    {
        "unknown": gettext_lazy("not given"),
        "not_started": gettext_lazy("not started"),
        "under_way": gettext_lazy("under way"),
        "done": gettext_lazy("done"),
    }
)


def url(name: str, assessment: Assessment, **more: object) -> str:
    """Return an address below an assessment."""
    slug = assessment.round.programme.slug
    return reverse(f"assessments:{name}", kwargs={"slug": slug, "pk": assessment.pk, **more})


def state_word(state: str) -> str:
    """Return a state in words; a region that has not begun has no assessment yet."""
    return _("not begun") if state == "not_started" else speak_reason(Reason(f"state.assessment.{state}"))


def state_tag(state: str) -> Tag:
    """Return a state as shape and word."""
    return Tag(state_word(state), KINDS[state])


def class_label(programme: Programme, code: str) -> str:
    """Return a class's label in the language of the page."""
    for entry in pack_of(programme).programme.classes:
        if entry.key == code:
            return entry.label.text(get_language() or "zh")
    return code


def _turn(assessment: Assessment) -> str:
    region = assessment.region.body
    if assessment.state in {"drafted", "returned"}:
        return _("%(region)s, filler and signer") % {"region": region.name}
    if assessment.state == "filed":
        return _("%(region)s, signer") % {"region": region.name}
    return ""


def returned_items(assessment: Assessment, lines: Sequence[Answer]) -> str:
    """Name the items that a return opened again, each with its code; "" where it opened all or there was none."""
    opened = set(assessment.returned_parts)
    return enumerated(f"{line.item.code} {line.item.title}" for line in lines if line.item.code in opened)


_NEXT = MappingProxyType(
    {
        "drafted": gettext_lazy("answer all items, then the signer hands it in"),
        "filed": gettext_lazy("the region confirms or disowns; after the date it counts as confirmed"),
        "submitted": gettext_lazy("the body above looks at it and may return parts"),
        "returned": gettext_lazy("put the named items right and hand it in again"),
        "closed": gettext_lazy("nothing; the history stays"),
    }
)


def state_line(assessment: Assessment, seat: SeatFacts | None, now: datetime) -> StateLine:
    """Say where it stands, whose turn it is, since and until when, and what comes next."""
    until = assessment.turn_due() if assessment.state in {"drafted", "filed", "returned"} else None
    return StateLine(
        state_tag(assessment.state),
        turn=_turn(assessment),
        since=programme_time(assessment.state_since),
        until=until_time(until),
        next=str(_NEXT[assessment.state]),
        mine=seat is not None and seat.body_id == str(assessment.region.body_id) and bool(_turn(assessment)),
        late=until is not None and now >= until,
    )


def _why_not(seat: SeatFacts | None, permission: Permission, assessment: Assessment) -> str:
    decision = decide(seat, permission, assessment.object_facts())
    return "" if decision.allowed else speak_reason(decision.reason)


def actions(
    assessment: Assessment, seat: SeatFacts | None, faults: Sequence[Reason], blocking: int, now: datetime
) -> list[Action]:
    """Return the acts of this state that belong to the seat's role; one that is not possible now says why.

    Whoever else has to act is named in ``state_line``. ``faults`` keep anybody from writing (state, window),
    ``blocking`` is the number of blocking findings.
    """
    late = " ".join(speak_reason(reason) for reason in faults)
    unfinished = _("%(count)s faults keep it from being handed in; see the checks.") % {"count": blocking}
    hindrance = late or (unfinished if blocking else "")
    over = _("The term is over.") if term_over(assessment, now) else ""
    acts: Mapping[str, Sequence[tuple[Permission, str, str, Any, str]]] = {
        "writing": (
            (Permission.ASSESSMENT_SUBMIT, _("Hand in"), "submit", "official", hindrance),
            (Permission.ASSESSMENT_FILE_FOR, _("File for the region"), "file", "official", hindrance),
        ),
        "filed": (
            (Permission.ASSESSMENT_CONFIRM, _("Confirm"), "confirm", "official", ""),
            (Permission.ASSESSMENT_CONFIRM, _("Disown"), "disown", "plain", over),
        ),
        "submitted": ((Permission.ASSESSMENT_RETURN, _("Return parts"), "return", "plain", ""),),
    }
    stage = "writing" if assessment.state in {"drafted", "returned"} else assessment.state
    return [
        Action(label, url(name, assessment), kind, reason=_why_not(seat, permission, assessment) or hinder)
        for permission, label, name, kind, hinder in acts.get(stage, ())
        if permission in permissions_of(seat)
    ]


def doors(assessment: Assessment, *, writable: bool) -> list[Link]:
    """Return the other ways in and out: checks, workbook, import."""
    links = [
        Link(_("Standing checks"), url("checks", assessment)),
        Link(_("Download as a workbook (xlsx)"), url("workbook", assessment)),
    ]
    if writable:
        links.append(Link(_("Bring a filled-in workbook back"), url("import", assessment)))
    return links


def total_of(lines: Iterable[Answer]) -> tuple[Decimal, Decimal]:
    """Return points and full score of the items that apply."""
    applying = [line for line in lines if not line.not_applicable]
    points = sum((line.score for line in applying if line.score is not None), start=Decimal(0))
    return points, sum((line.item.max_score for line in applying), start=Decimal(0))


def term_over(assessment: Assessment, now: datetime) -> bool:
    """Say whether what was filed counts as confirmed by lapse of time."""
    return assessment.confirm_by is not None and now >= assessment.confirm_by


def filed_note(assessment: Assessment, now: datetime) -> str:
    """Say who filed it for the region and until when it can be disowned; empty where the region wrote it itself."""
    if assessment.filed_by is None:
        return ""
    names = {"body": assessment.filed_by.name, "region": assessment.region.body.name}
    if assessment.state == "filed" and term_over(assessment, now):
        return (
            _(
                "Filed by %(body)s on behalf of %(region)s. The term to disown it is over: it counts as confirmed."
            )
            % names
        )
    if assessment.state == "filed":
        names["until"] = until_time(assessment.confirm_by)
        return (
            _(
                "Filed by %(body)s on behalf of %(region)s. Unless disowned before %(until)s, it counts as confirmed."
            )
            % names
        )
    return _("Filed by %(body)s on behalf of %(region)s.") % names


def summary(assessment: Assessment, lines: Sequence[Answer]) -> list[SummaryRow]:
    """Return what the assessment is made on and how far it is."""
    round_ = assessment.round
    points, most = total_of(lines)
    answered = sum(line.score is not None or line.not_applicable for line in lines)
    rows = [
        SummaryRow(_("Round"), round_.title),
        SummaryRow(
            _("Edition"),
            round_.edition.title,
            url=reverse("guideline:edition", kwargs={"slug": round_.programme.slug, "pk": round_.edition_id}),
            note=f"SHA-256 {round_.edition.sha256[:16]}…",
        ),
        SummaryRow(_("Class"), class_label(round_.programme, assessment.class_code)),
        SummaryRow(_("Answered"), _("%(done)s of %(all)s items") % {"done": answered, "all": len(lines)}),
        SummaryRow(_("Own score"), _("%(points)s of %(most)s points") % {"points": points, "most": most}),
    ]
    if assessment.submitted_at and assessment.state == "submitted":
        rows.append(SummaryRow(_("Handed in"), programme_time(assessment.submitted_at)))
    return rows


def _project_tag(assessment: Assessment, lines: Sequence[Answer], blocking: int) -> Tag:
    parts = set(assessment.returned_parts)
    if assessment.state == "returned" and (not parts or parts & {line.item.code for line in lines}):
        return Tag(_("to be put right"), "returned")
    answered = sum(line.score is not None or line.not_applicable for line in lines)
    if not answered:
        return Tag(_("not begun"), "off")
    if answered < len(lines):
        return Tag(_("in part"), "draft")
    return Tag(_("faults"), "turn") if blocking else Tag(_("complete"), "done")


def tasks(assessment: Assessment, lines: Sequence[Answer], found: Sequence[Finding]) -> list[Task]:
    """Return the projects as a list of tasks with progress."""
    groups: dict[str, list[Answer]] = {}
    for line in lines:
        groups.setdefault(line.item.project.code, []).append(line)
    blocking: dict[str, int] = {}
    for finding in found:
        blocking[finding.project] = blocking.get(finding.project, 0) + finding.blocking
    made = []
    for code, group in groups.items():
        project = group[0].item.project
        answered = sum(line.score is not None or line.not_applicable for line in group)
        points, most = total_of(group)
        made.append(
            Task(
                label=zh_lang(f"{project.order}. {project.title}"),
                url=url("project", assessment, code=code),
                tag=_project_tag(assessment, group, blocking.get(code, 0)),
                where=zh_lang(project.block.title),
                due=_("%(done)s of %(all)s answered") % {"done": answered, "all": len(group)},
                days=_("%(points)s of %(most)s points") % {"points": points, "most": most},
            )
        )
    return made


def history_of(assessment: Assessment) -> list[HistoryEntry]:
    """Return what the ledger says of it, newest first."""
    found = history(origin_of(assessment.round.programme), "assessment", str(assessment.pk))
    return [
        HistoryEntry(
            speak_reason(entry.sentence),
            programme_time(entry.at),
            entry.body_name,
            official=entry.kind in {"assessment.submitted", "assessment.confirmed", "assessment.lapsed"},
            entry=str(entry.index),
        )
        for entry in reversed(found)
    ]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as a line: sentence and the field it leads to."""

    sentence: str
    url: str
    rule: str


def finding_views(assessment: Assessment, found: Iterable[Finding], *, blocking: bool) -> list[FindingView]:
    """Return the blocking findings, or the advice, as lines with links to their items."""
    return [
        FindingView(
            speak_reason(finding.reason),
            f"{url('project', assessment, code=finding.project)}#{finding.item}",
            finding.rule,
        )
        for finding in found
        if finding.blocking is blocking
    ]
