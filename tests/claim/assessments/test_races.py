"""Every move of an assessment and of an edition under eight clients at once: one wins, the others get a sentence.

Each client is a thread with a connection of its own on the database of FIVEFOLD_DATABASE.
"""

from datetime import timedelta
from decimal import Decimal

import pytest

from cast import CLOCK, NOW, build_nation, open_round
from fivefold.claim.assessments import actions
from fivefold.claim.assessments.cells import Cell, Seen
from fivefold.claim.assessments.editing import assessment_begin, cells_save
from fivefold.claim.assessments.evidence import Upload, evidence_add, evidence_replace
from fivefold.claim.assessments.models import Answer, Assessment, Evidence
from fivefold.claim.assessments.queries import lines_of
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.models import Region
from fivefold.decompose.guideline.actions import edition_discard, edition_issue, edition_seed
from fivefold.decompose.models import GuidelineEdition, Item
from fivefold.ledger.reading import history
from fivefold.lifecycle.clock import FrozenClock
from fivefold.lifecycle.errors import WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused
from racing import CLIENTS, together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def nation(transactional_db):
    return build_nation()


def begun(nation, actor="甲市 filler"):
    round_ = open_round(nation)
    made = assessment_begin(
        round_=round_, region=nation.regions["甲市"], actor=nation.actor(actor), clock=CLOCK
    )
    values = {}
    for line in lines_of(made):
        values[Cell(line.item.code, "score")] = Decimal(8)
        values[Cell(line.item.code, "work_status")] = "done"
        if line.item.evidence_required:
            evidence_add(
                assessment=made, item=line.item.code, upload=Upload(b"x", "x.txt", "text/plain"), title="演示",
                dated_on=None, actor=nation.actor(actor), clock=CLOCK,
            )  # fmt: skip
    cells_save(assessment=made, values=values, seen=Seen(0), actor=nation.actor(actor), clock=CLOCK)
    return made


def leaves(nation, subject, row):
    return [entry.kind for entry in history(origin_of(nation.programme), subject, str(row.pk))]


def one_wins(nation, row, subject, event, state, work):
    before = leaves(nation, subject, row)
    results = together(*[work] * CLIENTS)
    lost = [r for r in results if isinstance(r, Refused)]
    assert len(lost) == CLIENTS - 1
    assert {type(refusal) for refusal in lost} == {WrongState}
    assert all(len(refusal.spoken("zh_Hans")[0]) > 5 for refusal in lost)
    row.refresh_from_db()
    assert row.state == state
    assert leaves(nation, subject, row) == [*before, event]


def test_one_hands_in_one_returns(nation):
    made = begun(nation)
    signer, reviewer = nation.actor("甲市 signer"), nation.actor("演示省 reviewer")

    def fresh():
        return Assessment.objects.get(pk=made.pk)

    one_wins(
        nation, made, "assessment", "assessment.submitted", "submitted",
        lambda: actions.assessment_submit(assessment=fresh(), actor=signer, clock=CLOCK),
    )  # fmt: skip
    one_wins(
        nation, made, "assessment", "assessment.returned", "returned",
        lambda: actions.assessment_return(
            assessment=fresh(), parts=["P01-1"], because="演示", actor=reviewer, clock=CLOCK
        ),
    )  # fmt: skip


def test_one_files_one_disowns_one_confirms(nation):
    made = begun(nation, "演示省 coordinator")
    signer, coordinator = nation.actor("甲市 signer"), nation.actor("演示省 coordinator")

    def fresh():
        return Assessment.objects.get(pk=made.pk)

    def filing():
        return actions.assessment_file(assessment=fresh(), actor=coordinator, clock=CLOCK)

    one_wins(nation, made, "assessment", "assessment.filed", "filed", filing)
    one_wins(
        nation, made, "assessment", "assessment.disowned", "drafted",
        lambda: actions.assessment_disown(assessment=fresh(), because="演示", actor=signer, clock=CLOCK),
    )  # fmt: skip
    one_wins(nation, made, "assessment", "assessment.filed", "filed", filing)
    one_wins(
        nation, made, "assessment", "assessment.confirmed", "submitted",
        lambda: actions.assessment_confirm(assessment=fresh(), actor=signer, clock=CLOCK),
    )  # fmt: skip


def test_silence_and_answer_at_once_confirm_once(nation):
    made = begun(nation, "演示省 coordinator")
    actions.assessment_file(assessment=made, actor=nation.actor("演示省 coordinator"), clock=CLOCK)
    after = FrozenClock(NOW + timedelta(days=11))

    def answer():
        row = Assessment.objects.get(pk=made.pk)
        return actions.assessment_confirm(assessment=row, actor=nation.actor("甲市 signer"), clock=after)

    results = together(*[answer, lambda: actions.assessments_lapse(clock=after)] * (CLIENTS // 2))
    assert len(results) == CLIENTS
    filed, confirmed = leaves(nation, "assessment", made)
    assert (filed, confirmed in {"assessment.confirmed", "assessment.lapsed"}) == ("assessment.filed", True)


def test_eight_begin_and_one_form_is_there(nation):
    """5.13: one form, every item once."""
    round_ = open_round(nation)

    def beginning():
        return assessment_begin(
            round_=ClaimRound.objects.get(pk=round_.pk),
            region=Region.objects.get(pk=nation.regions["甲市"].pk),
            actor=nation.actor("甲市 filler"),
            clock=CLOCK,
        )

    results = together(*[beginning] * CLIENTS)
    assert len({row.pk for row in results}) == 1
    assert Answer.objects.count() == Item.objects.filter(project__edition=nation.edition).count()


def test_tabs_lose_nothing(nation):
    """4.4: eight tabs write eight cells and all are kept; eight write one cell: one is kept, seven are shown it."""
    round_ = open_round(nation)
    made = assessment_begin(
        round_=round_, region=nation.regions["甲市"], actor=nation.actor("甲市 filler"), clock=CLOCK
    )
    cells = [Cell(line.item.code, "text") for line in lines_of(made)[:CLIENTS]]

    def writing(cell, text):
        return lambda: cells_save(
            assessment=Assessment.objects.get(pk=made.pk), values={cell: text}, seen=Seen(0),
            actor=nation.actor("甲市 filler"), clock=CLOCK,
        )  # fmt: skip

    results = together(*[writing(cell, f"演示{cell.item}") for cell in cells])
    assert [saved.conflicts for saved in results] == [()] * CLIENTS
    assert [line.text for line in lines_of(made)[:CLIENTS]] == [f"演示{cell.item}" for cell in cells]
    one = Cell(lines_of(made)[-1].item.code, "text")
    results = together(*[writing(one, f"演示{place}") for place in range(CLIENTS)])
    kept = lines_of(made)[-1].text
    assert sum(not saved.conflicts for saved in results) == 1
    assert {saved.conflicts[0].theirs for saved in results if saved.conflicts} == {kept}


def test_replacing_at_once_keeps_every_version(nation):
    made = begun(nation)
    piece = Evidence.objects.filter(answer__item__code="P01-1").get()

    def replacing(place):
        return lambda: evidence_replace(
            assessment=Assessment.objects.get(pk=made.pk), evidence=piece, dated_on=None,
            upload=Upload(f"{place}".encode(), "x.txt", "text/plain"), actor=nation.actor("甲市 filler"), clock=CLOCK,
        )  # fmt: skip

    together(*[replacing(place) for place in range(CLIENTS)])
    versions = Evidence.objects.filter(answer=piece.answer).order_by("version")
    assert [row.version for row in versions] == list(range(1, CLIENTS + 2))
    assert [row.version for row in versions if not row.replaced] == [CLIENTS + 1]


def test_one_issues_and_issue_or_discard_end_in_one_state(nation):
    actor = nation.actor("centre publisher")

    def seeding():
        return edition_seed(programme=nation.programme, code="guideline-2021", actor=actor, clock=CLOCK)

    results = together(*[seeding] * CLIENTS)
    assert sum(isinstance(r, Refused) for r in results) == CLIENTS - 1
    draft = GuidelineEdition.objects.get(code="guideline-2021")

    def fresh():
        return GuidelineEdition.objects.get(pk=draft.pk)

    one_wins(
        nation, draft, "edition", "edition.issued", "issued",
        lambda: edition_issue(edition=fresh(), actor=actor, clock=CLOCK),
    )  # fmt: skip
    draft = edition_seed(
        programme=nation.programme, code="guideline-2021", own_code="b", actor=actor, clock=CLOCK
    )
    works = [
        lambda: edition_issue(edition=fresh(), actor=actor, clock=CLOCK),
        lambda: edition_discard(edition=fresh(), because="演示", actor=actor, clock=CLOCK),
    ]
    together(*works * (CLIENTS // 2))
    draft.refresh_from_db()
    assert [f"edition.{draft.state}"] == leaves(nation, "edition", draft)
