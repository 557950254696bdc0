"""The page of one area or region: everything it shows, made before the template runs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from fivefold.authz.permissions import Permission
from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.classify.class_lists.queries import class_list_in_force, entry_in, history_of, history_of_area
from fivefold.classify.guidance.models import Guidance
from fivefold.classify.guidance.queries import addressed
from fivefold.classify.pages import (
    OUTCOME_TAGS,
    batch_label,
    class_label,
    forbidden,
    holds,
    outcome_label,
    rule_label,
)
from fivefold.classify.pages import history_of as spoken_history
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
    spoken_facts,
    spoken_value,
)
from fivefold.method.classify import Verdict, classify
from fivefold.method.reason import Reason
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.facts import typed
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.packs.rules import contradictions_of, rules_of
from fivefold.packs.schema.classify import ProfileBlock
from fivefold.packs.schema.classify import ProfileFact as ProfileRule
from fivefold.web.parts import Action, Basis, EmptyState, HistoryEntry, Link, StateLine, SummaryRow, Tag
from fivefold.web.speech import day, name_lang, programme_time, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table

_STATE_TAGS = {"participating": "done", "left": "off"}


@dataclass(frozen=True)
class Block:
    """A block of the profile: its facts with source and day, and where to add one."""

    title: str
    note: str
    table: Table
    action: Action


@dataclass(frozen=True)
class AreaPage:
    """What the page of an area shows."""

    title: str
    eyebrow: str
    lang: str
    state: StateLine
    summary: Sequence[SummaryRow]
    class_name: str
    class_tag: Tag | None
    class_basis: Basis
    class_note: str
    reasons: Sequence[str]
    facts: Table
    classes: Table
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
        self.class_list: ClassList | None = class_list_in_force(self.programme, on)
        self.lang = name_lang()

    def page(self) -> AreaPage:
        """Return the whole page."""
        facts = facts_of_areas(self.pack, [self.area], self.on)[self.area.pk]
        verdict = classify(facts, rules_of(self.pack.classify), contradictions_of(self.pack.classify))
        entry = self._entry()
        return AreaPage(
            title=self.area.name,
            eyebrow=self._eyebrow(),
            lang=self.lang,
            state=self._state(),
            summary=self._summary(),
            class_name=self._class_name(entry, verdict),
            class_tag=self._class_tag(entry, verdict),
            class_basis=self._basis(entry, verdict),
            class_note=self._class_note(entry, verdict),
            reasons=self._reasons(entry, verdict),
            facts=self._facts(fact_history(self.area)),
            classes=self._classes(),
            batches=self._batches(),
            changes=self._changes(),
            blocks=self._blocks(),
            guidance=[self._guidance_link(row) for row in self._guidance(entry)],
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
        trail = [Link(_("Pilot regions"), base)]
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

    # -- class -----------------------------------------------------------------------------------------------

    def _entry(self) -> ClassEntry | None:
        if self.class_list is None:
            return None
        if self.region is not None:
            return entry_in(self.class_list, self.region)
        return self.class_list.entries.filter(area=self.area).first()

    def _class_name(self, entry: ClassEntry | None, verdict: Verdict) -> str:
        outcome = entry.outcome if entry else verdict.outcome
        code = entry.class_code if entry else verdict.region_class or ""
        return class_label(self.pack, code) if code else outcome_label(outcome)

    def _class_tag(self, entry: ClassEntry | None, verdict: Verdict) -> Tag:
        if entry is None:
            return Tag(_("by the rules, not in an issued list"), "draft")
        return Tag(outcome_label(entry.outcome), OUTCOME_TAGS[entry.outcome])

    def _class_note(self, entry: ClassEntry | None, verdict: Verdict) -> str:
        if entry is None:
            return _("No issued class list speaks for this day; this is what the rules make of the facts.")
        if entry.outcome == "overridden":
            facts = {"signer": entry.override_signer, "reason": entry.override_reason}
            return _("Overridden, signed by %(signer)s: %(reason)s") % facts
        if (verdict.region_class or "") != entry.class_code:
            return _("The facts known now would give another class; the next list will show it.")
        return ""

    def _basis(self, entry: ClassEntry | None, verdict: Verdict) -> Basis:
        rule = entry.rule_code if entry else verdict.rule or ""
        facts = entry.facts if entry else verdict.facts_used
        found = self.class_list if entry else None
        at = ""
        if found is not None:
            words = {"number": found.number, "document": found.document_number, "day": day(found.valid_from)}
            at = _("class list no. %(number)s (%(document)s), valid from %(day)s") % words
        return Basis(
            rule=rule_label(self.pack, rule) or _("no rule applies"),
            facts=spoken_facts(self.pack, facts),
            formula=self._quote(rule),
            at=at or programme_time(self.area.recorded_at),
        )

    def _quote(self, rule: str) -> str:
        rules = (*self.pack.classify.exclusions, *self.pack.classify.rules)
        quotes = [label_text(found.quote) for found in rules if found.code == rule and found.quote]
        return next(iter(quotes), "")

    def _reasons(self, entry: ClassEntry | None, verdict: Verdict) -> list[str]:
        outcome = entry.outcome if entry else verdict.outcome
        if outcome in {"placed", "overridden"}:
            return []
        told = entry.reasons if entry else [reason.to_data() for reason in verdict.reasons]
        kept = [Reason.from_data(data) for data in told]
        return [speak_reason(self._named(reason)) for reason in kept if reason.code != "classify.fact"]

    def _named(self, reason: Reason) -> Reason:
        """A reason with the fact's label for its key."""
        key = reason.params.get("fact")
        return (
            reason
            if not isinstance(key, str)
            else Reason(reason.code, {**reason.params, "fact": fact_label(self.pack, key)})
        )

    def _classes(self) -> Table:
        found = history_of(self.region) if self.region else history_of_area(self.area.pk)
        return Table(
            caption=_("Class over time"),
            columns=[
                Column(_("List"), "number"),
                Column(_("Valid from"), "date"),
                Column(_("Recorded"), "date"),
                Column(_("Class"), "tag"),
                Column(_("Rule")),
            ],
            rows=[self._class_row(row) for row in found],
            empty=EmptyState(_("In no issued class list yet.")),
            key="classes",
            layout="stack",
        )

    def _class_row(self, row: ClassEntry) -> Row:
        found = row.class_list
        url = reverse("class_lists:detail", kwargs={"slug": self.programme.slug, "pk": found.pk})
        label = class_label(self.pack, row.class_code) if row.class_code else outcome_label(row.outcome)
        return Row(
            [
                Cell(found.number, href=url),
                day(found.valid_from),
                programme_time(found.issued_at),
                Cell(label, tag=OUTCOME_TAGS[row.outcome]),
                Cell(rule_label(self.pack, row.rule_code), note=row.override_reason),
            ]
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
                next=_("The region or its province enters facts with source and day."),
            ),
            key=f"profile-{block.key}",
            show_caption=False,
            layout="stack",
        )
        action = Action(_("Add a fact"), self._url("describe", block=block.key), reason=reason)
        return Block(label_text(block.label), label_text(block.note) if block.note else "", table, action)

    def _profile_value(self, rule: ProfileRule | None, found: ProfileFact) -> str:
        if rule is None:
            return f"{found.value} {found.unit}".strip()
        fact = as_fact(rule)
        return spoken_value(fact, typed(fact, found.value))

    def _guidance(self, entry: ClassEntry | None) -> list[Guidance]:
        if self.region is None:
            return []
        return addressed(self.programme, entry.class_code if entry else "")

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
        if not holds(self.seat, Permission.REGION_MANAGE):
            return []
        reason = forbidden(self.seat, Permission.REGION_MANAGE, self.area.object_facts())
        found = []
        if self.region is not None and self.region.state == "participating":
            found += [
                Action(_("Change the batch"), self._url("batch"), reason=reason),
                Action(_("Leave the pilot"), self._url("leave"), reason=reason),
            ]
        elif self.region is not None:
            found.append(Action(_("Return to the pilot"), self._url("return"), reason=reason))
        if self.area.state == "listed":
            found += [
                Action(_("Record a fact"), self._url("fact"), reason=reason),
                Action(_("Rename"), self._url("rename"), reason=reason),
                Action(_("Split"), self._url("split"), reason=reason),
                Action(_("Merge"), self._url("merge"), reason=reason),
            ]
        return found
