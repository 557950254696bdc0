"""Editions as data: seeded from the pack, checked at the gate, fixed at issue."""

import pathlib

import pytest
from django.db import IntegrityError, transaction

from cast import CLOCK, NOW
from fivefold.decompose.guideline.actions import (
    edition_discard,
    edition_edit,
    edition_issue,
    edition_items_replace,
    edition_seed,
)
from fivefold.decompose.guideline.models import Block, GuidelineEdition, Item, Project
from fivefold.decompose.guideline.queries import (
    content_of,
    edition_gate,
    edition_in_force,
    items_for,
    projects_of,
)
from fivefold.ledger.reading import history
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method import canonical
from fivefold.method.reason import Refused
from fivefold.packs.programmes import pack_of

ELEVEN = (
    "推进市域社会治理体制现代化",
    "防范化解政治安全风险",
    "防范化解社会治安风险",
    "防范化解社会矛盾风险",
    "防范化解公共安全风险",
    "防范化解网络安全风险",
    "发挥政治引领作用",
    "发挥法治保障作用",
    "发挥德治教化作用",
    "发挥自治强基作用",
    "发挥智治支撑作用",
)


@pytest.fixture
def draft(nation):
    return edition_seed(
        programme=nation.programme, code="guideline-2021", actor=nation.actor("centre publisher"), clock=CLOCK
    )


def codes(reasons):
    return [reason.code for reason in reasons]


def test_a_seeded_edition_has_the_pack_s_structure(draft):
    """3.0, 3.1: edition -> 3 blocks -> 11 projects -> items, as data with stable codes."""
    content = content_of(draft)
    assert [len(block.projects) for block in content.blocks] == [1, 5, 5]
    assert [project.order for project in content.projects()] == list(range(1, 12))
    assert len(list(content.items())) == 55
    assert len({item.code for _, item in content.items()}) == 55
    assert all(item.demo and item.title.startswith("演示指标") for _, item in content.items())
    assert edition_gate(draft) == []


def test_the_eleven_are_the_source_s_own(draft):
    """3.2: the eleven names, character by character and in order, each with a place for its lead unit."""
    assert tuple(project.title for project in projects_of(draft)) == ELEVEN
    text = (
        pathlib.Path(__file__).parents[3] / "programmes/cn-2021-shiyu/source/the-method-2021-08-20.txt"
    ).read_text()
    at = [text.index(name) for name in ELEVEN]
    assert at == sorted(at)


def test_no_date_is_invented(draft):
    assert (draft.drafted_on, draft.issued_on) == (None, None)
    assert draft.planned_name == "2021版《试点工作指引》"
    assert draft.state == "drafted"


def test_a_second_edition_of_the_code_is_refused(nation, draft):
    with pytest.raises(Refused) as refused:
        edition_seed(
            programme=nation.programme,
            code="guideline-2021",
            actor=nation.actor("centre publisher"),
            clock=CLOCK,
        )
    assert codes(refused.value.reasons) == ["guideline.code_taken"]


def test_only_the_centre_seeds(nation):
    for name in ("甲市 signer", "演示省 coordinator", "centre observer"):
        with pytest.raises(NotAllowed):
            edition_seed(
                programme=nation.programme, code="guideline-2021", actor=nation.actor(name), clock=CLOCK
            )
    assert not GuidelineEdition.objects.filter(code="guideline-2021").exists()


@pytest.mark.parametrize(
    ("field", "value", "lacking"),
    [
        ("aim", " ", "guideline.field.aim"),
        ("measure", "", "guideline.field.measure"),
        ("levels", [{"label": "好", "text": "好", "from_score": ""}], "guideline.field.levels"),
        ("examples", "", "guideline.field.examples"),
    ],
)
def test_an_incomplete_item_does_not_get_through_the_gate(nation, draft, field, value, lacking):
    """4.17: an item without aim, measure, level descriptions or examples enters no issued edition."""
    item = Item.objects.filter(project__edition=draft).first()
    Item.objects.filter(pk=item.pk).update(**{field: value})
    with pytest.raises(Refused) as refused:
        edition_issue(edition=draft, actor=nation.actor("centre publisher"), clock=CLOCK)
    (reason,) = refused.value.reasons
    assert reason.code == "guideline.gate.item_lacks"
    assert reason.params["code"] == item.code
    assert reason.params["field"].code == lacking
    assert GuidelineEdition.objects.get(pk=draft.pk).state == "drafted"


def test_counts_and_names_are_held_to_the_pack(draft):
    """3.1, 3.2: another name, another order or a missing project is named."""
    project = Project.objects.get(edition=draft, order=3)
    Project.objects.filter(pk=project.pk).update(title="防范化解社会治安问题")
    assert codes(edition_gate(draft)) == ["guideline.gate.name"]
    Project.objects.filter(pk=project.pk).delete()
    assert codes(edition_gate(draft)) == ["guideline.gate.counts"]
    assert edition_gate(draft)[0].params == {"found": "1 + 4 + 5", "wanted": "1 + 5 + 5"}


def test_every_class_needs_items_in_every_project(draft):
    """4.2a: all eleven stay in everybody's plan, so no project may be empty for a class."""
    Item.objects.filter(project__edition=draft, project__order=2).update(applies_to=["class-1"])
    found = edition_gate(draft)
    assert [(r.code, r.params["class_key"]) for r in found] == [
        ("guideline.gate.class_without_items", "class-2"),
        ("guideline.gate.class_without_items", "class-3"),
    ]
    Item.objects.filter(project__edition=draft, project__order=2).delete()
    assert codes(edition_gate(draft)) == ["guideline.gate.no_items"]


def test_an_issued_edition_is_pinned_by_its_digest(nation, draft):
    """3.0: the digest is that of the canonical JSON and stands in the ledger."""
    entry = edition_issue(edition=draft, actor=nation.actor("centre publisher"), clock=CLOCK)
    draft.refresh_from_db()
    data = content_of(draft).canonical()
    assert draft.state == "issued"
    assert draft.state_since == NOW
    assert draft.sha256 == canonical.digest(canonical.loads(data))
    assert canonical.is_canonical(data)
    (line,) = history(origin_of(nation.programme), "edition", str(draft.pk))
    assert (line.id, line.params["sha256"]) == (entry.id, draft.sha256)
    assert edition_in_force(nation.programme) in (draft, nation.edition)


def test_an_issued_edition_is_never_changed(nation, draft):
    actor = nation.actor("centre publisher")
    edition_issue(edition=draft, actor=actor, clock=CLOCK)
    before = content_of(draft).digest()
    with pytest.raises(WrongState):
        edition_items_replace(edition=draft, items={}, origin="x.xlsx", actor=actor)
    with pytest.raises(WrongState):
        edition_edit(
            edition=draft,
            title="x",
            title_en="",
            planned_name="",
            drafted_on=None,
            issued_on=None,
            note="",
            actor=actor,
        )
    with pytest.raises(WrongState):
        edition_discard(edition=draft, because="x", actor=actor, clock=CLOCK)
    with pytest.raises(WrongState):
        edition_issue(edition=draft, actor=actor, clock=CLOCK)
    assert content_of(draft).digest() == before


@pytest.mark.parametrize("table", [Block, Project, Item])
def test_the_database_itself_keeps_what_is_issued(nation, table):
    row = table.objects.filter(**{"project__edition" if table is Item else "edition": nation.edition}).first()
    with pytest.raises(IntegrityError, match="an issued edition is never changed"), transaction.atomic():
        table.objects.filter(pk=row.pk).update(title="改")
    row.pk, row.code = None, "new"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_items_for_a_class_are_those_that_apply(nation, draft):
    """Decisions 23: a form is made of the items that apply to the region's class."""
    planned = pack_of(nation.programme).decompose.edition("guideline-2021")
    for key in ("class-1", "class-2", "class-3"):
        assert [item.code for item in items_for(draft, key)] == [item.code for item in planned.items_for(key)]


def test_a_discarded_draft_needs_words_and_stays(nation, draft):
    edition_discard(edition=draft, because="另起新稿", actor=nation.actor("centre publisher"), clock=CLOCK)
    assert GuidelineEdition.objects.get(pk=draft.pk).state == "discarded"
    assert Item.objects.filter(project__edition=draft).count() == 55
