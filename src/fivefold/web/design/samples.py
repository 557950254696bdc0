"""Fictional view models for the page of components; nothing here is about a real place (演示数据)."""

from decimal import Decimal
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import pgettext, pgettext_lazy

from fivefold.web.differences import differences
from fivefold.web.paging import FilterBar, FilterField, Listing, Pager
from fivefold.web.parts import (
    Action,
    Basis,
    EmptyState,
    HistoryEntry,
    Link,
    Progress,
    StateLine,
    Step,
    SummaryGroup,
    SummaryRow,
    Tag,
    Task,
)
from fivefold.web.tables import Cell, Column, Group, Row, Table, checkbox
from fivefold.web.widgets import Checks, DayInput, LongText, NumberInput, Radios, WorkbookInput

_ = partial(pgettext, "design")
later = partial(pgettext_lazy, "design")

ZH = "zh-Hans"


class SampleForm(forms.Form):
    """Every kind of field, for show."""

    name = forms.CharField(label=later("Leader's post"), help_text=later("The post, not the name."))
    score = forms.DecimalField(
        label=later("Score"),
        max_value=100,
        widget=NumberInput(),
        help_text=later("0 to 100, at most two decimals."),
    )
    day = forms.DateField(label=later("Date of the decision"), widget=DayInput())
    basis = forms.ChoiceField(
        label=later("Basis of the claim"),
        choices=[
            ("advantage", later("Advantage: ahead in the own class")),
            ("breakthrough", later("Breakthrough: a gap that can be closed")),
        ],
        widget=Radios(),
    )
    blocks = forms.MultipleChoiceField(
        label=later("Parts to return"),
        required=False,
        choices=[
            ("aim", later("Aim")),
            ("plan", later("Plan")),
            ("output", later("Output")),
        ],
        widget=Checks(),
    )
    unit = forms.ChoiceField(label=later("Lead unit"), choices=[("a", "演示市甲单位"), ("b", "演示市乙单位")])
    text = forms.CharField(label=later("Means and milestones"), required=False, widget=LongText(4))
    paper = forms.FileField(
        label=later("Evidence"),
        required=False,
        help_text=later("pdf, docx or xlsx, up to 20 MB."),
    )
    sure = forms.BooleanField(label=later("The region's own decision is on file."))


class SureForm(forms.Form):
    """A last word before an official act."""

    number = forms.CharField(label=later("Number of the document"), initial="演示〔2026〕3号")


class UploadForm(forms.Form):
    """A workbook to bring back."""

    workbook = forms.FileField(label=later("Workbook"), widget=WorkbookInput())


def confirmation() -> dict[str, Any]:
    """Return what is asked before a list is posted."""
    return {
        "text": _("Posting takes effect at once and cannot be undone; a correction is a new posting."),
        "consequences": [
            _("214 claims are frozen and made public."),
            _("Regions and provinces are told."),
            _("Objections are taken for ten working days."),
        ],
        "rows": summary()[:2],
        "form": SureForm(),
    }


def tags() -> list[Tag]:
    """All kinds of states."""
    return [
        Tag(_("Draft"), "draft"),
        Tag(_("With the province"), "turn"),
        Tag(_("Being rendered"), "moving"),
        Tag(_("Approved"), "done"),
        Tag(_("Posted"), "official"),
        Tag(_("Returned"), "returned"),
        Tag(_("Late"), "late"),
        Tag(_("Refused"), "refused"),
        Tag(_("Withdrawn"), "off"),
    ]


def state_lines() -> list[StateLine]:
    """Where something stands: waiting for others, for me, late, finished."""
    return [
        StateLine(tags()[1], _("Provincial reviewer, 演示省"), "11-16", "11-27", _("posting by the centre")),
        StateLine(
            tags()[5], _("You: signer, 演示省甲市"), "11-20", "11-30", _("province reviews again"), mine=True
        ),
        StateLine(
            tags()[6], _("Region, 演示省乙市"), "11-02", "11-18", _("reminder to the province"), late=True
        ),
        StateLine(tags()[4], since="11-23", next=_("objections until 12-07")),
    ]


def basis() -> Basis:
    """Return what stands behind a figure."""
    return Basis(
        rule=_("Rank of the score among the regions of the own class"),
        facts=[(_("Score"), "81.50"), (_("Regions in the class"), "301"), (_("Edition"), "演示版 2021")],
        formula="rank = 1 + |{ r : score(r) > 81.50 }|",
        at="2026-11-23 09:00",
        ledger="#10482",
        ledger_url="#",
    )


def summary() -> list[SummaryRow]:
    """Rows with a plain value, a link, a state, a figure and a change link."""
    return [
        SummaryRow(_("Region"), "演示省甲市", url="#", note=_("filed by the province on behalf"), lang=ZH),
        SummaryRow(_("State"), "", tag=tags()[1]),
        SummaryRow(_("Rank in class"), "37", basis=basis()),
        SummaryRow(
            _("Aim in the nation"), _("first third of the own class by the end of the batch"), change_url="#"
        ),
        SummaryRow(_("Output"), ""),
    ]


def answers() -> list[SummaryGroup]:
    """Answers to check before sending."""
    return [
        SummaryGroup(_("What is claimed"), summary()[3:]),
        SummaryGroup(
            _("Who does it"),
            [SummaryRow(_("Leader's post"), "演示市副市长", change_url="#", lang=ZH)],
        ),
    ]


def _columns() -> list[Column]:
    return [
        Column(_("Region"), sort="name"),
        Column(_("Class"), sort="class"),
        Column(_("State"), "tag"),
        Column(_("Score"), "number", sort="score", note=_("of 100")),
        Column(_("Submitted"), "date"),
        Column(_("Basis"), "wide"),
    ]


def table(layout: Any = "scroll", key: str = "regions") -> Table:
    """Make a list with groups, marks, links, notes and all furniture."""
    listing = Listing.read(QueryDict("sort=-score"), sorts={"name", "class", "score"})
    rows: list[Any] = [Group("演示甲省", _("3 of 4 have claimed"))]
    rows += [
        Row(
            (
                Cell("演示甲省甲市", "#", lang=ZH),
                _("second"),
                Cell(_("Posted"), tag="official"),
                Decimal("91.25"),
                "11-12",
                _("advantage"),
            )
        ),
        Row(
            (
                Cell("演示甲省乙市", "#", note=_("filed on behalf"), lang=ZH),
                _("second"),
                Cell(_("With the province"), tag="turn"),
                Decimal("84.00"),
                "11-15",
                _("breakthrough"),
            ),
            kind="mine",
        ),
        Row(
            (Cell("演示甲省丙州", "#", lang=ZH), _("second"), Cell(_("Late"), tag="late"), None, None, None),
            kind="late",
        ),
    ]
    rows.append(Group("演示乙市", _("municipality, the province of its districts")))
    rows.append(
        Row(
            (
                Cell("演示乙市子区", "#", lang=ZH),
                _("third"),
                Cell(_("Returned"), tag="returned"),
                Decimal("77.50"),
                "11-09",
                _("advantage"),
            )
        )
    )
    return Table(
        caption=_("Claims of the round") if layout == "scroll" else _("Claims, stacked on a phone"),
        columns=_columns(),
        rows=rows,
        listing=listing,
        pager=Pager.of(listing, 416),
        filters=filter_bar() if layout == "scroll" else None,
        downloads=[Link("xlsx", "#"), Link("csv", "#")],
        layout=layout,
        key=key,
    )


def choosing_table() -> Table:
    """Make a list whose rows can be ticked."""
    return Table(
        caption=_("Choose the claims to post"),
        columns=[Column(_("Post"), "action"), Column(_("Region")), Column(_("Project"))],
        rows=[
            (
                checkbox("claim", "1", _("Post 演示甲省甲市"), checked=True),
                Cell("演示甲省甲市", lang=ZH),
                "演示项目一",
            ),
            (checkbox("claim", "2", _("Post 演示甲省乙市")), Cell("演示甲省乙市", lang=ZH), "演示项目四"),
        ],
        row_header=1,
        key="choose",
    )


def empty_table() -> Table:
    """Make a list without rows."""
    return Table(caption=_("Objections"), columns=_columns(), rows=[], empty=empty(), key="none")


def empty() -> EmptyState:
    """Say that nothing is here, and what comes next."""
    return EmptyState(
        _("No objection has come in."),
        _("Objections to posting No. 3 are taken until 7 December 2026."),
        Link(_("Open the posting"), "#"),
    )


def filter_bar() -> FilterBar:
    """Make a text and a choice."""
    return FilterBar(
        [
            FilterField("q", _("Name of the region"), ""),
            FilterField("class", _("Class"), "2", [("1", _("first")), ("2", _("second")), ("3", _("third"))]),
        ],
        sort="-score",
        result=_("301 of 416 regions"),
    )


def sample_forms() -> dict[str, forms.Form]:
    """Make an empty form and one full of mistakes."""
    wrong = SampleForm({"score": "120", "day": "2026-02-30", "basis": "", "unit": "a", "text": "演示"})
    wrong.is_valid()
    wrong.add_error(None, _("A third project cannot be claimed: the round allows two."))
    return {"form": SampleForm(prefix="fresh"), "wrong_form": wrong, "upload_form": UploadForm(prefix="up")}


def work() -> dict[str, Any]:
    """To-dos, history, steps, tabs, progress, actions."""
    return {
        "tasks": [
            Task(
                _("Put right the returned claim"),
                "#",
                tags()[5],
                "演示省甲市 · 演示项目一",
                "11-30",
                _("7 days left"),
            ),
            Task(
                _("Confirm what the province filed for you"),
                "#",
                tags()[6],
                "演示省甲市",
                "11-18",
                _("5 days late"),
            ),
            Task(_("Acknowledge posting No. 3"), "#", tags()[4], "演示〔2026〕3号"),
        ],
        "history": [
            HistoryEntry(
                _("The claim was submitted."),
                "2026-11-12 16:20",
                _("signer, 演示省甲市"),
                entry="10311",
                url="#",
            ),
            HistoryEntry(
                _("The province returned the plan: milestones are missing."),
                "2026-11-16 10:05",
                _("reviewer, 演示省"),
                entry="10377",
            ),
            HistoryEntry(
                _("The claim was posted in No. 3."),
                "2026-11-23 09:00",
                _("publisher, centre"),
                official=True,
                entry="10482",
                url="#",
            ),
        ],
        "steps": [
            Step(_("Self-assessment"), "done", "#"),
            Step(_("Claim"), "current", note=_("until 30 November")),
            Step(_("Provincial review")),
            Step(_("Posting")),
        ],
        "tabs": [
            Link(_("By region"), "#", "416", active=True),
            Link(_("By project"), "#", "11"),
            Link(_("Overlaps"), "#", "3"),
        ],
        "jobs": [
            Progress(_("Rendering posting No. 3"), 0, 0, "queued"),
            Progress(_("Importing the register"), 180, 416, "running", _("Row 181: 演示省庚市")),
            Progress(
                _("Recomputing the classes"), 416, 416, "done", result=Link(_("Open the class list"), "#")
            ),
            Progress(
                _("Importing the guideline"), 12, 60, "failed", _("Line 13: the score is not a number.")
            ),
        ],
        "actions": [
            Action(_("Submit the claim"), "#", "primary"),
            Action(_("Download as workbook"), "#"),
            Action(_("Post the list"), "#", "official"),
            Action(_("Withdraw"), reason=_("Withdrawing is open until the province has begun its review.")),
        ],
        "diff": differences(
            _("Each quarter one report to the province."),
            _("Each half-year one joint report to the province and the units."),
        ),
    }
