"""References inside `decompose.yaml`, and from it to `pack.yaml`."""

from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.references.finder import Finder
from fivefold.packs.schema.decompose import Edition, Item, Project
from fivefold.packs.yaml_loader import Path


def check(pack: Pack) -> list[PackError]:
    """Codes once each, projects numbered from 1 in order, known classes and units, sound scores and dates."""
    finder = Finder(pack, "decompose.yaml")
    finder.unique_in(pack.decompose.editions, "code", ("editions",))
    for index, edition in enumerate(pack.decompose.editions):
        _edition(finder, edition, ("editions", index))
    return finder.errors


def _edition(finder: Finder, edition: Edition, path: Path) -> None:
    if edition.drafted_on and edition.issued_on:
        finder.unless(
            edition.drafted_on <= edition.issued_on, (*path, "issued_on"), "decompose.issued_before_draft"
        )
    finder.unique_in(edition.blocks, "code", (*path, "blocks"))
    codes: list[tuple[str, Path]] = []
    number = 0
    for at_block, block in enumerate(edition.blocks):
        for at_project, project in enumerate(block.projects):
            here: Path = (*path, "blocks", at_block, "projects", at_project)
            number += 1
            finder.unless(
                project.number == number,
                (*here, "number"),
                "decompose.number",
                expected=number,
                found=project.number,
            )
            codes.append((project.code, (*here, "code")))
            codes += _project(finder, edition, project, here)
    finder.unique(codes, "code")


def _project(finder: Finder, edition: Edition, project: Project, path: Path) -> list[tuple[str, Path]]:
    units = [unit.key for unit in finder.pack.programme.units]
    finder.all_known(project.lead_units, units, (*path, "lead_units"), "unit")
    codes: list[tuple[str, Path]] = []
    for index, item in enumerate(project.items):
        here: Path = (*path, "items", index)
        codes.append((item.code, (*here, "code")))
        _item(finder, item, here)
        if item.demo:
            finder.unless(edition.demo, (*here, "demo"), "decompose.demo_item", code=item.code)
            finder.unless(edition.issued_on is None, (*here, "demo"), "decompose.demo_issued", code=item.code)
    return codes


def _item(finder: Finder, item: Item, path: Path) -> None:
    classes = [entry.key for entry in finder.pack.programme.classes]
    finder.all_known(item.applies_to, classes, (*path, "applies_to"), "class")
    finder.unless(item.max_score > 0, (*path, "max_score"), "decompose.max_score")
    scores = [
        (level.from_score, (*path, "levels", index, "from_score"))
        for index, level in enumerate(item.levels)
        if level.from_score is not None
    ]
    finder.unique(scores, "from_score")
    for score, here in scores:
        finder.unless(
            0 <= score <= item.max_score, here, "decompose.from_score", score=score, most=item.max_score
        )
