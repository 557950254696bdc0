"""The same journey on the tiny second pack: two levels, no item may be left out, nobody files for another."""

import pytest

from cast import CLOCK, build_nation, open_round
from fivefold.authz.roles import Role
from fivefold.claim.assessments.actions import assessment_return, assessment_submit
from fivefold.claim.assessments.cells import Cell, CellsRefused, Seen
from fivefold.claim.assessments.editing import assessment_begin, cells_save
from fivefold.claim.assessments.evidence import Upload, evidence_add
from fivefold.claim.assessments.queries import full, lines_of, scores_by_project
from fivefold.decompose.guideline.actions import edition_issue, edition_seed
from fivefold.decompose.guideline.queries import content_of, edition_gate, pack_editions
from fivefold.method.reason import Refused


@pytest.fixture
def tiny(db):
    return build_nation(pack="tiny-two-level", with_edition=False)


def test_the_tiny_pack_goes_the_same_way(tiny):
    """3.0, 4.4, 5.13: names, levels, limits and items are the pack's; the code knows none of them."""
    centre = tiny.actor("centre publisher")
    planned = pack_editions(tiny.programme)[0]
    edition = edition_seed(programme=tiny.programme, code=planned.code, actor=centre, clock=CLOCK)
    assert [len(block.projects) for block in content_of(edition).blocks] == [
        len(block.projects) for block in planned.blocks
    ]
    assert edition_gate(edition) == []
    edition_issue(edition=edition, actor=centre, clock=CLOCK)
    edition.refresh_from_db()
    tiny.edition = edition
    round_ = open_round(tiny)
    region, filler = tiny.regions["甲市"], tiny.actor("甲市 filler")
    made = assessment_begin(round_=round_, region=region, actor=filler, clock=CLOCK)
    lines = lines_of(made)
    assert [line.item.code for line in lines] == [item.code for item in planned.items_for(made.class_code)]
    with pytest.raises(CellsRefused):
        values = {Cell(lines[0].item.code, "not_applicable"): True}
        cells_save(assessment=made, values=values, seen=Seen(0), actor=filler, clock=CLOCK)
    values = {}
    for line in lines:
        values[Cell(line.item.code, "score")] = line.item.max_score
        values[Cell(line.item.code, "work_status")] = "done"
    cells_save(assessment=made, values=values, seen=Seen(0), actor=filler, clock=CLOCK)
    for line in lines:
        upload = Upload(line.item.code.encode(), "x.txt", "text/plain")
        evidence_add(
            assessment=made,
            item=line.item.code,
            upload=upload,
            title="x",
            dated_on=None,
            actor=filler,
            clock=CLOCK,
        )
    assessment_submit(assessment=made, actor=tiny.actor("甲市 signer"), clock=CLOCK)
    assert {share.share for share in scores_by_project(round_)[region.pk].values()} == {1}
    reviewer = tiny.seat("centre-r", tiny.centre, Role.REVIEWER)
    assessment_return(
        assessment=made,
        parts=[lines[0].item.code],
        because="请核对",
        actor=type(filler)(reviewer),
        clock=CLOCK,
    )
    assert full(made).state == "returned"


def test_nobody_files_where_the_pack_does_not_plan_it(tiny):
    planned = pack_editions(tiny.programme)[0]
    centre = tiny.actor("centre publisher")
    edition = edition_seed(programme=tiny.programme, code=planned.code, actor=centre, clock=CLOCK)
    edition_issue(edition=edition, actor=centre, clock=CLOCK)
    edition.refresh_from_db()
    tiny.edition = edition
    round_ = open_round(tiny)
    with pytest.raises(Refused) as refused:
        assessment_begin(
            round_=round_, region=tiny.regions["甲市"], actor=tiny.actor("演示省 coordinator"), clock=CLOCK
        )
    assert [reason.code for reason in refused.value.reasons] == ["assessments.filing_not_planned"]
