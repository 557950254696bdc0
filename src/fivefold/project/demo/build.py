"""Building the demonstration, step by step, by the same acts that people use."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from fivefold.orgs.models import Seat
from fivefold.project.demo.dates import Dates
from fivefold.project.demo.people import Login
from fivefold.project.demo.programmes import fictional_nation, issue_classes, real_register
from fivefold.project.demo.rounds import issue_guideline, open_demo_round
from fivefold.web.accounts import DEMO_MARK
from fivefold.web.roles import role_label

Step = Callable[[str], AbstractContextManager[None]]


def build(*, regions: int, step: Step) -> None:
    """Build both programmes; ``step`` frames and reports each part."""
    dates = Dates(datetime.now(tz=UTC))
    with step("the real register, classified · 真实名册与分类"):
        real_register(dates)
    with step(f"a fictional nation of {regions} regions · 演示国名册"):
        programme, centre = fictional_nation(dates, regions)
    with step("its class list, signed and numbered · 地区分类"):
        class_list = issue_classes(programme, centre, dates)
    with step("the guideline as data · 项目分解"):
        edition = issue_guideline(programme, centre, dates)
    with step("a claim round opens · 任务分领"):
        open_demo_round(programme, edition, class_list, centre, dates)


def logins() -> list[Login]:
    """Return the log-ins of the demonstration as they stand in the database."""
    seats = Seat.objects.filter(person__username__startswith=DEMO_MARK).select_related("person", "body")
    return [
        Login(seat.person.username, role_label(seat.role), seat.body.name if seat.body else "系统")
        for seat in seats.order_by("person__username")
    ]
