"""What the pages of this division share: labels of the pack, days, refusals in forms, histories, downloads."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import quote

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fivefold.authz.decide import decide, permissions_of
from fivefold.authz.facts import ObjectFacts
from fivefold.authz.permissions import Permission
from fivefold.classify.regions.values import label_text
from fivefold.ledger.reading import EntryFacts, history
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason, Refused
from fivefold.orgs.seats import SeatFacts
from fivefold.packs.models import Programme
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of
from fivefold.web.addresses import reverse
from fivefold.web.parts import HistoryEntry, StateKind, Tag
from fivefold.web.speech import programme_time, speak_reason

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
JSON = "application/json; charset=utf-8"
DEMO_LABEL = "演示数据"
UNPROCESSABLE, CONFLICT = 422, 409
# Parameters of ledger sentences that hold keys of the pack.
_KEYED = ("batch", "from", "to", "ruled", "fact", "class")

OUTCOME_TAGS: Mapping[str, StateKind] = {
    "placed": "done",
    "overridden": "official",
    "gap": "late",
    "conflict": "refused",
    "excluded": "off",
}


def class_label(pack: Pack, key: str) -> str:
    """Return the name of a class in the reader's language; the key itself where the pack has no such class."""
    return next((label_text(found.label) for found in pack.programme.classes if found.key == key), key)


def class_choices(pack: Pack) -> list[tuple[str, str]]:
    """Return all classes as choices."""
    return [(found.key, label_text(found.label)) for found in pack.programme.classes]


def batch_label(pack: Pack, key: str) -> str:
    """Return the name of a batch in the reader's language."""
    return next((label_text(found.label) for found in pack.programme.batches if found.key == key), key)


def batch_choices(pack: Pack) -> list[tuple[str, str]]:
    """Return all batches as choices."""
    return [(found.key, label_text(found.label)) for found in pack.programme.batches]


def outcome_label(outcome: str) -> str:
    """Return what became of a line of a class list."""
    return {
        "placed": _("placed by a rule"),
        "overridden": _("overridden"),
        "gap": _("gap"),
        "conflict": _("conflict"),
        "excluded": _("excluded"),
    }.get(outcome, outcome)


def placed_by(outcome: str, rule: str) -> str:
    """Return the rule that placed a row; where a signature did, that it was done by hand."""
    return outcome_label(outcome) if outcome == "overridden" else rule


def outcome_tag(outcome: str) -> Tag:
    """Return it as shape and word."""
    return Tag(outcome_label(outcome), OUTCOME_TAGS.get(outcome, "off"))


def rule_label(pack: Pack, code: str) -> str:
    """Return a rule's code with its name; empty for no rule."""
    labels = {rule.code: rule.label for rule in pack.classify.rules}
    labels |= {rule.code: rule.label for rule in pack.classify.exclusions}
    found = label_text(labels[code]) if code in labels else ""
    return f"{code} {found}".strip()


def today() -> date:
    """Return today in the programme's time zone."""
    return timezone.localdate()


def asked_day(text: str, default: date) -> date:
    """Read a day from an address; a broken one falls back to the default."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return default


def forbidden(seat: SeatFacts | None, permission: Permission, facts: ObjectFacts) -> str:
    """Return why the seat may not, as a sentence; empty where it may."""
    decision = decide(seat, permission, facts)
    return "" if decision.allowed else speak_reason(decision.reason)


def holds(seat: SeatFacts | None, permission: Permission) -> bool:
    """Say whether the seat's role has a permission at all."""
    return permission in permissions_of(seat)


def refused_form(form: forms.Form, refusal: Refused, fields: Mapping[str, str] | None = None) -> int:
    """Put a refusal into the form that asked for it and return the status; what was typed stays.

    ``fields`` names the field of a reason code; the others stand above the form. A missing right is no matter of a
    form and is raised again.
    """
    if isinstance(refusal, NotAllowed):
        raise refusal
    for reason in refusal.reasons:
        form.add_error((fields or {}).get(reason.code), speak_reason(reason))
    return CONFLICT if isinstance(refusal, WrongState) else UNPROCESSABLE


def download(data: bytes, name: str, media: str) -> HttpResponse:
    """Return bytes as a file to be saved under ``name``, Chinese names included (RFC 6266, section 5)."""
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def file_name(programme: Programme, *parts: str) -> str:
    """Return a file name of a programme's download; fictional content is labelled in it."""
    label = [DEMO_LABEL] if programme.demo else []
    return "-".join([*label, programme.slug, *parts])


def _words(pack: Pack) -> dict[str, str]:
    words = dict(class_choices(pack)) | dict(batch_choices(pack))
    words |= {fact.key: label_text(fact.label) for fact in pack.classify.facts}
    return words | {
        fact.key: label_text(fact.label) for block in pack.classify.profile for fact in block.facts
    }


def history_of(
    programme: Programme, subjects: Iterable[tuple[str, str]], seat: SeatFacts | None
) -> list[HistoryEntry]:
    """Return what the log holds of some subjects (type, id), newest first, in sentences; keys become labels."""
    origin, words = origin_of(programme), _words(pack_of(programme))
    found = [entry for kind, key in subjects for entry in history(origin, kind, key)]
    audit = holds(seat, Permission.AUDIT_VIEW)
    found.sort(key=lambda entry: entry.index, reverse=True)
    return [_entry(programme, entry, words, audit=audit) for entry in found]


def _entry(programme: Programme, entry: EntryFacts, words: Mapping[str, str], *, audit: bool) -> HistoryEntry:
    params = {**entry.params}
    for key in _KEYED:
        if isinstance(params.get(key), str):
            params[key] = words.get(params[key], params[key] or _("no class"))
    url = reverse("audit:entry", kwargs={"slug": programme.slug, "entry_id": entry.id}) if audit else ""
    return HistoryEntry(
        speak_reason(replace(entry, params=params).sentence),
        programme_time(entry.at),
        entry.body_name,
        official=entry.kind.endswith((".issued", ".imported", ".left", ".returned")),
        entry=str(entry.index),
        url=url,
    )


def spoken(reasons: Iterable[Mapping[str, object]]) -> list[str]:
    """Say stored reasons."""
    return [speak_reason(Reason.from_data(kept)) for kept in reasons]
