"""The board of claims, for provinces and the centre."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.authz.decide import permissions_of
from fivefold.authz.permissions import Permission
from fivefold.claim.claims import board_dossiers, exports
from fivefold.claim.claims.views.plan import asked_round, nothing_runs
from fivefold.claim.rounds import queries as rounds
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.paging import Listing
from fivefold.web.parts import Action
from fivefold.web.request import SeatRequest


def _asked(request: SeatRequest, running: list[Any], round_: Any) -> board_dossiers.Asked:
    listing = Listing.read(request.GET)
    return board_dossiers.asked(request.seat, running, round_, listing, timezone.now())


@require_safe
@requires(Permission.CLAIM_BOARD)
def board(request: SeatRequest, slug: str) -> HttpResponse:
    """Show regions by projects, or provinces by projects to those who see all."""
    round_, running = asked_round(request)
    if round_ is None:
        return nothing_runs(request, _("Board of claims"))
    one = _asked(request, running, round_)
    context = {
        "round": round_,
        "board": board_dossiers.build(one),
        "by_province": one.by_province,
        "actions": _actions(request, slug, round_),
    }
    return render(request, "claim/claims/board.html", context)


def _actions(request: SeatRequest, slug: str, round_: Any) -> list[Action]:
    kwargs = {"slug": slug, "round_id": round_.pk}
    found = []
    if Permission.CLAIM_REVIEW in permissions_of(request.seat):
        found.append(Action(_("Approve several"), reverse("claims:bulk", kwargs=kwargs), "primary"))
    return found


@require_safe
@requires(Permission.CLAIM_BOARD)
def board_file(request: SeatRequest, slug: str, round_id: UUID) -> HttpResponse:
    """Give the board, all pages, as a workbook."""
    round_ = get_object_or_404(rounds.visible(request.seat), pk=round_id, programme=request.programme)
    return exports.board_workbook(_asked(request, [round_], round_))
