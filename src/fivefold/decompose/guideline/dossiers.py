"""View models of the guideline's pages, made before a template runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from fivefold.authz.decide import decide, permissions_of
from fivefold.authz.permissions import Permission
from fivefold.decompose.guideline.content import EditionContent, ItemContent
from fivefold.decompose.guideline.models import GuidelineEdition, Project
from fivefold.decompose.guideline.queries import UnitRole, edition_gate, item_content, pack_edition
from fivefold.ledger.reading import history
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.parts import Action, HistoryEntry, Link, StateLine, SummaryRow, Tag
from fivefold.web.speech import day, name_lang, programme_time, speak_reason, title_of
from fivefold.web.tables import Cell, Column, Group, Row, Table

TAGS = {"drafted": "draft", "issued": "official", "discarded": "off"}
KINDS = {"basic": "共性", "regional": "区域特色"}


def state_tag(edition: GuidelineEdition) -> Tag:
    """Return the edition's state as shape and word."""
    return Tag(speak_reason(Reason(f"state.edition.{edition.state}")), TAGS[edition.state])  # type: ignore[arg-type]


def url(name: str, edition: GuidelineEdition, **more: object) -> str:
    """Return an address below an edition."""
    return reverse(f"guideline:{name}", kwargs={"slug": edition.programme.slug, "pk": edition.pk, **more})


def _may(seat: SeatFacts | None, permission: Permission, edition: GuidelineEdition) -> str:
    """Return why the seat may not, empty where it may."""
    decision = decide(seat, permission, edition.object_facts())
    return "" if decision.allowed else speak_reason(decision.reason)


def class_labels(edition: GuidelineEdition) -> dict[str, str]:
    """Return the short labels of the programme's classes by key."""
    return {entry.key: str(entry.label) for entry in pack_of(edition.programme).programme.classes}


def applies_text(item: ItemContent, labels: dict[str, str]) -> str:
    """Say which classes answer the item."""
    return "、".join(labels.get(key, key) for key in item.applies_to) if item.applies_to else _("every class")


def state_line(edition: GuidelineEdition, seat: SeatFacts | None) -> StateLine:
    """Say where the edition stands and what comes next."""
    if edition.state == "drafted":
        mine = not _may(seat, Permission.EDITION_DRAFT, edition)
        return StateLine(
            state_tag(edition),
            turn=_("the office that issues the guideline"),
            since=programme_time(edition.state_since),
            next=_("complete the items, then issue"),
            mine=mine,
        )
    return StateLine(state_tag(edition), since=programme_time(edition.state_since))


def actions(edition: GuidelineEdition, seat: SeatFacts | None) -> list[Action]:
    """Return what a seat that draws editions up can do with a draft; disabled ones carry their reason."""
    if edition.state != "drafted" or Permission.EDITION_DRAFT not in permissions_of(seat):
        return []
    drafting = _may(seat, Permission.EDITION_DRAFT, edition)
    issuing = _may(seat, Permission.EDITION_ISSUE, edition)
    return [
        Action(_("Issue"), url("issue", edition), "official", reason=issuing),
        Action(_("Import items"), url("import", edition), reason=drafting),
        Action(_("Name and dates"), url("edit", edition), reason=drafting),
        Action(_("Discard"), url("discard", edition), reason=drafting),
    ]


def summary(edition: GuidelineEdition, content: EditionContent) -> list[SummaryRow]:
    """Return the edition's facts: planned name, draft date and issue date apart; unknown ones say so."""
    unknown = _("not known")
    counts = [len(block.projects) for block in content.blocks]
    items = [item for _project, item in content.items()]
    total = sum((item.max_score for item in items), start=Decimal(0))
    rows = [
        SummaryRow(_("Planned name"), edition.planned_name or "—", lang=name_lang()),
        SummaryRow(_("Day of the draft"), day(edition.drafted_on) or unknown),
        SummaryRow(_("Day of issue"), day(edition.issued_on) or unknown),
        SummaryRow(
            _("Structure"),
            _("%(blocks)s blocks, %(projects)s projects (%(sum)s), %(items)s items, full score %(total)s")
            % {
                "blocks": len(counts),
                "projects": sum(counts),
                "sum": " + ".join(map(str, counts)),
                "items": len(items),
                "total": total,
            },
        ),
        SummaryRow(_("Source"), edition.origin or "—"),
    ]
    if edition.note:
        rows.append(SummaryRow(_("Note"), edition.note, lang=name_lang()))
    if edition.sha256:
        rows.append(_digest_row(edition, content))
    return rows


def _digest_row(edition: GuidelineEdition, content: EditionContent) -> SummaryRow:
    sound = content.digest() == edition.sha256
    note = (
        _("recomputed just now: unchanged since it was issued")
        if sound
        else _("recomputed just now: the content differs from what was issued")
    )
    return SummaryRow(_("SHA-256 of the content"), edition.sha256, note=note)


def items_table(edition: GuidelineEdition, content: EditionContent) -> Table:
    """Return blocks -> projects -> items as one table."""
    labels = class_labels(edition)
    rows: list[Group | Row] = []
    for block in content.blocks:
        rows.append(Group(f"{block.code} {block.title}", _beside(block.title_en)))
        for project in block.projects:
            rows.append(
                Row(
                    (
                        Cell(
                            f"{project.order}. {project.title}",
                            href=url("project", edition, code=project.code),
                            note=_beside(project.title_en),
                            lang=name_lang(),
                        ),
                        "",
                        "",
                        sum((item.max_score for item in project.items), start=Decimal(0)),
                        "",
                        "",
                    ),
                    anchor=project.code,
                    kind="total",
                )
            )
            rows += [_item_row(edition, project.code, item, labels) for item in project.items]
    columns = [
        Column(_("Project and item"), "wide"),
        Column(_("Code")),
        Column(_("Kind")),
        Column(_("Full score"), "number"),
        Column(_("Evidence")),
        Column(_("Applies to")),
    ]
    downloads = [
        Link("xlsx", url("workbook", edition)),
        Link("JSON", url("canonical", edition)),
        Link(_("All texts, for reading and print"), url("full", edition)),
    ]
    return Table(
        caption=_("Blocks, projects and items"), columns=columns, rows=rows, downloads=downloads, key="items"
    )


def _beside(english: str) -> str:
    """Return the English translation where it shall stand beside an official name: on English pages."""
    return english if name_lang() else ""


def _item_row(edition: GuidelineEdition, code: str, item: ItemContent, labels: dict[str, str]) -> Row:
    address = f"{url('project', edition, code=code)}#{item.code}"
    return Row(
        (
            Cell(item.title, href=address, note=_beside(item.title_en), lang=name_lang()),
            item.code,
            Cell(KINDS.get(item.kind, item.kind), lang=name_lang()),
            item.max_score,
            _("required") if item.evidence_required else _("optional"),
            Cell(applies_text(item, labels), lang=name_lang()),
        ),
        anchor=item.code,
    )


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item as it is read: everything that 4.17 asks for."""

    code: str
    title: str
    english: str
    kind: str
    rows: Sequence[SummaryRow]
    levels: Sequence[tuple[str, str, str]]
    examples: Sequence[str]
    demo: bool


def item_view(item: ItemContent, labels: dict[str, str]) -> ItemView:
    """Return an item for reading."""
    lang = name_lang()
    rows = [
        SummaryRow(_("Aim"), item.aim, lang=lang),
        SummaryRow(_("Measure"), item.measure, lang=lang),
        SummaryRow(_("Full score"), format(item.max_score, "f")),
        SummaryRow(_("Evidence"), _("required") if item.evidence_required else _("optional")),
        SummaryRow(_("Applies to"), applies_text(item, labels), lang=lang if item.applies_to else ""),
    ]
    return ItemView(
        item.code,
        item.title,
        _beside(item.title_en),
        KINDS.get(item.kind, item.kind),
        rows,
        [(level.label, level.from_score, level.text) for level in item.levels],
        item.examples,
        item.demo,
    )


@dataclass(frozen=True, slots=True)
class ProjectView:
    """One project with its items."""

    code: str
    order: int
    title: str
    english: str
    items: Sequence[ItemView]


def full_view(edition: GuidelineEdition, content: EditionContent) -> list[tuple[str, str, list[ProjectView]]]:
    """Return the whole edition for reading and print: blocks, each with its projects and items."""
    labels = class_labels(edition)
    return [
        (
            block.title,
            _beside(block.title_en),
            [
                ProjectView(
                    project.code,
                    project.order,
                    project.title,
                    _beside(project.title_en),
                    [item_view(item, labels) for item in project.items],
                )
                for project in block.projects
            ],
        )
        for block in content.blocks
    ]


def project_view(edition: GuidelineEdition, project: Project) -> ProjectView:
    """Return one project for reading; ``project`` has its items prefetched."""
    labels = class_labels(edition)
    items = [item_view(item_content(item), labels) for item in project.items.all()]
    return ProjectView(project.code, project.order, project.title, _beside(project.title_en), items)


def quote_of(edition: GuidelineEdition, project: Project) -> str:
    """Return the words of the source text that name the project, where the pack carries them."""
    planned = next((one for one in pack_edition(edition).projects if one.code == project.code), None)
    return str(planned.quote) if planned and planned.quote else ""


def level_options(programme: Programme) -> list[tuple[int, str]]:
    """Return the pack's levels as choices."""
    levels = pack_of(programme).programme.levels
    return [(index, title_of(str(level.label), level.label.text("en"))) for index, level in enumerate(levels)]


def units_table(edition: GuidelineEdition, project: Project, roles: Sequence[UnitRole]) -> Table:
    """Return the project's units by level and duty; a level without a lead says so."""
    levels = dict(level_options(edition.programme))
    words = {
        "lead": _("lead"),
        "cooperate": _("cooperate"),
        "guide": _("guide"),
        "supervise": _("supervise"),
    }
    rows: list[Row] = []
    for index, label in levels.items():
        here = [role for role in roles if role.level == index]
        if not any(role.role == "lead" for role in here):
            rows.append(Row((label, Cell(_("lead unit not yet named"), tag="turn"), words["lead"])))
        rows += [Row((label, Cell(role.unit, lang=name_lang()), words[role.role])) for role in here]
    columns = [Column(_("Level")), Column(_("Unit"), "wide"), Column(_("Duty"))]
    return Table(caption=_("Responsible units"), columns=columns, rows=rows, key="units", row_header=1)


def gate_links(edition: GuidelineEdition) -> list[Link]:
    """Return what keeps the edition from being issued, as lines for people."""
    return [Link(speak_reason(reason), "") for reason in edition_gate(edition)]


def history_of(edition: GuidelineEdition) -> list[HistoryEntry]:
    """Return what the ledger says of the edition, newest first."""
    found = history(origin_of(edition.programme), "edition", str(edition.pk))
    return [
        HistoryEntry(
            speak_reason(entry.sentence),
            programme_time(entry.at),
            entry.body_name,
            official=entry.kind == "edition.issued",
            entry=str(entry.index),
        )
        for entry in reversed(found)
    ]
