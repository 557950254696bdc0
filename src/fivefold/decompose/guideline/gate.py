"""The gate before an edition is issued (3.1, 3.2, 4.17): the pack's blocks and projects, and whole items."""

from collections.abc import Iterable, Iterator, Sequence

from fivefold.decompose.guideline.content import EditionContent, ItemContent, ProjectContent
from fivefold.method.reason import Reason
from fivefold.packs.schema.decompose import Edition

LEAST_LEVELS = 2


def gate(content: EditionContent, planned: Edition, classes: Iterable[str]) -> list[Reason]:
    """Return everything that keeps ``content`` from being issued, in reading order; empty: it may be issued.

    ``planned`` is the pack's edition: its blocks and projects must be there, in order, under exactly their names.
    ``classes`` are the keys of the programme's classes: in each project each class needs at least one item, unless the
    pack's own edition leaves that project to other classes.
    """
    keys = tuple(classes)
    reasons = list(_structure(content, planned))
    left_out = _left_out(planned, keys)
    for project in content.projects():
        reasons += _project(project, [key for key in keys if (project.code, key) not in left_out])
        for item in project.items:
            reasons += _item(item, keys)
    return reasons


def _structure(content: EditionContent, planned: Edition) -> Iterator[Reason]:
    counts = [len(block.projects) for block in content.blocks]
    wanted = [len(block.projects) for block in planned.blocks]
    if counts != wanted:
        found, asked = (" + ".join(map(str, numbers)) for numbers in (counts, wanted))
        yield Reason("guideline.gate.counts", {"found": found, "wanted": asked})
        return
    for block, pattern in zip(content.blocks, planned.blocks, strict=True):
        yield from _name(block.code, block.title, pattern.code, str(pattern.title))
    for project, sample in zip(content.projects(), planned.projects, strict=True):
        yield from _name(project.code, project.title, sample.code, str(sample.title))
        if project.order != sample.number:
            yield Reason(
                "guideline.gate.order",
                {"code": project.code, "found": project.order, "wanted": sample.number},
            )


def _name(code: str, title: str, wanted_code: str, wanted: str) -> Iterator[Reason]:
    if (code, title) != (wanted_code, wanted):
        yield Reason(
            "guideline.gate.name", {"code": code, "found": title, "wanted": f"{wanted_code} {wanted}"}
        )


def _left_out(planned: Edition, classes: Sequence[str]) -> set[tuple[str, str]]:
    """Return the projects that the pack itself leaves without items for a class, with that class."""
    return {
        (project.code, key)
        for project in planned.projects
        for key in classes
        if project.items and not any(not item.applies_to or key in item.applies_to for item in project.items)
    }


def _project(project: ProjectContent, classes: Sequence[str]) -> Iterator[Reason]:
    if not project.items:
        yield Reason("guideline.gate.no_items", {"project": project.title})
        return
    for key in classes:
        if not any(item.applies(key) for item in project.items):
            yield Reason("guideline.gate.class_without_items", {"project": project.title, "class_key": key})


def _item(item: ItemContent, classes: Sequence[str]) -> Iterator[Reason]:
    names = {"code": item.code, "title": item.title}
    lacking = [
        field
        for field, there in (
            ("title", item.title.strip()),
            ("aim", item.aim.strip()),
            ("measure", item.measure.strip()),
            ("levels", len([level for level in item.levels if level.text.strip()]) >= LEAST_LEVELS),
            ("examples", any(example.strip() for example in item.examples)),
        )
        if not there
    ]
    for field in lacking:
        yield Reason("guideline.gate.item_lacks", {**names, "field": Reason(f"guideline.field.{field}")})
    if item.max_score <= 0:
        yield Reason("guideline.gate.max_score", names)
    for key in item.applies_to:
        if key not in classes:
            yield Reason("guideline.gate.unknown_class", {**names, "class_key": key})
