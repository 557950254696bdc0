"""Items from a YAML file of the pack's own form: ``projects: [{code: P01, items: [...]}]``."""

from typing import Annotated

from pydantic import Field

from fivefold.decompose.guideline.incoming import Incoming, Known
from fivefold.decompose.guideline.packed import item_of_pack
from fivefold.documents.sheet_schema import Problem
from fivefold.method.reason import Reason
from fivefold.packs.fields import Code, Part, Tongues
from fivefold.packs.schema.decompose import Item
from fivefold.packs.validate import validate
from fivefold.packs.yaml_loader import Document, Path, read_yaml


class ProjectItems(Part):
    """The items of one project."""

    code: Code
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class ItemsFile(Part):
    """A file of items; a project that is not named ends without items."""

    projects: Annotated[tuple[ProjectItems, ...], Field(min_length=1)]


def items_of_yaml(data: bytes, known: Known) -> Incoming:
    """Read items from YAML; every problem stands at its line and column."""
    incoming = Incoming()
    document = read_yaml("items.yaml", data)
    file, errors = validate(ItemsFile, document, Tongues(("zh", "en"))) if not document.errors else (None, [])
    faults = (*document.errors, *errors)
    incoming.problems += [Problem(e.reason, f"{e.line}:{e.column}", e.line) for e in faults]
    if file is None or incoming.problems:
        return incoming
    codes: dict[str, str] = {}
    for number, project in enumerate(file.projects):
        path: Path = ("projects", number)
        if project.code not in known.projects:
            _fault(incoming, document, (*path, "code"), "unknown_project", {"value": project.code})
        for index, item in enumerate(project.items):
            _item(incoming, document, (*path, "items", index), item, known, codes)
            incoming.items.setdefault(project.code, []).append(item_of_pack(item))
    return incoming


def _item(
    incoming: Incoming, document: Document, path: Path, item: Item, known: Known, codes: dict[str, str]
) -> None:
    if item.code in codes:
        params = {"value": item.code, "other": codes[item.code]}
        _fault(incoming, document, (*path, "code"), "code_twice", params)
    mark = document.mark((*path, "code"))
    codes.setdefault(item.code, f"{mark.line}:{mark.column}")
    if item.max_score <= 0 or item.max_score != round(item.max_score, 2):
        _fault(incoming, document, (*path, "max_score"), "decimals", {"value": format(item.max_score, "f")})
    for index, key in enumerate(item.applies_to):
        if key not in known.classes:
            params = {"value": key, "known": "、".join(known.classes)}
            _fault(incoming, document, (*path, "applies_to", index), "class_key", params)


def _fault(incoming: Incoming, document: Document, path: Path, code: str, params: dict[str, str]) -> None:
    mark = document.mark(path)
    reason = Reason(f"guideline.import.{code}", params)
    incoming.problems.append(Problem(reason, f"{mark.line}:{mark.column}", mark.line))
