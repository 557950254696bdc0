"""View model of an import: problems at their cells, and what the file would put into the draft."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from fivefold.decompose.guideline.content import EditionContent
from fivefold.decompose.guideline.incoming import Incoming
from fivefold.documents.sheet_schema import Level, Problem
from fivefold.web.parts import EmptyState
from fivefold.web.speech import name_lang, speak_reason
from fivefold.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class PreviewView:
    """What an uploaded file would do: problems by cell, items that come, go and stay, per project."""

    problems: Table
    projects: Table
    error_count: int
    item_count: int


def errors_of(incoming: Incoming) -> list[Problem]:
    """Return the problems that keep a file out; notes do not."""
    return [problem for problem in incoming.problems if problem.level is Level.ERROR]


def preview_view(content: EditionContent, incoming: Incoming) -> PreviewView:
    """Return the preview of an import."""
    problems = [
        (
            problem.cell or _("whole file"),
            Cell(_("error"), tag="refused") if problem.level is Level.ERROR else Cell(_("note"), tag="draft"),
            speak_reason(problem.reason),
        )
        for problem in incoming.problems
    ]
    rows = []
    for project in content.projects():
        before = {item.code: item for item in project.items}
        after = {item.code: item for item in incoming.items.get(project.code, ())}
        both = before.keys() & after.keys()
        rows.append(
            (
                Cell(
                    f"{project.order}. {project.title}",
                    note=project.title_en if name_lang() else "",
                    lang=name_lang(),
                ),
                len(before),
                len(after),
                len(after.keys() - before.keys()),
                sum(before[code] != after[code] for code in both),
                len(before.keys() - after.keys()),
                sum((item.max_score for item in after.values()), start=Decimal(0)),
            )
        )
    return PreviewView(
        Table(
            caption=_("Problems at their cells"),
            columns=[Column(_("Cell")), Column(_("Kind"), "tag"), Column(_("What is wrong"), "wide")],
            rows=problems,
            empty=EmptyState(_("No problem was found.")),
            key="problems",
            layout="stack",
        ),
        Table(
            caption=_("What the file would put into the draft"),
            columns=[
                Column(_("Project"), "wide"),
                Column(_("Items now"), "number"),
                Column(_("Items in the file"), "number"),
                Column(_("new"), "number"),
                Column(_("changed"), "number"),
                Column(_("dropped"), "number"),
                Column(_("Full score"), "number"),
            ],
            rows=rows,
            key="projects",
        ),
        len(errors_of(incoming)),
        incoming.count,
    )
