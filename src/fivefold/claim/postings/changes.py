"""What a correction changed: each entry, from what to what, by which objections, as data and as sentences.

The same data stand in a draft (``Posting.changes``) and, without the keys of rows, in the published list. Plain
functions without Django, so that the offline command says the same.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from fivefold.method.reason import Reason

Change = Mapping[str, Any]
STRIKE, AMEND = "strike", "amend"
_PUBLISHED = ("claim", "seq", "region", "project", "remedy", "fields", "was", "because", "sources")


def block(changes: Sequence[Change], entries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the changes as the published list carries them; ``place`` is the new number, None for a struck entry."""
    places = {entry["claim"]: entry["seq"] for entry in entries}
    return [
        {name: change[name] for name in _PUBLISHED} | {"place": places.get(change["claim"])}
        for change in sorted(changes, key=lambda one: int(one["seq"]))
    ]


def sentences(changes: Sequence[Change]) -> tuple[Reason, ...]:
    """Return one sentence per changed entry, in the order of the corrected list."""
    return tuple(map(sentence, changes))


def sentence(change: Change) -> Reason:
    """Say which entry of the corrected list was changed, from what to what, why, and by which objections."""
    params = {
        "seq": str(change["seq"]),
        "region": change["region"]["name"],
        "project": change["project"]["name"],
        "because": str(change["because"]).rstrip("。；"),
        "sources": tuple(map(_source, change["sources"])),
    }
    if change["remedy"] == STRIKE:
        return Reason("claim.postings.change.strike", params)
    return Reason("claim.postings.change.amend", {**params, "fields": differences(change)})


def differences(change: Change) -> tuple[Reason, ...]:
    """Return what each amended field said and says now."""
    return tuple(
        Reason(f"claim.postings.change.{name}", {"old": text(change["was"][name]), "new": text(new)})
        for name, new in sorted(change["fields"].items())
    )


def by_place(changes: Sequence[Change]) -> Mapping[int, Change]:
    """Return the amendments of a published list by the number of the entry they changed."""
    return {change["place"]: change for change in changes if change.get("place")}


def text(value: Any) -> str:
    """Return what a field of an entry says: its name where it has a code too."""
    return str(value["name"]) if isinstance(value, Mapping) else str(value)


def _source(source: Mapping[str, Any]) -> Reason:
    """Name an objection by what everybody may know of it: the body, or that it was a citizen, and the day."""
    year, month, day = (str(int(part)) for part in source["raised_on"].split("-"))
    said = {"body": str(source["body"]), "year": year, "month": month, "day": day}
    return Reason(f"claim.postings.change.by_{source['channel']}", said)
