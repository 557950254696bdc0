"""Building the demonstration, step by step, by the same acts that people use."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fivefold.authz.roles import Role
from fivefold.jobs.statistics import refresh_statistics
from fivefold.orgs.models import Body, Seat
from fivefold.orgs.tree import top
from fivefold.packs.models import Programme
from fivefold.project.demo import dates as when
from fivefold.project.demo.dates import Dates
from fivefold.project.demo.filling import begin_all, submit_all
from fivefold.project.demo.guidance import publish_guidance
from fivefold.project.demo.people import Login, login_name, seat_logins
from fivefold.project.demo.posting import post_list, read_and_dispute
from fivefold.project.demo.programmes import fictional_nation, issue_classes, real_register
from fivefold.project.demo.rounds import issue_guideline, open_demo_round
from fivefold.project.demo.story import (
    POSTED,
    Land,
    assessing,
    claim_and_review,
    parts,
    seat_everybody,
    welcoming,
)
from fivefold.project.demo.waiting import waits_for
from fivefold.web.roles import role_label

_AT_HOME = (Role.FILLER, Role.SIGNER)
Step = Callable[[str], AbstractContextManager[None]]


def build(*, regions: int, step: Step) -> None:
    """Build both programmes; ``step`` frames and reports each part."""
    dates = Dates(datetime.now(tz=UTC))
    with step("the real register, classified · 真实名册与分类"):
        real = real_register(dates)
    with step(f"a fictional nation of {regions} regions · 演示国名册"):
        programme, centre = fictional_nation(dates, regions)
    with step("its class list, signed and numbered · 地区分类"):
        class_list = issue_classes(programme, centre, dates)
    with step("the guideline as data · 项目分解"):
        edition = issue_guideline(programme, centre, dates)
        publish_guidance(programme, centre, dates)
    with step("a claim round opens, everybody is seated · 任务分领"):
        round_ = open_demo_round(programme, edition, class_list, centre, dates)
        lands = parts(programme)
        cast = seat_everybody(programme, lands, dates)
    with step("regions assess themselves · 自评"), transaction.atomic():
        assessments = begin_all(round_, assessing(lands), dates)
        submit_all(assessments, cast, dates)
    with step("regions claim, provinces review · 认领与审核"), transaction.atomic():
        claim_and_review(round_, lands, cast, centre, dates)
    with step("a first list is posted, read and disputed · 张榜公布"):
        posting = post_list(round_, [land.province for land in lands if land.part == POSTED], centre, dates)
        read_and_dispute(posting, cast, dates)
    with step("log-ins · 演示账号"):
        refresh_statistics()
        _logins(programme, real, lands, dates)


@transaction.atomic  # all or none, and last: they are the mark that the demonstration is whole
def _logins(programme: Programme, real: Programme, lands: list[Land], dates: Dates) -> None:
    """Seat the people who can sign in: in a region that has not begun, and in one whose claim came back."""
    land = welcoming(lands)
    region, centre = land.regions[-1].body, top(programme)
    places: dict[Role, Body] = {Role.FILLER: region, Role.SIGNER: region}
    places |= {Role.COORDINATOR: land.province, Role.REVIEWER: land.province}
    if centre is not None:
        places |= dict.fromkeys((Role.PUBLISHER, Role.ADVISER, Role.JUDGE, Role.OBSERVER), centre)
    seat_logins(programme, places, dates.day(when.MADE))
    others = [(Role.PUBLISHER, real, top(real))]
    others += [(role, programme, found.body) for role in _AT_HOME for found in land.regions[-2:-1]]
    for role, where, body in others:
        Seat.objects.create(
            person=Seat.objects.get(person__username=login_name(role)).person,
            programme=where,
            body=body,
            role=role,
            appointed_at=dates.day(when.MADE, 10),  # after the seat that is taken at signing in
        )


def logins() -> list[Login]:
    """Return the log-ins as they stand in the database: one per role; the others of the cast only act."""
    names = [login_name(role) for role in Role]
    seats = Seat.objects.filter(person__username__in=names).select_related("person", "body")
    found = {
        seat.person.username: Login(
            seat.person.username, role_label(seat.role), seat.body.name if seat.body else _("The system")
        )
        for seat in seats.order_by("person__username", "-appointed_at")
    }
    return list(found.values())


def waiting() -> dict[str, str]:
    """Return in a few words what waits for each log-in, on all its seats."""
    names = [login_name(role) for role in Role]
    seats = Seat.objects.filter(person__username__in=names).select_related("person", "body")
    words: dict[str, list[str]] = {}
    for seat in seats.filter(programme__demo=True).order_by("appointed_at"):
        words.setdefault(seat.person.username, []).append(waits_for(seat))
    return {name: "；".join(filter(None, said)) for name, said in words.items()}
