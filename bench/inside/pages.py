"""Which pages are measured: their addresses, found by name, a signed-in cookie for each, and their queries."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from fivefold.authz.roles import Role
from fivefold.claim.assessments.models import Assessment
from fivefold.claim.claims.models import Claim
from fivefold.claim.postings.models import Posting
from fivefold.claim.rounds.models import ClaimRound
from fivefold.classify.regions.models import Region
from fivefold.decompose.guideline.models import Project
from fivefold.orgs.models import Seat
from fivefold.packs.models import Programme

# The public page counts its readers, and programs that name themselves are none.
READER = "Mozilla/5.0 (X11; Linux x86_64) Fivefold-bench"
_OK = 200


@dataclass(frozen=True)
class Page:
    """A page of ours with the bare page of the same rows; ``role`` None: nobody is signed in."""

    key: str
    title: str
    address: Callable[[], str]
    bare: Callable[[], str]
    role: Role | None = Role.PUBLISHER
    body: Callable[[], Any] = lambda: None


def _slug() -> str:
    return Programme.objects.get().slug


def _path(name: str, **known: Any) -> str:
    return reverse(name, kwargs={"slug": _slug(), **known})


def _first(*ways: tuple[str, dict[str, Any]]) -> str:
    """Return the first of several ways to call a page that this version knows. Raises NoReverseMatch."""
    for name, known in ways[:-1]:
        with suppress(NoReverseMatch):
            return _path(name, **known)
    return _path(ways[-1][0], **ways[-1][1])


def _region() -> Region:
    return Region.objects.select_related("area", "body").order_by("body__path")[7]


def _claim() -> Claim:
    found = Claim.objects.filter(state="submitted").select_related("region__body")
    return found.order_by("region__body__path")[0]


def _assessment() -> Assessment:
    found = Assessment.objects.filter(state="drafted").select_related("region__body")
    return found.order_by("region__body__path")[0]


def _project() -> Project:
    return Project.objects.order_by("order")[0]


def _posted() -> str:
    posting = Posting.objects.get()
    return reverse("public:posting", args=[_slug(), posting.number])


PAGES = (
    Page("regions", "list of regions, 50 rows", lambda: _path("regions:list"), lambda: "/regions/"),
    Page(
        "region",
        "one region",
        lambda: _path("regions:area", code=_region().area.code),
        lambda: f"/region/{_region().pk}/",
    ),
    Page(
        "round",
        "claim round with its provinces",
        lambda: _path("rounds:page", round_id=ClaimRound.objects.get().pk),
        lambda: "/round/",
    ),
    Page(
        "board",
        "a province's board",
        lambda: _first(("board:index", {}), ("claims:board", {})) + f"?round={ClaimRound.objects.get().pk}",
        lambda: f"/board/{_claim().region.body.parent_id}/",
        Role.REVIEWER,
        lambda: _claim().region.body.parent_id,
    ),
    Page(
        "claim",
        "one claim",
        lambda: _path("claims:page", claim_id=_claim().pk),
        lambda: f"/claim/{_claim().pk}/",
        Role.REVIEWER,
        lambda: _claim().region.body.parent_id,
    ),
    Page(
        "assessment",
        "self-assessment, the form of one project",
        lambda: _path("assessments:project", pk=_assessment().pk, code=_project().code),
        lambda: f"/assessment/{_assessment().pk}/{_project().code}/",
        Role.SIGNER,
        lambda: _assessment().region.body_id,
    ),
    Page("posting", "posted list, public", _posted, lambda: "/posting/", None),
)


def _client(page: Page) -> tuple[Client, str]:
    client = Client(HTTP_HOST="127.0.0.1", HTTP_USER_AGENT=READER)
    if page.role is None:
        return client, ""
    seats = Seat.objects.filter(role=page.role.value).select_related("person")
    body = page.body()
    seat = seats.filter(body=body)[0] if body else seats.filter(body__isnull=False)[0]
    client.force_login(seat.person)
    session = client.session
    session["seat"] = str(seat.pk)
    session.save()
    return client, f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _found(page: Page) -> dict[str, Any]:
    """Return what is needed to measure a page, or why it cannot be."""
    told = {"key": page.key, "title": page.title}
    try:
        address = page.address()
    except NoReverseMatch:
        return {**told, "missing": "this version has no such page"}
    client, cookie = _client(page)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    if answer.status_code != _OK:
        return {**told, "missing": f"the page answered {answer.status_code}"}
    return {
        **told,
        "path": address,
        "bare": page.bare(),
        "cookie": cookie,
        "queries": len(queries),
        "bytes": len(answer.content),
    }


def found() -> list[dict[str, Any]]:
    """Return all pages with path, cookie, number of queries and bytes; runs in our installation."""
    return [_found(page) for page in PAGES]


def bare_found(paths: list[str], cookies: list[str]) -> list[dict[str, int]]:
    """Return the queries and bytes of bare pages; runs with their settings."""
    told = []
    for path, cookie in zip(paths, cookies, strict=True):
        client = Client(HTTP_HOST="127.0.0.1", HTTP_COOKIE=cookie)
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(path)
        if answer.status_code != _OK:
            raise ValueError(f"{answer.status_code} {path}")
        told.append({"queries": len(queries), "bytes": len(answer.content)})
    return told
