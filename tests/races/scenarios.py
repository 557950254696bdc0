"""For every move of the state tables that no division races by itself: rows that may make it, and the action that does.

A scenario is a function of the nation that yields contests one after the other: the next is set up when the one
before has been held.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cast import CLOCK, NOW, Nation, issued_edition, open_round
from claim.postings.posted import approved_round, draft
from claim_stage import submitted
from classify.files import as_csv, line
from fivefold.authz.roles import Role
from fivefold.claim.assessments.editing import assessment_begin
from fivefold.claim.claims import reviewing
from fivefold.claim.postings.actions import posting_discard
from fivefold.claim.rounds import actions as rounds
from fivefold.claim.rounds import extensions
from fivefold.classify.class_lists import actions as lists
from fivefold.classify.guidance import actions as papers
from fivefold.classify.models import Guidance
from fivefold.classify.regions import actions as regions
from fivefold.classify.regions.areas import NewArea, area_merge, area_rename, area_split
from fivefold.classify.register import actions as register
from fivefold.decompose.guideline.actions import edition_discard, edition_issue
from fivefold.decompose.models import GuidelineEdition
from fivefold.lifecycle.models import Stateful

PUBLISHER = "centre publisher"
ON = date(2026, 9, 1)
WHY = "演示原因"


class Contest(NamedTuple):
    """``work(row)`` makes ``event`` on the row, here read anew by each client."""

    row: Stateful
    event: str
    work: Callable[[Stateful], object]
    caused: tuple[tuple[Stateful, str], ...] = ()


Scenario = Callable[[Nation], Iterator[Contest]]


def areas(nation: Nation) -> Iterator[Contest]:
    """Renamed, split, merged."""
    by = {"on": ON, "reason": WHY, "actor": nation.actor(PUBLISHER), "clock": CLOCK}
    first, second, third, fourth = (nation.regions[name].area for name in ("甲市", "乙市", "丙市", "丁区"))
    yield Contest(
        first, "area.renamed", lambda row: area_rename(area=row, new=NewArea("9101", "演示新甲市"), **by)
    )
    halves = [NewArea("9110", "演示东市"), NewArea("9111", "演示西市")]
    yield Contest(second, "area.split", lambda row: area_split(area=row, into=halves, heir="9110", **by))
    into = NewArea("9210", "演示大市")
    yield Contest(
        third, "area.merged", lambda row: area_merge(areas=[row, fourth], into=into, heir=row, **by)
    )


def registers(nation: Nation) -> Iterator[Contest]:
    """A file confirmed, and one put aside."""
    by = {"actor": nation.actor(PUBLISHER), "clock": CLOCK}

    rows = [line("91", "演示省", "province", "省"), line("9109", "演示己市", "prefecture", "地级市", "91")]

    def uploaded():
        upload = register.Upload(as_csv(rows), "演示名录.csv", "text/csv")
        wanted = register.Wanted("areas", NOW.date())
        return register.register_upload(programme=nation.programme, upload=upload, wanted=wanted, **by)

    yield Contest(uploaded(), "register.discarded", lambda row: register.register_discard(row=row, **by))
    yield Contest(uploaded(), "register.imported", lambda row: register.register_confirm(row=row, **by))


def leaving(nation: Nation) -> Iterator[Contest]:
    """A region leaves and its claim and form are closed with it; it comes back."""
    by = {"on": ON, "reason": WHY, "actor": nation.actor(PUBLISHER), "clock": CLOCK}
    region, round_ = nation.regions["甲市"], open_round(nation)
    claim = submitted(nation, round_)
    form = assessment_begin(round_=round_, region=region, actor=nation.actor("甲市 filler"), clock=CLOCK)
    yield Contest(
        region,
        "region.left",
        lambda row: regions.region_leave(region=row, **by),
        ((claim, "claim.closed"), (form, "assessment.closed")),
    )
    yield Contest(
        region,
        "region.returned",
        lambda row: regions.region_return(region=row, batch="batch-1", **by),
    )


def class_lists(nation: Nation) -> Iterator[Contest]:
    """A draft is put aside; the next is issued and takes the place of the one in force."""
    by = {"actor": nation.actor(PUBLISHER), "clock": CLOCK}
    programme, before = nation.programme, nation.class_list

    def drafted():
        made = lists.class_list_draft(programme=programme, valid_from=ON, **by)
        for entry in made.entries.all():
            lists.class_list_override(
                class_list=made, entry_id=entry.pk, class_code="class-2", reason=WHY, signer="演示主任", **by
            )
        return made

    yield Contest(
        drafted(),
        "class_list.discarded",
        lambda row: lists.class_list_discard(class_list=row, reason=WHY, **by),
    )
    signed = {"signer_post": "演示主任", "document_number": "演示〔2026〕分类2号"}
    yield Contest(
        drafted(),
        "class_list.issued",
        lambda row: lists.class_list_issue(class_list=row, **signed, **by),
        ((before, "class_list.superseded"),),
    )


def guidance(nation: Nation) -> Iterator[Contest]:
    """A paper is published and withdrawn."""
    by = {"actor": nation.actor(PUBLISHER), "clock": CLOCK}
    paper = Guidance.objects.create(
        programme=nation.programme, title="演示指导", text="演示", state="drafted", state_since=NOW
    )
    yield Contest(paper, "guidance.published", lambda row: papers.guidance_publish(guidance=row, **by))
    yield Contest(
        paper, "guidance.withdrawn", lambda row: papers.guidance_withdraw(guidance=row, reason=WHY, **by)
    )


def editions(nation: Nation) -> Iterator[Contest]:
    """An edition is issued, another put aside."""
    by = {"actor": nation.actor(PUBLISHER), "clock": CLOCK}

    def drafted(code):
        made = issued_edition(nation.programme, code=code, items=1)
        GuidelineEdition.objects.filter(pk=made.pk).update(state="drafted")
        return GuidelineEdition.objects.get(pk=made.pk)

    yield Contest(drafted("demo-b"), "edition.issued", lambda row: edition_issue(edition=row, **by))
    yield Contest(
        drafted("demo-c"), "edition.discarded", lambda row: edition_discard(edition=row, because=WHY, **by)
    )


def claim_rounds(nation: Nation) -> Iterator[Contest]:
    """A round is put aside; another opens, closes and is reopened."""
    by = {"actor": nation.actor(PUBLISHER), "clock": CLOCK}
    aside = open_round(nation, title="演示另一轮", state="prepared")
    yield Contest(
        aside, "claim_round.discarded", lambda row: rounds.round_discard(round_=row, because=WHY, **by)
    )
    round_ = open_round(nation, state="prepared")
    yield Contest(round_, "claim_round.opened", lambda row: rounds.round_open(round_=row, **by))
    yield Contest(round_, "claim_round.closed", lambda row: rounds.round_close(round_=row, **by))
    until = {"closes_at": NOW + timedelta(days=40), "review_closes_at": NOW + timedelta(days=47)}
    yield Contest(
        round_,
        "claim_round.reopened",
        lambda row: rounds.round_reopen(round_=row, because=WHY, **until, **by),
    )


def asked_extensions(nation: Nation) -> Iterator[Contest]:
    """A request for more time is granted, another refused."""
    round_, until = open_round(nation), NOW + timedelta(days=33)
    by = {"because": WHY, "actor": nation.actor(PUBLISHER), "clock": CLOCK}

    def asked(province):
        return extensions.extension_ask(
            round_=round_, body=nation.provinces[province], deadline="closes", until=until, because=WHY,
            actor=nation.actor(f"{province} coordinator"), clock=CLOCK,
        )  # fmt: skip

    yield Contest(
        asked("演示省"),
        "extension.granted",
        lambda row: extensions.extension_grant(extension=row, until=until, **by),
    )
    yield Contest(
        asked("样例省"), "extension.refused", lambda row: extensions.extension_refuse(extension=row, **by)
    )


def chain(nation: Nation) -> Iterator[Contest]:
    """With two steps of review the first passes the claim on."""
    nation.seat("centre", nation.centre, Role.REVIEWER)
    claim = submitted(nation, open_round(nation, review_levels=[1, 0]))
    actor = nation.actor("演示省 reviewer")
    yield Contest(
        claim,
        "claim.passed_on",
        lambda row: reviewing.claim_approve(claim=row, step=0, actor=actor, clock=CLOCK),
    )


def drafts_of_lists(nation: Nation) -> Iterator[Contest]:
    """A draft of a list is put aside."""
    posting = draft(nation, approved_round(nation))
    by = {"because": WHY, "actor": nation.actor(PUBLISHER), "clock": CLOCK}
    yield Contest(posting, "posting.discarded", lambda row: posting_discard(posting=row, **by))


SCENARIOS: tuple[Scenario, ...] = (
    areas, registers, leaving, class_lists, guidance, editions, claim_rounds, asked_extensions, chain, drafts_of_lists,
)  # fmt: skip
