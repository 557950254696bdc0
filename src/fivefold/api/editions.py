"""Guideline editions as data."""

from typing import Any

from django.http import Http404
from ninja import Router

from fivefold.api.access import requires
from fivefold.api.shapes import EditionOut
from fivefold.authz.permissions import Permission
from fivefold.decompose.guideline import queries
from fivefold.decompose.guideline.content import BlockContent, EditionContent, ItemContent, ProjectContent
from fivefold.web.request import SeatRequest

router = Router(tags=["项目分解 decompose"])


def _item(item: ItemContent) -> dict[str, Any]:
    return {
        "code": item.code,
        "kind": item.kind,
        "title": item.title,
        "title_en": item.title_en,
        "aim": item.aim,
        "measure": item.measure,
        "levels": [{"label": lv.label, "text": lv.text, "from_score": lv.from_score} for lv in item.levels],
        "examples": list(item.examples),
        "max_score": format(item.max_score, "f"),
        "evidence_required": item.evidence_required,
        "applies_to": list(item.applies_to),
        "demo": item.demo,
    }


def _project(project: ProjectContent) -> dict[str, Any]:
    names = {"code": project.code, "title": project.title, "title_en": project.title_en}
    return {**names, "order": project.order, "items": [_item(item) for item in project.items]}


def _block(block: BlockContent) -> dict[str, Any]:
    names = {"code": block.code, "title": block.title, "title_en": block.title_en}
    return {**names, "projects": [_project(project) for project in block.projects]}


def _shape(content: EditionContent, state: str, sha256: str) -> dict[str, Any]:
    return {
        "code": content.code,
        "title": content.title,
        "title_en": content.title_en,
        "planned_name": content.planned_name,
        "drafted_on": content.drafted_on,
        "issued_on": content.issued_on,
        "demo": content.demo,
        "state": state,
        "sha256": sha256,
        "blocks": [_block(block) for block in content.blocks],
    }


@router.get("/{programme}/editions/{code}", response=EditionOut)
@requires(Permission.EDITION_VIEW)
def edition(request: SeatRequest, programme: str, code: str) -> dict[str, Any]:
    """Return an edition whole: blocks, projects, items with their levels; scores are text."""
    found = queries.visible(request.seat).filter(programme=request.programme, code=code).first()
    if found is None:
        raise Http404
    return _shape(queries.content_of(found), found.state, found.sha256)
