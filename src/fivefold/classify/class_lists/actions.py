"""Acts on class lists: drafting from the rules, overriding one line, issuing under a number, discarding."""

import hashlib
import re
from datetime import date

from django.db.models import Max

from fivefold.authz.permissions import Permission
from fivefold.classify.class_lists.canonical_list import canonical_bytes
from fivefold.classify.class_lists.drafting import lines
from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.classify.class_lists.queries import before, entries, hindrances, issued_lists
from fivefold.classify.standing import need_state
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import DATABASE_CLOCK, Clock
from fivefold.lifecycle.move import act, begin, lock, move, require
from fivefold.lifecycle.transactions import action
from fivefold.method.reason import Reason, Refused
from fivefold.packs.models import Programme
from fivefold.packs.programmes import pack_of

# The year of a document number stands in hexagonal brackets (GB/T 9704-2012, 7.2.5).
_OTHER_BRACKETS = re.compile(r"[\[(（【［]\s*\d{4}\s*[\])）】］]")


@action
def class_list_draft(
    *, programme: Programme, valid_from: date, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> ClassList:
    """Draft a list as of a day from the pack's rules and the facts known now.

    Raises NotAllowed; Refused when the register has no area that could be placed.
    """
    draft = ClassList(programme=programme, valid_from=valid_from, pack_sha256=programme.pack_version.sha256)
    begin(draft, actor=actor, permission=Permission.CLASS_LIST_DRAFT, clock=clock)
    made = lines(draft, before(draft))
    if not made:
        raise Refused(Reason("class_lists.nothing_to_place", {"on": valid_from.isoformat()}))
    ClassEntry.objects.bulk_create(made, batch_size=500)
    return draft


@action
def class_list_redraft(*, class_list: ClassList, actor: Actor) -> ClassList:
    """Apply the rules again to a draft, over the facts known now; its own overrides stay while the rules agree.

    Raises NotAllowed and WrongState.
    """
    fresh = lock(class_list)
    require(actor, Permission.CLASS_LIST_DRAFT, fresh)
    need_state(fresh, "drafted", "class_list.redrafted")
    kept = {row.area.code: row for row in entries(fresh).filter(outcome="overridden")}
    made = lines(fresh, before(fresh))
    for line in made:
        old = kept.get(line.area.code)
        ruled = line.ruled_class_code if line.outcome == "overridden" else line.class_code
        if old is not None and old.ruled_class_code == ruled:
            line.outcome, line.class_code, line.ruled_class_code = "overridden", old.class_code, ruled
            line.override_reason, line.override_signer = old.override_reason, old.override_signer
            line.carried_from = old.carried_from
    entries(fresh).delete()
    ClassEntry.objects.bulk_create(made, batch_size=500)
    return fresh


@action
def class_list_override(
    *,
    class_list: ClassList,
    entry_id: int,
    class_code: str,
    reason: str,
    signer: str,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> ClassEntry:
    """Put one area into a class against, or without, the rules; what the rules said stays beside it.

    An empty ``class_code`` takes the override back. Raises NotAllowed, WrongState, ReasonMissing, Refused for an
    unknown class or a missing signer, ``ClassEntry.DoesNotExist``.
    """
    fresh = lock(class_list)
    entry = ClassEntry.objects.select_related("area").get(pk=entry_id, class_list=fresh)
    known = {found.key for found in pack_of(class_list.programme).programme.classes}
    if class_code and class_code not in known:
        raise Refused(Reason("class_lists.unknown_class", {"value": class_code}))
    if not signer.strip():
        raise Refused(Reason("class_lists.signer_missing", {}))
    overridden = entry.outcome == "overridden"
    ruled = entry.ruled_class_code if overridden else entry.class_code
    takes_back = class_code in {"", ruled}
    if class_code == entry.class_code or (takes_back and not overridden):
        raise Refused(Reason("class_lists.same_class", {"region": entry.area.name}))
    changes = {"region": entry.area.name, "code": entry.area.code, "from": entry.class_code, "to": class_code}
    act(
        class_list,
        "class_list.overridden",
        actor=actor,
        clock=clock,
        because=reason,
        params={**changes, "ruled": ruled, "signer": signer.strip()},
    )
    if not takes_back:
        entry.outcome, entry.class_code, entry.ruled_class_code = "overridden", class_code, ruled
        entry.override_reason, entry.override_signer = reason.strip(), signer.strip()
    else:
        _restore(entry, ruled)
    entry.carried_from = None
    entry.save()
    return entry


def _restore(entry: ClassEntry, ruled: str) -> None:
    """Give the line back to the rules: its reasons say whether they placed it, and where not, why."""
    codes = {str(reason["code"]) for reason in entry.reasons}
    conflict = "classify.conflict" in codes
    entry.outcome = "placed" if ruled else "conflict" if conflict else "gap"
    if "classify.excluded" in codes:
        entry.outcome = "excluded"
    entry.class_code, entry.ruled_class_code = ruled, ""
    entry.override_reason = entry.override_signer = ""


@action
def class_list_issue(
    *,
    class_list: ClassList,
    signer_post: str,
    document_number: str,
    actor: Actor,
    clock: Clock = DATABASE_CLOCK,
) -> ClassList:
    """Issue a draft under the next number, with signer and document number; the list before it is superseded.

    Raises NotAllowed, WrongState, Refused while a participant is in no class, without signer or document number.
    """
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=class_list.programme_id)
    fresh = lock(class_list)
    require(actor, Permission.CLASS_LIST_ISSUE, fresh)
    _refuse_incomplete(fresh, signer_post, document_number)
    predecessor = before(fresh)
    number = (issued_lists(programme).aggregate(last=Max("number"))["last"] or 0) + 1
    fresh.number, fresh.issued_at = number, clock.now()
    fresh.signer_post, fresh.document_number = signer_post.strip(), document_number.strip()
    fresh.sha256 = hashlib.sha256(
        canonical_bytes(fresh, predecessor, pack_of(class_list.programme))
    ).hexdigest()
    if fresh.state == "drafted":
        fresh.save(update_fields=["number", "issued_at", "signer_post", "document_number", "sha256"])
    entry = move(
        fresh,
        "class_list.issued",
        actor=actor,
        clock=clock,
        params={
            "number": number,
            "valid_from": fresh.valid_from.isoformat(),
            "signer_post": fresh.signer_post,
            "document_number": fresh.document_number,
            "sha256": fresh.sha256,
            "supersedes": predecessor.number if predecessor else None,
        },
    )
    if predecessor is not None and predecessor.state == "issued":
        move(
            predecessor,
            "class_list.superseded",
            actor=actor,
            clock=clock,
            params={"by": number},
            caused_by=entry,
        )
    return fresh


def _taken(fresh: ClassList, number: str) -> bool:
    others = ClassList.objects.filter(programme=fresh.programme, document_number=number)
    return others.exclude(pk=fresh.pk).exists()


def _refuse_incomplete(fresh: ClassList, signer_post: str, document_number: str) -> None:
    reasons = hindrances(fresh)
    if not signer_post.strip():
        reasons.append(Reason("class_lists.signer_missing", {}))
    number = document_number.strip()
    if not number:
        reasons.append(Reason("class_lists.document_missing", {}))
    elif _OTHER_BRACKETS.search(number):
        reasons.append(Reason("class_lists.document_malformed", {"number": number}))
    elif _taken(fresh, number):
        reasons.append(Reason("class_lists.document_twice", {"number": number}))
    if reasons:
        raise Refused(*reasons)


@action
def class_list_discard(
    *, class_list: ClassList, reason: str, actor: Actor, clock: Clock = DATABASE_CLOCK
) -> None:
    """Discard a draft, with a reason. Raises NotAllowed, WrongState, ReasonMissing."""
    move(class_list, "class_list.discarded", actor=actor, clock=clock, because=reason)
