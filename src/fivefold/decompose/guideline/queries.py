"""Reading editions: who sees which, what they say, which is in force, who leads which project."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from fivefold.authz.permissions import Permission
from fivefold.authz.scope import scope
from fivefold.decompose.guideline.content import (
    BlockContent,
    EditionContent,
    ItemContent,
    LevelContent,
    ProjectContent,
)
from fivefold.decompose.guideline.gate import gate
from fivefold.decompose.guideline.models import Assignment, Block, GuidelineEdition, Item, Project
from fivefold.method.reason import Reason
from fivefold.orgs.models import Body
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.packs.schema.decompose import Edition

LEAD = "lead"
ASSIGNMENT_ROLES = (LEAD, "cooperate", "guide", "supervise")


def visible(seat: SeatFacts | None) -> QuerySet[GuidelineEdition]:
    """Return the editions the seat may see, with what their facts and pack need."""
    allowed = scope(seat, Permission.EDITION_VIEW).q(GuidelineEdition.SCOPE)
    return GuidelineEdition.objects.filter(allowed).select_related("programme__pack_version")


def listed(seat: SeatFacts | None, programme: Programme) -> QuerySet[GuidelineEdition]:
    """Return the visible editions of a programme, newest first, each with ``item_count``."""
    return (
        visible(seat)
        .filter(programme=programme)
        .annotate(item_count=Count("projects__items"))
        .order_by("-state_since", "-id")
    )


def edition_in_force(programme: Programme) -> GuidelineEdition | None:
    """Return the edition issued last, None before the first. Rounds pin their own; this is for what begins now."""
    return (
        GuidelineEdition.objects.filter(programme=programme, state="issued")
        .select_related("programme__pack_version")
        .order_by("-state_since", "-id")
        .first()
    )


def projects_of(edition: GuidelineEdition) -> list[Project]:
    """Return the edition's projects in order, each with its block."""
    return list(Project.objects.filter(edition=edition).select_related("block").order_by("order"))


def items_for(edition: GuidelineEdition, class_code: str) -> list[Item]:
    """Return the items that regions of a class answer (decisions 23), in order, each with its project.

    An item without ``applies_to`` applies to every class.
    """
    items = Item.objects.filter(project__edition=edition).select_related("project")
    found = items.order_by("project__order", "order")
    return [item for item in found if not item.applies_to or class_code in item.applies_to]


def pack_edition(edition: GuidelineEdition) -> Edition:
    """Return the pack's edition that gives this one its blocks and projects."""
    file = pack_of(edition.programme).decompose
    return next((known for known in file.editions if known.code == edition.pack_code), file.editions[0])


def pack_editions(programme: Programme) -> tuple[Edition, ...]:
    """Return the editions that the programme's pack offers as a beginning."""
    return pack_of(programme).decompose.editions


def edition_gate(edition: GuidelineEdition) -> list[Reason]:
    """Return what keeps the edition from being issued; empty when nothing does."""
    classes = [entry.key for entry in pack_of(edition.programme).programme.classes]
    return gate(content_of(edition), pack_edition(edition), classes)


def item_content(item: Item) -> ItemContent:
    """Return what an item says."""
    return ItemContent(
        code=item.code,
        kind=item.kind,
        title=item.title,
        title_en=item.title_en,
        aim=item.aim,
        measure=item.measure,
        levels=tuple(LevelContent(**level) for level in item.levels),
        examples=tuple(line for line in item.examples.splitlines() if line),
        max_score=item.max_score,
        evidence_required=item.evidence_required,
        applies_to=tuple(item.applies_to),
        demo=item.demo,
    )


def content_of(edition: GuidelineEdition) -> EditionContent:
    """Return what the edition says, in three queries."""
    items = Prefetch("items", Item.objects.order_by("order"))
    projects = Prefetch("projects", Project.objects.order_by("order").prefetch_related(items))
    blocks = Block.objects.filter(edition=edition).order_by("order").prefetch_related(projects)
    return EditionContent(
        code=edition.code,
        title=edition.title,
        title_en=edition.title_en,
        planned_name=edition.planned_name,
        drafted_on=edition.drafted_on,
        issued_on=edition.issued_on,
        demo=edition.demo,
        blocks=tuple(_block(block) for block in blocks),
    )


def _block(block: Block) -> BlockContent:
    return BlockContent(
        code=block.code,
        title=block.title,
        title_en=block.title_en,
        projects=tuple(
            ProjectContent(
                code=project.code,
                title=project.title,
                title_en=project.title_en,
                order=project.order,
                items=tuple(item_content(item) for item in project.items.all()),
            )
            for project in block.projects.all()
        ),
    )


def project_by_code(edition: GuidelineEdition, code: str) -> Project | None:
    """Return one project with block and items, or None."""
    found = Project.objects.filter(edition=edition, code=code).select_related("block")
    return found.prefetch_related(Prefetch("items", Item.objects.order_by("order"))).first()


@dataclass(frozen=True, slots=True)
class UnitRole:
    """One assignment: the unit, the level index it acts on, and what it does."""

    id: int
    unit: str
    level: int
    role: str


def unit_roles(projects: Iterable[Project]) -> Mapping[UUID, Sequence[UnitRole]]:
    """Return the assignments of the projects by project id, leads first within each level; one query."""
    found: dict[UUID, list[UnitRole]] = {}
    rows = Assignment.objects.filter(project__in=[project.pk for project in projects]).select_related("unit")
    for row in rows:
        found.setdefault(row.project_id, []).append(UnitRole(row.pk, row.unit.name, row.level, row.role))
    for roles in found.values():
        roles.sort(key=lambda role: (role.level, ASSIGNMENT_ROLES.index(role.role), role.unit))
    return found


def lead_units(edition: GuidelineEdition) -> dict[UUID, str]:
    """Return the name of the unit that leads each project at the top level, by project id; unassigned ones lack."""
    leads = Assignment.objects.filter(project__edition=edition, role=LEAD, level=0)
    return dict(leads.values_list("project_id", "unit__name"))


def units_of(programme: Programme) -> list[Body]:
    """Return the units that can be made responsible, by name."""
    return list(Body.objects.filter(programme=programme, unit=True, closed_on=None).order_by("level", "name"))


def title_taken(programme: Programme, title: str, but: GuidelineEdition | None = None) -> bool:
    """Say whether another edition of the programme that was not discarded has the title, blanks apart."""
    others = GuidelineEdition.objects.filter(programme=programme).exclude(state="discarded")
    if but is not None:
        others = others.exclude(pk=but.pk)
    wanted = "".join(title.split())
    return any("".join(known.split()) == wanted for known in others.values_list("title", flat=True))


def free_code(programme: Programme, code: str) -> str:
    """Return ``code`` or, where it is taken, the first of ``code-2``, ``code-3`` ... that is not."""
    taken = set(GuidelineEdition.objects.filter(programme=programme).values_list("code", flat=True))
    number, name = 1, code
    while name in taken:
        number += 1
        name = f"{code}-{number}"
    return name
