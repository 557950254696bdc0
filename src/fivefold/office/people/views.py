"""Pages of the system administrator."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fivefold.authz.permissions import Permission
from fivefold.office.people import actions, dossiers, queries
from fivefold.office.people.forms import PersonForm
from fivefold.office.trail import office_trail, people_trail
from fivefold.web.access import requires
from fivefold.web.addresses import reverse
from fivefold.web.parts import Link
from fivefold.web.request import OfficeRequest
from fivefold.web.speech import speak_reason


def _password_once(request: OfficeRequest, person: Any, word: str) -> HttpResponse:
    context = {"person": person, "word": word, "crumbs": people_trail(person.name)}
    return render(request, "office/password_once.html", context)


@requires(Permission.PERSON_MANAGE)
def people(request: OfficeRequest) -> HttpResponse:
    """List people and make new ones."""
    form = PersonForm(request.POST or None)
    word = ""
    if request.method == "POST" and form.is_valid():
        try:
            person, word = actions.person_create(**form.cleaned_data, actor=request.actor)
        except actions.NameTaken as refusal:
            form.add_error("username", speak_reason(refusal.reasons[0]))
        else:
            return _password_once(request, person, word)
    context = {
        "table": dossiers.people_table(request.GET),
        "form": form,
        "crumbs": office_trail(Link(_("People"), "")),
    }
    return render(request, "office/people.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.PERSON_MANAGE)
def person(request: OfficeRequest, person_id: UUID) -> HttpResponse:
    """Show one person with what can be done about them."""
    found = queries.person_by_id(str(person_id))
    if found is None:
        raise Http404
    page = dossiers.person_page(found)
    return render(request, "office/person.html", {"page": page, "crumbs": people_trail(page.title)})


@require_POST
@requires(Permission.PERSON_MANAGE)
def person_act(request: OfficeRequest, person_id: UUID, act: str) -> HttpResponse:
    """Disable, enable, or give a new one-time password."""
    person = queries.person_by_id(str(person_id))
    if person is None or act not in {"enable", "disable", "password"}:
        raise Http404
    if act == "password":
        word = actions.person_new_password(person=person, actor=request.actor)
        return _password_once(request, person, word)
    actions.person_set_active(person=person, active=act == "enable", actor=request.actor)
    messages.success(request, _("Done: %(name)s") % {"name": person.name})
    return HttpResponseRedirect(reverse("office:people"))
