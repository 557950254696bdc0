"""Drafting, overriding and issuing class lists."""

import hashlib
import json
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from classify.files import as_csv, line
from classify.real import CLOCK
from fivefold.classify.class_lists.actions import (
    class_list_discard,
    class_list_draft,
    class_list_issue,
    class_list_override,
    class_list_redraft,
)
from fivefold.classify.class_lists.documents import docx_of, json_of, pdf_of, workbook_of
from fivefold.classify.class_lists.models import ClassList
from fivefold.classify.class_lists.queries import class_list_in_force, entries, hindrances
from fivefold.classify.regions.areas import area_record_fact
from fivefold.classify.register.actions import Upload, Wanted, register_import_file
from fivefold.documents.reading import docx_text, pdf_attachment, pdf_text
from fivefold.ledger.reading import history
from fivefold.lifecycle.actor import SYSTEM
from fivefold.lifecycle.clock import FrozenClock
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused

ON = date(2024, 1, 1)
EARLY = FrozenClock(datetime(2024, 1, 3, tzinfo=UTC))


def _draft(small, centre, on=ON):
    return class_list_draft(programme=small, valid_from=on, actor=centre, clock=CLOCK)


def _issue(draft, centre, number="演示〔2024〕1号"):
    return class_list_issue(
        class_list=draft, signer_post="演示主任", document_number=number, actor=centre, clock=CLOCK
    )


def _with_a_gap(small):
    """A participant that fits no rule."""
    rows = [line("9109", "演示己县", "county", "省直辖县级", "91", "1")]
    register_import_file(
        programme=small,
        upload=Upload(as_csv(rows), "a.csv", "text/csv"),
        wanted=Wanted("areas", ON),
        actor=SYSTEM,
        clock=EARLY,
    )


def test_a_list_has_version_day_signer_and_document(small, centre):
    """2.0: the classification in force is a recorded decision with number, day, signer and document."""
    issued = _issue(_draft(small, centre), centre)
    assert (issued.number, issued.state, issued.signer_post) == (1, "issued", "演示主任")
    assert class_list_in_force(small, ON) == issued
    leaf = history(origin_of(small), "class_list", str(issued.pk))[-1]
    assert leaf.kind == "class_list.issued"
    assert leaf.params["number"] == 1
    assert leaf.params["sha256"] == issued.sha256
    assert leaf.params["document_number"] == "演示〔2024〕1号"


def test_numbers_have_no_gap_and_the_earlier_is_superseded(small, centre):
    """2.0: a discarded draft takes no number; the next issue supersedes the list before it."""
    first = _issue(_draft(small, centre), centre)
    dropped = _draft(small, centre)
    class_list_discard(class_list=dropped, reason="重复", actor=centre, clock=CLOCK)
    second = _issue(_draft(small, centre, date(2025, 1, 1)), centre, "演示〔2025〕1号")
    first.refresh_from_db()
    assert (first.state, second.number) == ("superseded", 2)
    assert list(
        ClassList.objects.filter(number__isnull=False).order_by("number").values_list("number", flat=True)
    ) == [1, 2]


def test_the_digest_is_over_the_canonical_list(small, centre):
    issued = _issue(_draft(small, centre), centre)
    data = json_of(issued)
    assert hashlib.sha256(data).hexdigest() == issued.sha256
    told = json.loads(data)
    assert told["number"] == 1
    assert [(row["code"], row["class"], row["takes_part"]) for row in told["entries"]] == [
        ("9101", "class-1", True),
        ("9102", "class-2", True),
        ("9103", "class-2", False),
        ("9301", "class-3", True),
    ]


def test_a_participant_in_no_class_blocks_the_issue_until_overridden(small, centre):
    """2.1b: gaps are refused by name; an override needs a reason and a signer and is a leaf of its own."""
    _with_a_gap(small)
    draft = _draft(small, centre)
    assert [reason.code for reason in hindrances(draft)] == ["class_lists.hindered.gap"]
    with pytest.raises(Refused) as refusal:
        _issue(draft, centre)
    assert refusal.value.reasons[0].params["regions"] == ("演示己县",)
    gap = entries(draft).get(area__code="9109")
    values = {
        "class_list": draft,
        "entry_id": gap.pk,
        "class_code": "class-2",
        "actor": centre,
        "clock": CLOCK,
    }
    with pytest.raises(ReasonMissing):
        class_list_override(**values, reason=" ", signer="演示主任")
    with pytest.raises(Refused, match="signer_missing"):
        class_list_override(**values, reason="原文未写明", signer=" ")
    class_list_override(**values, reason="原文未写明", signer="演示主任")
    issued = _issue(draft, centre)
    line_ = entries(issued).get(area__code="9109")
    assert (line_.outcome, line_.class_code, line_.ruled_class_code) == ("overridden", "class-2", "")
    leaf = history(origin_of(small), "class_list", str(draft.pk))[0]
    assert (leaf.kind, leaf.because, leaf.params["signer"]) == (
        "class_list.overridden",
        "原文未写明",
        "演示主任",
    )


def test_an_override_can_be_taken_back(small, centre):
    _with_a_gap(small)
    draft = _draft(small, centre)
    gap = entries(draft).get(area__code="9109")
    values = {
        "class_list": draft,
        "entry_id": gap.pk,
        "reason": "说明",
        "signer": "演示主任",
        "actor": centre,
        "clock": CLOCK,
    }
    class_list_override(**values, class_code="class-2")
    class_list_override(**values, class_code="")
    gap.refresh_from_db()
    assert (gap.outcome, gap.class_code, gap.override_reason) == ("gap", "", "")
    with pytest.raises(Refused, match="same_class"):
        class_list_override(**values, class_code="")


def test_overrides_are_carried_over_while_the_rules_agree(small, centre):
    _with_a_gap(small)
    draft = _draft(small, centre)
    gap = entries(draft).get(area__code="9109")
    class_list_override(
        class_list=draft,
        entry_id=gap.pk,
        class_code="class-2",
        reason="说明",
        signer="演示主任",
        actor=centre,
        clock=CLOCK,
    )
    _issue(draft, centre)
    carried = entries(_draft(small, centre, date(2025, 1, 1))).get(area__code="9109")
    assert (carried.outcome, carried.class_code, carried.carried_from) == ("overridden", "class-2", 1)
    area_record_fact(
        area=gap.area,
        key="under_municipality",
        value="是",
        valid_from=None,
        valid_to=None,
        source="演示",
        actor=centre,
        clock=CLOCK,
    )
    ruled = entries(_draft(small, centre, date(2026, 1, 1))).get(area__code="9109")
    assert (ruled.outcome, ruled.class_code) == ("placed", "class-3")


def test_redrafting_takes_new_facts_and_keeps_overrides(small, centre):
    draft = _draft(small, centre)
    line_ = entries(draft).get(area__code="9103")
    class_list_override(
        class_list=draft,
        entry_id=line_.pk,
        class_code="class-1",
        reason="说明",
        signer="演示主任",
        actor=centre,
        clock=CLOCK,
    )
    area = entries(draft).get(area__code="9102").area
    area_record_fact(
        area=area,
        key="sub_provincial",
        value="1",
        valid_from=None,
        valid_to=None,
        source="演示",
        actor=centre,
        clock=CLOCK,
    )
    class_list_redraft(class_list=draft, actor=centre)
    assert entries(draft).get(area__code="9102").rule_code == "R1b"
    assert entries(draft).get(area__code="9103").outcome == "overridden"


def test_only_the_centre_drafts_and_only_drafts_are_issued(nation, small, centre):
    with pytest.raises(NotAllowed):
        class_list_draft(
            programme=nation.programme, valid_from=ON, actor=nation.actor("演示省 reviewer"), clock=CLOCK
        )
    draft = _draft(small, centre)
    _issue(draft, centre)
    with pytest.raises(WrongState):
        _issue(draft, centre)
    with pytest.raises(Refused, match="document_missing"):
        _issue(_draft(small, centre), centre, " ")


def test_a_document_number_has_its_year_in_the_right_brackets_and_is_used_once(small, centre):
    draft = _draft(small, centre)
    for wrong in ("演示[2024]1号", "演示（2024）1号", "演示【2024】1号"):
        with pytest.raises(Refused, match="document_malformed"):
            _issue(draft, centre, wrong)
    _issue(draft, centre, "演示〔2024〕1号")
    second = _draft(small, centre)
    with pytest.raises(Refused, match="document_twice"):
        _issue(second, centre, "演示〔2024〕1号")
    assert _issue(second, centre, "演示〔2024〕2号").number == 2


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_list_on_paper(small, centre, language):
    """2.0: the decision as docx and pdf, in Chinese on pages of any language; the pdf carries its JSON."""
    issued = _issue(_draft(small, centre), centre)
    with translation.override(language):
        text = docx_text(docx_of(issued))
    assert "演示〔2024〕1号" in text
    assert "演示甲市\t第一类地区" in text
    assert " ".join(issued.sha256[start : start + 8] for start in range(0, 64, 8)) in text
    pdf = pdf_of(issued)
    assert pdf_attachment(pdf, "class-list.json") == json_of(issued)
    assert "演示数据" in pdf_text(pdf)[0]
    assert workbook_of(issued)[:2] == b"PK"


def test_an_override_names_the_list_it_was_first_made_in(small, centre):
    _with_a_gap(small)
    draft = _draft(small, centre)
    class_list_override(
        class_list=draft, entry_id=entries(draft).get(area__code="9109").pk, class_code="class-2",
        reason="说明", signer="演示主任", actor=centre, clock=CLOCK,
    )  # fmt: skip
    _issue(draft, centre)
    _issue(_draft(small, centre, date(2025, 1, 1)), centre, "演示〔2025〕1号")
    third = entries(_draft(small, centre, date(2026, 1, 1))).get(area__code="9109")
    assert (third.outcome, third.override_signer, third.carried_from) == ("overridden", "演示主任", 1)
