"""The page of one area or region: everything it shows, made before the template runs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from fivefold.authz.permissions import Permission
from fivefold.authz.roles import Role
from fivefold.classify.guidance.models import Guidance
from fivefold.classify.guidance.queries import addressed
from fivefold.classify.pages import (
    batch_label,
    class_label,
    forbidden,
)
from fivefold.classify.pages import history_of as spoken_history
from fivefold.classify.regions.class_part import ClassDossier, ClassPart
from fivefold.classify.regions.lists import area_url
from fivefold.classify.regions.models import AdminArea, AreaFact, ProfileFact, Region
from fivefold.classify.regions.queries import (
    fact_history,
    facts_of_areas,
    profile_of,
    region_of,
    stays,
    successions,
)
from fivefold.classify.regions.values import (
    as_fact,
    fact_label,
    fact_of,
    label_text,
    spoken_value,
)
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.facts import typed
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.packs.schema.classify import ProfileBlock
from fivefold.packs.schema.classify import ProfileFact as ProfileRule
from fivefold.web.addresses import reverse
from fivefold.web.parts import Action, EmptyState, HistoryEntry, Link, StateLine, SummaryRow, Tag
from fivefold.web.roles import role_label
from fivefold.web.speech import day, name_lang, programme_time, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table

_STATE_TAGS = {"participating": "done", "left": "off"}


@dataclass(frozen=True)
class Block:
    """A block of the profile: its facts with source and day; where to add one, or whose turn that is in words."""

    title: str
    note: str
    table: Table
    action: Action | None
    turn: str


@dataclass(frozen=True)
class AreaPage:
    """What the page of an area shows."""

    title: str
    eyebrow: str
    lang: str
    state: StateLine
    summary: Sequence[SummaryRow]
    placed: ClassPart
    facts: Table
    batches: Table | None
    changes: Table | None
    blocks: Sequence[Block]
    guidance: Sequence[Link]
    history: Sequence[HistoryEntry]
    actions: Sequence[Action] = field(default=())
    crumbs: Sequence[Link] = field(default=())


class AreaDossier:
    """Gathers the page of one area, as of a day."""

    def __init__(self, seat: SeatFacts | None, area: AdminArea, on: date) -> None:
        self.seat, self.area, self.on = seat, area, on
        self.programme = area.programme
        self.pack: Pack = pack_of(self.programme)
        self.region: Region | None = region_of(area)
        self.lang = name_lang()

    def page(self) -> AreaPage:
        """Return the whole page."""
        facts = facts_of_areas(self.pack, [self.area], self.on)[self.area.pk]
        placed = ClassDossier(self.area, self.region, facts, self.on).part()
        return AreaPage(
            title=self.area.name,
            eyebrow=self._eyebrow(),
            lang=self.lang,
            state=self._state(),
            summary=self._summary(),
            placed=placed,
            facts=self._facts(fact_history(self.area)),
            batches=self._batches(),
            changes=self._changes(),
            blocks=self._blocks(),
            guidance=[self._guidance_link(row) for row in self._guidance(placed.class_code)],
            history=self._history(),
            actions=self._actions(),
            crumbs=self._crumbs(),
        )

    # -- head ------------------------------------------------------------------------------------------------

    def _url(self, name: str, **more: str) -> str:
        return reverse(
            f"regions:{name}", kwargs={"slug": self.programme.slug, "code": self.area.code, **more}
        )

    def _crumbs(self) -> list[Link]:
        base = reverse("regions:list", kwargs={"slug": self.programme.slug})
        trail = [Link(_("List of regions"), base)]
        if self.region is not None and self.region.body.parent is not None and self.region.body.level > 1:
            above = self.region.body.parent
            trail.append(Link(above.name, f"{base}?province={above.code}"))
        return trail

    def _eyebrow(self) -> str:
        kind = spoken_value(fact_of(self.pack, "kind"), self.area.kind) if self.area.kind else ""
        return " · ".join(part for part in (self.area.code, kind) if part)

    def _state(self) -> StateLine:
        if self.area.state == "ended":
            return StateLine(
                Tag(speak_reason(Reason("state.area.ended", {})), "off"), since=day(self.area.valid_to)
            )
        region = self.region
        if region is None:
            return StateLine(Tag(_("in the register, does not take part"), "off"))
        tag = Tag(speak_reason(Reason(f"state.region.{region.state}", {})), _STATE_TAGS[region.state])  # type: ignore[arg-type]  # both are kinds of state
        return StateLine(tag, since=day(region.left_on or region.joined_on))

    def _summary(self) -> list[SummaryRow]:
        rows = [
            SummaryRow(_("Code"), self.area.code, note=self._origin_note()),
            SummaryRow(_("In the register since"), day(self.area.valid_from) or _("before the programme")),
            SummaryRow(_("Source"), self.area.source or "—", lang=self.lang),
        ]
        if self.region is not None:
            rows.insert(0, SummaryRow(_("Batch"), batch_label(self.pack, self.region.batch)))
            if self.region.body.parent is not None:
                rows.insert(1, SummaryRow(_("Coordinated by"), self.region.body.parent.name, lang=self.lang))
        if self.area.note:
            rows.append(SummaryRow(_("Remark"), self.area.note, lang=self.lang))
        return rows

    def _origin_note(self) -> str:
        return (
            ""
            if self.area.code_origin in {"", "official"}
            else _("a code of our own making (自拟), not an official one")
        )

    # -- facts, batches, changes -----------------------------------------------------------------------------

    def _facts(self, rows: Sequence[AreaFact]) -> Table:
        own = [
            Row(
                [
                    Cell(fact_label(self.pack, key)),
                    spoken_value(fact_of(self.pack, key), text),
                    self._span(self.area.valid_from, self.area.valid_to),
                    self.area.source,
                    programme_time(self.area.recorded_at),
                ]
            )
            for key, text in (("level", self.area.level), ("kind", self.area.kind))
            if fact_of(self.pack, key) is not None
        ]
        return Table(
            caption=_("Facts"),
            columns=[
                Column(_("Fact")),
                Column(_("Value")),
                Column(_("Valid")),
                Column(_("Source"), "wide"),
                Column(_("Recorded"), "date"),
            ],
            rows=[*own, *(self._fact_row(row) for row in rows)],
            empty=EmptyState(_("No fact is recorded yet.")),
            key="facts",
            layout="stack",
        )

    def _fact_row(self, row: AreaFact) -> Row:
        fact = fact_of(self.pack, row.key)
        return Row(
            [
                fact_label(self.pack, row.key),
                spoken_value(fact, row.value),
                self._span(row.valid_from, row.valid_to),
                Cell(row.source, lang=self.lang),
                programme_time(row.recorded_at),
            ]
        )

    def _span(self, start: date | None, end: date | None) -> str:
        begun = _("from %(day)s") % {"day": day(start)} if start else _("since ever")
        return f"{begun} " + _("until %(day)s") % {"day": day(end)} if end else begun

    def _batches(self) -> Table | None:
        if self.region is None:
            return None
        rows = [
            Row([batch_label(self.pack, s.batch), day(s.since), day(s.until) or _("to this day")])
            for s in stays(self.region)
        ]
        return Table(
            caption=_("Batches"),
            columns=[Column(_("Batch")), Column(_("Since"), "date"), Column(_("Until"), "date")],
            rows=rows,
            key="batches",
            layout="stack",
        )

    def _changes(self) -> Table | None:
        rows = successions(self.area)
        if not rows:
            return None
        words = {"renamed": _("renamed"), "split": _("split"), "merged": _("merged")}
        return Table(
            caption=_("Where it came from and what became of it"),
            columns=[
                Column(_("Day"), "date"),
                Column(_("What")),
                Column(_("Before")),
                Column(_("After")),
                Column(_("Basis"), "wide"),
            ],
            rows=[
                Row(
                    [
                        day(row.on),
                        words.get(row.kind, row.kind),
                        Cell(row.before.name, note=row.before.code, lang=self.lang),
                        Cell(
                            row.after.name,
                            href=area_url(self.programme, row.after.code),
                            note=row.after.code,
                            lang=self.lang,
                        ),
                        row.note,
                    ]
                )
                for row in rows
            ],
            row_header=1,
            key="changes",
            layout="stack",
        )

    # -- profile, guidance, history --------------------------------------------------------------------------

    def _blocks(self) -> list[Block]:
        if self.region is None:
            return []
        facts = profile_of(self.region)
        reason = forbidden(self.seat, Permission.REGION_DESCRIBE, self.region.object_facts())
        return [
            self._block(block, [f for f in facts if f.block == block.key], reason)
            for block in self.pack.classify.profile
        ]

    def _block(self, block: ProfileBlock, facts: Sequence[ProfileFact], reason: str) -> Block:
        rules = {rule.key: rule for rule in block.facts}
        table = Table(
            caption=label_text(block.label),
            columns=[
                Column(_("Entry")),
                Column(_("Value")),
                Column(_("As of"), "date"),
                Column(_("Source"), "wide"),
            ],
            rows=[
                Row(
                    [
                        label_text(rules[f.key].label) if f.key in rules else f.key,
                        self._profile_value(rules.get(f.key), f),
                        day(f.as_of),
                        Cell(f.source, lang=self.lang),
                    ]
                )
                for f in facts
            ],
            empty=EmptyState(
                _("Nothing entered yet."),
                next=_("The region or the body above it enters facts with source and day."),
            ),
            key=f"profile-{block.key}",
            show_caption=False,
            layout="stack",
        )
        action = None if reason else Action(_("Add a fact"), self._url("describe", block=block.key))
        turn = self._describer() if reason else ""
        return Block(
            label_text(block.label), label_text(block.note) if block.note else "", table, action, turn
        )

    def _describer(self) -> str:
        """Say who enters facts of the region: an act of others is told in words, never shown as a button."""
        body = self.region.body.name if self.region else self.area.name
        return _("Entered by: %(who)s") % {"who": f"{body}·{role_label(Role.FILLER.value)}"}

    def _profile_value(self, rule: ProfileRule | None, found: ProfileFact) -> str:
        if rule is None:
            return f"{found.value} {found.unit}".strip()
        fact = as_fact(rule)
        return spoken_value(fact, typed(fact, found.value))

    def _guidance(self, class_code: str) -> list[Guidance]:
        return [] if self.region is None else addressed(self.programme, class_code)

    def _guidance_link(self, row: Guidance) -> Link:
        url = reverse("guidance:detail", kwargs={"slug": self.programme.slug, "pk": row.pk})
        to = class_label(self.pack, row.class_code) if row.class_code else _("all classes")
        return Link(row.title, url, note=to)

    def _history(self) -> list[HistoryEntry]:
        subjects = [("area", str(self.area.pk))]
        if self.region is not None:
            subjects.append(("region", str(self.region.pk)))
        return spoken_history(self.programme, subjects, self.seat)

    def _actions(self) -> list[Action]:
        if forbidden(self.seat, Permission.REGION_MANAGE, self.area.object_facts()):
            return []
        found = []
        if self.region is not None and self.region.state == "participating":
            found += [
                Action(_("Change the batch"), self._url("batch")),
                Action(_("Leave the pilot"), self._url("leave")),
            ]
        elif self.region is not None:
            found.append(Action(_("Return to the pilot"), self._url("return")))
        if self.area.state == "listed":
            found += [
                Action(_("Record a fact"), self._url("fact")),
                Action(_("Rename"), self._url("rename")),
                Action(_("Split"), self._url("split")),
                Action(_("Merge"), self._url("merge")),
            ]
        return found
