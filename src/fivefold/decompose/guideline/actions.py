"""Writing editions. An issued edition is never changed: every function here asks for a draft, but for assignments."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from fivefold.authz.permissions import Permission
from fivefold.decompose.guideline.content import ItemContent
from fivefold.decompose.guideline.models import Assignment, Block, GuidelineEdition, Item, Project
from fivefold.decompose.guideline.packed import english, item_of_pack
from fivefold.decompose.guideline.queries import LEAD, content_of, edition_gate, title_taken
from fivefold.ledger.record import Recorded
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.errors import WrongState
from fivefold.lifecycle.move import act, begin, event_name, lock, move, require, state_name
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.orgs.models import Body
from fivefold.orgs.tree import path_below, top
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.packs.schema import decompose as schema

# The official words for what a unit does (6.0); as proper terms they stand in Chinese in every language.
DUTIES = {LEAD: "牵头", "cooperate": "配合", "guide": "指导", "supervise": "监督"}


def _hold(programme: Programme) -> None:
    """Let one at a time give new codes in a programme, until the transaction ends."""
    Programme.objects.select_for_update().get(pk=programme.pk)


def _item_rows(project: Project, items: Iterable[ItemContent]) -> list[Item]:
    return [
        Item(
            project=project,
            order=order,
            code=item.code,
            kind=item.kind,
            title=item.title,
            title_en=item.title_en,
            aim=item.aim,
            measure=item.measure,
            levels=[level.plain() for level in item.levels],
            examples="\n".join(item.examples),
            max_score=item.max_score,
            evidence_required=item.evidence_required,
            applies_to=list(item.applies_to),
            demo=item.demo,
        )
        for order, item in enumerate(items, start=1)
    ]


@action
def edition_seed(
    *,
    programme: Programme,
    code: str,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
    own_code: str = "",
    with_items: bool = True,
) -> GuidelineEdition:
    """Begin a draft from the pack's edition ``code``: blocks, projects, units and, unless refused, its items.

    ``own_code`` is the draft's code where it shall differ. Dates come from the pack or stay empty. Raises KeyError
    for a code the pack lacks, Refused when the programme has an edition of that code, NotAllowed.
    """
    planned = pack_of(programme).decompose.edition(code)
    name = own_code or code
    _hold(programme)
    if GuidelineEdition.objects.filter(programme=programme, code=name).exists():
        raise Refused(Reason("guideline.code_taken", {"code": name}))
    title, title_en = str(planned.planned_name), english(planned.planned_name)
    if title_taken(
        programme, title
    ):  # two editions under one name could not be told apart where one is chosen
        title, title_en = f"{title}（{name}）", f"{title_en} ({name})" if title_en else ""
    demo = planned.demo and with_items
    edition = GuidelineEdition(
        programme=programme,
        code=name,
        pack_code=code,
        title=title,
        title_en=title_en,
        planned_name=str(planned.planned_name),
        drafted_on=planned.drafted_on,
        issued_on=planned.issued_on,
        demo=demo,
        origin=f"{pack_of(programme).key} {pack_of(programme).version}",
        note=str(planned.note or "") if demo else "",
    )
    begin(edition, actor=actor, permission=Permission.EDITION_DRAFT, clock=clock)
    _fill(edition, planned, with_items=with_items)
    return edition


def _fill(edition: GuidelineEdition, planned: schema.Edition, *, with_items: bool) -> None:
    units = {unit.code: unit for unit in Body.objects.filter(programme=edition.programme, unit=True)}
    items: list[Item] = []
    leads: list[Assignment] = []
    for number, block in enumerate(planned.blocks, start=1):
        row = Block.objects.create(
            edition=edition,
            code=block.code,
            title=str(block.title),
            title_en=english(block.title),
            order=number,
        )
        for project in block.projects:
            made = Project.objects.create(
                edition=edition,
                block=row,
                code=project.code,
                title=str(project.title),
                title_en=english(project.title),
                order=project.number,
            )
            leads += [
                Assignment(project=made, unit=units[key], level=0, role=LEAD if index == 0 else "cooperate")
                for index, key in enumerate(key for key in project.lead_units if key in units)
            ]
            if with_items:
                items += _item_rows(made, map(item_of_pack, project.items))
    Item.objects.bulk_create(items, batch_size=200)
    Assignment.objects.bulk_create(leads)


def _draft(edition: GuidelineEdition, actor: Actor) -> GuidelineEdition:
    """Lock the edition and return it as it stands. Raises NotAllowed, and WrongState unless it is a draft."""
    fresh = lock(edition)
    require(actor, Permission.EDITION_DRAFT, fresh)
    if fresh.state != "drafted":
        raise WrongState(
            Reason("guideline.not_draft", {"subject": fresh.subject_name(), "state": state_name(fresh)})
        )
    return fresh


@action
def edition_items_replace(
    *,
    edition: GuidelineEdition,
    items: Mapping[str, Sequence[ItemContent]],
    origin: str,
    actor: Actor,
) -> GuidelineEdition:
    """Replace all items of a draft at once by ``items`` (project code -> items in order).

    ``origin`` is the name of the file they came from. Projects that are not named end without items. Raises
    NotAllowed, WrongState unless it is a draft, Refused for unknown projects and doubled item codes.
    """
    fresh = _draft(edition, actor)
    projects = {project.code: project for project in Project.objects.filter(edition=fresh)}
    unknown = [code for code in items if code not in projects]
    if unknown:
        raise Refused(*(Reason("guideline.unknown_project", {"code": code}) for code in unknown))
    codes = [item.code for group in items.values() for item in group]
    doubled = sorted({code for code in codes if codes.count(code) > 1})
    if doubled:
        raise Refused(*(Reason("guideline.item_twice", {"code": code}) for code in doubled))
    Item.objects.filter(project__edition=fresh).delete()
    rows = [row for code, group in items.items() for row in _item_rows(projects[code], group)]
    Item.objects.bulk_create(rows, batch_size=200)
    fresh.origin = origin[:200]
    fresh.demo = any(row.demo for row in rows)
    fresh.note = ""
    fresh.save(update_fields=["origin", "demo", "note"])
    return fresh


@action
def edition_edit(
    *,
    edition: GuidelineEdition,
    title: str,
    title_en: str,
    planned_name: str,
    drafted_on: date | None,
    issued_on: date | None,
    note: str,
    actor: Actor,
) -> GuidelineEdition:
    """Change a draft's title, planned name and dates; each date may stay unknown.

    Raises NotAllowed, WrongState unless it is a draft, Refused when it would be issued before it was drafted or has
    the title of another edition.
    """
    fresh = _draft(edition, actor)
    if drafted_on and issued_on and issued_on < drafted_on:
        raise Refused(Reason("guideline.issued_before_draft"))
    _hold(fresh.programme)
    if title_taken(fresh.programme, title, fresh):
        raise Refused(Reason("guideline.title_taken", {"field": "title", "title": title}))
    values = {
        "title": title,
        "title_en": title_en,
        "planned_name": planned_name,
        "drafted_on": drafted_on,
        "issued_on": issued_on,
        "note": note,
    }
    for field, value in values.items():
        setattr(fresh, field, value)
    fresh.save(update_fields=list(values))
    return fresh


@action
def edition_issue(*, edition: GuidelineEdition, actor: Actor, clock: Clock = DATABASE_CLOCK) -> Recorded:
    """Issue a draft: from now on it is immutable and known by its digest.

    Raises NotAllowed, WrongState, and Refused with one reason for each thing the gate names (4.17).
    """
    fresh = lock(edition)
    require(actor, Permission.EDITION_ISSUE, fresh)
    if fresh.state == "drafted" and (reasons := edition_gate(fresh)):
        raise Refused(*reasons)
    pinned = {"sha256": content_of(fresh).digest()}
    return move(edition, "edition.issued", actor=actor, clock=clock, params=pinned, values=pinned)


@action
def edition_discard(
    *, edition: GuidelineEdition, because: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Recorded:
    """Discard a draft, with the reason. Raises NotAllowed, WrongState, ReasonMissing."""
    return move(edition, "edition.discarded", actor=actor, clock=clock, because=because)


def _unit(programme: Programme, level: int, name: str) -> Body:
    """Return the unit called ``name`` at a level, entering it in the tree when it is new."""
    _hold(programme)
    parent = top(programme)
    units = Body.objects.filter(programme=programme, unit=True)
    known = units.filter(level=level, name=name).first()
    if known is not None:
        return known
    number = units.count() + 1
    while Body.objects.filter(programme=programme, code=(code := f"U{number:03d}")).exists():
        number += 1
    return Body.objects.create(
        programme=programme,
        parent=parent,
        code=code,
        name=name,
        level=level,
        unit=True,
        path=path_below(parent, code),
    )


@action
def unit_assign(
    *, project: Project, unit_name: str, level: int, role: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> Assignment:
    """Give a unit a role (lead, cooperate, guide, supervise) for a project at a level (6.0).

    At each level there is one lead: a new one takes the place of the old. On an issued edition the act is recorded.
    Raises NotAllowed, WrongState for a discarded edition, Refused for an unknown role or level or a blank name.
    """
    edition = lock(project.edition)
    name = unit_name.strip()
    if not name:
        raise Refused(Reason("guideline.unit_blank"))
    if role not in DUTIES or not 0 <= level < len(pack_of(edition.programme).programme.levels):
        raise Refused(Reason("guideline.unit_role_unknown", {"role": role, "level": level}))
    params = {"unit": name, "level": level, "role": role, "duty": DUTIES[role]}
    _record_assignment(edition, project, actor, clock, params)
    if role == LEAD:
        Assignment.objects.filter(project=project, level=level, role=LEAD).delete()
    unit = _unit(edition.programme, level, name)
    return Assignment.objects.get_or_create(project=project, unit=unit, level=level, role=role)[0]


@action
def unit_release(
    *, project: Project, assignment_id: int, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> None:
    """Take an assignment back. Raises NotAllowed, WrongState, Refused when it is there no more."""
    edition = lock(project.edition)
    row = Assignment.objects.filter(project=project, pk=assignment_id).select_related("unit").first()
    if row is None:
        raise Refused(Reason("guideline.unit_gone"))
    params = {"unit": row.unit.name, "level": row.level, "role": row.role, "duty": f"不再{DUTIES[row.role]}"}
    _record_assignment(edition, project, actor, clock, params)
    row.delete()


def _record_assignment(
    edition: GuidelineEdition, project: Project, actor: Actor, clock: Clock, params: Mapping[str, object]
) -> None:
    """Record the change on an issued edition; on a draft ask for the right only."""
    if edition.state == "drafted":
        require(actor, Permission.EDITION_DRAFT, edition)
        return
    if edition.state != "issued":
        raise WrongState(
            Reason(
                "lifecycle.wrong_state",
                {
                    "subject": edition.subject_name(),
                    "state": state_name(edition),
                    "event": event_name("edition.unit_assigned"),
                },
            )
        )
    act(
        edition,
        "edition.unit_assigned",
        actor=actor,
        clock=clock,
        params={"project": project.title, **params},
    )
