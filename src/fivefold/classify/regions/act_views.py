"""Forms that change a region or an area: each one page with GET and POST, redirecting after success."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fivefold.authz.permissions import Permission
from fivefold.classify.pages import batch_choices, refused_form, today
from fivefold.classify.regions import actions, areas, queries
from fivefold.classify.regions.forms import (
    BatchForm,
    DescribeForm,
    FactForm,
    LeaveForm,
    MergeForm,
    RenameForm,
    SplitForm,
)
from fivefold.classify.regions.lists import area_url
from fivefold.classify.regions.values import label_text
from fivefold.method.reason import Reason, Refused
from fivefold.packs.programmes import pack_of
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.parts import Link
from fivefold.web.request import SeatRequest
from fivefold.web.speech import name_lang

_FIELDS: Mapping[str, str] = {
    "regions.source_missing": "source",
    "regions.value_missing": "value",
    "regions.day_ahead": "as_of",
    "regions.unknown_batch": "batch",
    "regions.same_batch": "batch",
    "regions.before_stay": "on",
    "regions.before_leaving": "on",
    "regions.day_outside_life": "on",
    "regions.period_empty": "valid_to",
    "regions.unknown_heir": "heir",
    "regions.split_needs_two": "into",
    "regions.code_taken": "code",
    "regions.merge_needs_two": "others",
    "regions.code_not_listed": "others",
    "pack.value.not_flag": "value",
    "pack.value.not_one_of": "value",
    "pack.value.not_exact": "value",
    "pack.value.not_whole": "value",
    "pack.value.not_day": "value",
}

Area = Any
Region = Any
Apply = Callable[[dict[str, Any]], object]


def _area(request: SeatRequest, code: str) -> Area:
    found = queries.area_called(request.seat, request.programme, code, today())
    if found is None:
        raise Http404
    return found


def _region(request: SeatRequest, code: str) -> Region:
    found = queries.region_of(_area(request, code))
    if found is None:
        raise Http404
    return found


def _page(
    request: SeatRequest, code: str, name: str, form: forms.Form, apply: Apply, texts: tuple[str, str, str]
) -> HttpResponse:
    """Show a form, or apply it; ``texts`` are title, button and the message of success."""
    title, submit, done = texts
    back = area_url(request.programme, code)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                apply(form.cleaned_data)
            except Refused as refusal:
                fields = {key: field for key, field in _FIELDS.items() if field in form.fields}
                status = refused_form(form, refusal, fields)
            else:
                messages.success(request, done)
                return HttpResponseRedirect(back)
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "lang": name_lang(),
        "cancel_url": back,
        "crumbs": [
            Link(_("List of regions"), reverse("regions:list", kwargs={"slug": request.programme.slug})),
            Link(name, back),
        ],
    }
    return render(request, "classify/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGION_DESCRIBE)
def describe(request: SeatRequest, slug: str, code: str, block: str) -> HttpResponse:
    """Add a fact to a block of the profile."""
    region = _region(request, code)
    found = next((one for one in pack_of(request.programme).classify.profile if one.key == block), None)
    if found is None:
        raise Http404
    keys = [(fact.key, _with_unit(label_text(fact.label), fact.unit)) for fact in found.facts]
    form = DescribeForm(request.POST or None, keys=keys, initial={"as_of": today()})

    def apply(values: dict[str, Any]) -> object:
        return actions.region_describe(region=region, block=block, actor=request.actor, **values)

    texts = (label_text(found.label), _("Add"), _("The fact was added; earlier ones stay."))
    return _page(request, code, region.area.name, form, apply, texts)


def _with_unit(label: str, unit: Any) -> str:
    return f"{label} ({label_text(unit)})" if unit else label


@require_http_methods(["GET", "POST"])
@requires(Permission.REGION_MANAGE)
def change_batch(request: SeatRequest, slug: str, code: str) -> HttpResponse:
    """Move a region to another batch."""
    region = _region(request, code)
    batches = batch_choices(pack_of(request.programme))
    form = BatchForm(request.POST or None, batches=batches, initial={"on": today(), "batch": region.batch})

    def apply(values: dict[str, Any]) -> object:
        return actions.region_change_batch(region=region, actor=request.actor, **values)

    texts = (_("Change the batch"), _("Change the batch"), _("The region is in another batch now."))
    return _page(request, code, region.area.name, form, apply, texts)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGION_MANAGE)
def leave(request: SeatRequest, slug: str, code: str) -> HttpResponse:
    """Take a region out of the pilot."""
    region = _region(request, code)
    form = LeaveForm(request.POST or None, initial={"on": today()})

    def apply(values: dict[str, Any]) -> object:
        return actions.region_leave(region=region, actor=request.actor, **values)

    texts = (_("Leave the pilot"), _("Leave the pilot"), _("The region has left; its history stays."))
    return _page(request, code, region.area.name, form, apply, texts)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGION_MANAGE)
def take_back(request: SeatRequest, slug: str, code: str) -> HttpResponse:
    """Take a region back into the pilot."""
    region = _region(request, code)
    batches = batch_choices(pack_of(request.programme))
    form = BatchForm(request.POST or None, batches=batches, initial={"on": today(), "batch": region.batch})

    def apply(values: dict[str, Any]) -> object:
        return actions.region_return(region=region, actor=request.actor, **values)

    texts = (_("Return to the pilot"), _("Return to the pilot"), _("The region takes part again."))
    return _page(request, code, region.area.name, form, apply, texts)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGION_MANAGE)
def record_fact(request: SeatRequest, slug: str, code: str) -> HttpResponse:
    """Record a fact of an area."""
    area = _area(request, code)
    keys = [(fact.key, label_text(fact.label)) for fact in pack_of(request.programme).classify.facts]
    form = FactForm(request.POST or None, keys=keys)

    def apply(values: dict[str, Any]) -> object:
        return areas.area_record_fact(area=area, actor=request.actor, **values)

    texts = (_("Record a fact"), _("Record"), _("The fact was recorded; the next class list will use it."))
    return _page(request, code, area.name, form, apply, texts)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGION_MANAGE)
def rename(request: SeatRequest, slug: str, code: str) -> HttpResponse:
    """Give an area another name, code or kind."""
    area = _area(request, code)
    initial = {"name": area.name, "code": area.code, "kind": area.kind, "on": today()}
    form = RenameForm(request.POST or None, initial=initial)

    def apply(values: dict[str, Any]) -> object:
        new = areas.NewArea(values["code"], values["name"], values["kind"], area.code_origin)
        return areas.area_rename(
            area=area, new=new, on=values["on"], reason=values["reason"], actor=request.actor
        )

    texts = (_("Rename"), _("Rename"), _("The new name is recorded; the old one stays in the history."))
    return _page(request, code, area.name, form, apply, texts)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGION_MANAGE)
def split(request: SeatRequest, slug: str, code: str) -> HttpResponse:
    """Split an area."""
    area = _area(request, code)
    form = SplitForm(request.POST or None, initial={"on": today()})

    def apply(values: dict[str, Any]) -> object:
        into = [areas.NewArea(new, name) for new, name in values["into"]]
        return areas.area_split(
            area=area,
            into=into,
            heir=values["heir"],
            on=values["on"],
            reason=values["reason"],
            actor=request.actor,
        )

    texts = (_("Split"), _("Split"), _("The split is recorded."))
    return _page(request, code, area.name, form, apply, texts)


@require_http_methods(["GET", "POST"])
@requires(Permission.REGION_MANAGE)
def merge(request: SeatRequest, slug: str, code: str) -> HttpResponse:
    """Merge an area with others."""
    area = _area(request, code)
    form = MergeForm(request.POST or None, initial={"on": today()})

    def apply(values: dict[str, Any]) -> object:
        others = [_listed_area(request, other) for other in values["others"]]
        into = areas.NewArea(values["code"], values["name"])
        return areas.area_merge(
            areas=[area, *others],
            into=into,
            heir=area,
            on=values["on"],
            reason=values["reason"],
            actor=request.actor,
        )

    texts = (_("Merge"), _("Merge"), _("The merger is recorded."))
    return _page(request, code, area.name, form, apply, texts)


def _listed_area(request: SeatRequest, code: str) -> Area:
    found = queries.area_called(request.seat, request.programme, code, today())
    if found is None or found.state != "listed":
        raise Refused(Reason("regions.code_not_listed", {"code": code}))
    return found
