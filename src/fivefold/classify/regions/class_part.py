"""The part of a region's page that answers: which class, by which rule, from which facts, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.classify.class_lists.queries import class_list_in_force, entry_in, history_of, history_of_area
from fivefold.classify.pages import OUTCOME_TAGS, class_label, outcome_label, placed_by, rule_label
from fivefold.classify.regions.models import AdminArea, Region
from fivefold.classify.regions.values import fact_label, label_text, spoken_facts
from fivefold.method.classify import Verdict, classify
from fivefold.method.reason import Reason
from fivefold.packs.facts import FactValue
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.packs.rules import contradictions_of, rules_of
from fivefold.web.addresses import reverse
from fivefold.web.parts import Basis, EmptyState, Tag
from fivefold.web.speech import day, programme_time, said_of, speak_reason
from fivefold.web.tables import Cell, Column, Row, Table


@dataclass(frozen=True)
class ClassPart:
    """The class as it is shown: name, how it came about, and what else must be said."""

    name: str
    tag: Tag
    basis: Basis
    note: str
    reasons: Sequence[str]
    history: Table
    class_code: str


class ClassDossier:
    """Gathers the class part of one area: from the list that speaks for the day, else from the rules alone."""

    def __init__(self, area: AdminArea, region: Region | None, facts: dict[str, FactValue], on: date) -> None:
        self.area, self.region = area, region
        self.programme = area.programme
        self.pack: Pack = pack_of(area.programme)
        self.class_list: ClassList | None = class_list_in_force(area.programme, on)
        rules = self.pack.classify
        self.verdict: Verdict = classify(facts, rules_of(rules), contradictions_of(rules))
        self.entry = self._entry()
        self.outcome = self.entry.outcome if self.entry else self.verdict.outcome

    def part(self) -> ClassPart:
        """Return the whole part."""
        code = self.entry.class_code if self.entry else self.verdict.region_class or ""
        return ClassPart(
            name=class_label(self.pack, code) if code else outcome_label(self.outcome),
            tag=self._tag(),
            basis=self._basis(),
            note=self._note(),
            reasons=self._reasons(),
            history=self._history(),
            class_code=self.entry.class_code if self.entry else "",
        )

    def _entry(self) -> ClassEntry | None:
        if self.class_list is None:
            return None
        if self.region is not None:
            return entry_in(self.class_list, self.region)
        return self.class_list.entries.filter(area=self.area).first()

    def _tag(self) -> Tag:
        if self.entry is None:
            return Tag(_("by the rules, not in an issued list"), "draft")
        return Tag(outcome_label(self.outcome), OUTCOME_TAGS[self.outcome])

    def _note(self) -> str:
        entry = self.entry
        if entry is None:
            return _("No issued class list speaks for this day; this is what the rules make of the facts.")
        if entry.outcome == "overridden":
            facts = {
                "signer": entry.override_signer,
                "day": self._signed_on(),
                "reason": entry.override_reason,
            }
            return _("Overridden, signed by %(signer)s on %(day)s: %(reason)s") % facts
        if (self.verdict.region_class or "") != entry.class_code:
            return _("The facts known now would give another class; the next list will show it.")
        return ""

    def _signed_on(self) -> str:
        """Return the day on which the list that speaks was signed, and every override in it with it."""
        return day(self.class_list.issued_at) if self.class_list else ""

    def _by_hand(self, entry: ClassEntry) -> Basis:
        """Return what an overridden class rests on: the signature first, then the rule that it overruled."""
        rule, said = rule_label(self.pack, entry.rule_code), entry.ruled_class_code
        verdict = class_label(self.pack, said) if said else _("no class")
        return Basis(
            rule=outcome_label(entry.outcome),
            facts=[
                (_("Reason"), entry.override_reason),
                (_("Signed by"), entry.override_signer),
                (_("Signed on"), self._signed_on()),
                (_("Overruled"), said_of(rule or _("no rule applies"), verdict)),
                *spoken_facts(self.pack, entry.facts),
            ],
            at=self._where(),
        )

    def _basis(self) -> Basis:
        if self.entry is not None and self.entry.outcome == "overridden":
            return self._by_hand(self.entry)
        rule = self.entry.rule_code if self.entry else self.verdict.rule or ""
        facts = self.entry.facts if self.entry else self.verdict.facts_used
        return Basis(
            rule=rule_label(self.pack, rule) or _("no rule applies"),
            facts=spoken_facts(self.pack, facts),
            formula=self._quote(rule),
            at=self._where() or programme_time(self.area.recorded_at),
        )

    def _where(self) -> str:
        found = self.class_list
        if self.entry is None or found is None:
            return ""
        words = {"number": found.number, "document": found.document_number, "day": day(found.valid_from)}
        return _("class list no. %(number)s (%(document)s), valid from %(day)s") % words

    def _quote(self, rule: str) -> str:
        quotes = {found.code: found.quote for found in self.pack.classify.rules}
        quotes |= {found.code: found.quote for found in self.pack.classify.exclusions}
        quote = quotes.get(rule)
        return label_text(quote) if quote else ""

    def _reasons(self) -> list[str]:
        if self.outcome in {"placed", "overridden"}:
            return []
        told = self.entry.reasons if self.entry else [reason.to_data() for reason in self.verdict.reasons]
        kept = [Reason.from_data(data) for data in told]
        return [speak_reason(self._named(reason)) for reason in kept if reason.code != "classify.fact"]

    def _named(self, reason: Reason) -> Reason:
        """Return a reason with the fact's label for its key."""
        key = reason.params.get("fact")
        if not isinstance(key, str):
            return reason
        return Reason(reason.code, {**reason.params, "fact": fact_label(self.pack, key)})

    def _history(self) -> Table:
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
            rows=[self._history_row(row) for row in found],
            empty=EmptyState(_("In no issued class list yet.")),
            key="classes",
            layout="stack",
        )

    def _history_row(self, row: ClassEntry) -> Row:
        found = row.class_list
        url = reverse("class_lists:detail", kwargs={"slug": self.programme.slug, "pk": found.pk})
        label = class_label(self.pack, row.class_code) if row.class_code else outcome_label(row.outcome)
        rule = placed_by(row.outcome, rule_label(self.pack, row.rule_code))
        return Row(
            [
                Cell(found.number, href=url),
                day(found.valid_from),
                programme_time(found.issued_at),
                Cell(label, tag=OUTCOME_TAGS[row.outcome]),
                Cell(rule, note=row.override_reason),
            ]
        )
