"""The frozen list: ``fivefold-posting/1`` made from approved claims, and what its leaf says of it.

The form is described in docs/reference/verification.md. Scores, returns and the reasons given
for a claim are never part of it.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from fivefold.claim.postings import changes
from fivefold.claim.postings.models import Posting
from fivefold.claim.postings.terms import Span
from fivefold.ledger.record import instant
from fivefold.lifecycle.origin import origin_of
from fivefold.method import canonical
from fivefold.orgs.models import Body
from fivefold.packs.pack import Pack
from fivefold.packs.programmes import pack_of

SCHEMA = "fivefold-posting/1"
LABEL = "演示数据"
Data = dict[str, Any]


def entry_of(claim: Any, pack: Pack, lead: str) -> Data:
    """Return one entry without its number; ``lead`` stands where the claim names no unit of its own."""
    body, project = claim.region.body, claim.project
    region_class = pack.region_class(claim.class_code)
    return {
        "claim": str(claim.pk),
        "province": {"code": body.parent.code, "name": body.parent.name},
        "region": {"code": body.code, "name": body.name},
        "class": {"code": claim.class_code, "name": region_class.label.zh},
        "project": {"code": project.code, "name": project.title},
        "basis": claim.basis,
        "lead_unit": claim.lead_unit.strip() or lead,
        "leader_post": claim.leader_post,
        "output": claim.expected_output,
        "filed_by": claim.filed_by.name if claim.filed_by else "",
    }


def numbered(entries: Iterable[Data]) -> list[Data]:
    """Return the entries with their numbers from 1, in the normal form of the canonical JSON."""
    return [
        cast("Data", canonical.normalise({**entry, "seq": place}))
        for place, entry in enumerate(entries, start=1)
    ]


def fingerprint(posting: Posting, digests: Sequence[str], held: Sequence[str] = ()) -> str:
    """Return the digest of what a publisher is shown before issuing; another list has another one.

    ``held`` are the keys of claims that are shown as held back.
    """
    shown = {
        "entries": list(digests),
        "held": list(held),
        "title": posting.title_lines,
        "prefix": posting.prefix,
        "source": posting.source,
        "readers": posting.audience,
        "changes": posting.changes,
    }
    return canonical.digest(canonical.normalise(shown))


def list_words(pack: Pack) -> Data:
    """Return the programme's own words that its documents print: the list's name and the heads of its columns."""
    words = pack.programme.vocabulary
    claim = words.claim.zh if words.claim else "认领"
    return {
        "list": f"{pack.participant_word}{claim}榜单",
        "heads": [
            "序号",
            pack.coordinator_word,
            pack.participant_word,
            words.region_class.zh if words.region_class else "类别",
            words.project.zh if words.project else "认领项目",
            "责任单位",
        ],
    }


def list_of(posting: Posting, entries: Sequence[Data], *, issuer: Body, at: datetime, notice: Span) -> Data:
    """Return the whole published list of a posting whose numbers are given."""
    programme, round_ = posting.round.programme, posting.round
    corrected, edition, class_list = posting.corrects, round_.edition, round_.class_list
    data = {
        "schema": SCHEMA,
        "origin": origin_of(programme),
        "label": LABEL if programme.demo else "",
        "words": list_words(pack_of(programme)),
        "programme": {"slug": programme.slug, "title": programme.title},
        "round": {"id": str(round_.pk), "title": round_.title},
        "number": posting.number,
        "document_number": posting.document_number,
        "title": posting.title,
        "source": posting.source,
        "issuer": issuer.name,
        "issued_at": instant(at),
        "corrects": {"number": corrected.number, "digest": corrected.digest} if corrected else None,
        "edition": {"code": edition.code, "title": edition.title, "sha256": edition.sha256},
        "class_list": {
            "number": class_list.number,
            "valid_from": class_list.valid_from.isoformat(),
            "sha256": class_list.sha256,
        },
        "notice": {
            "days": posting.notice_days,
            "kind": posting.notice_kind,
            "from": notice.first.isoformat(),
            "until": notice.last.isoformat(),
        },
        "entries": list(entries),
    }
    if corrected:
        data["changes"] = changes.block(posting.changes, entries)
    return cast("Data", canonical.normalise(data))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A list to the byte, and the digests that seal it: of the whole, of each entry, of each field of its head."""

    text: str
    digest: str
    entries: Sequence[str]
    fields: Mapping[str, str]
    number: int

    def leaf_params(self) -> Data:
        """Return what the leaf of an issue keeps."""
        return {
            "digest": self.digest,
            "number": self.number,
            "entries": list(self.entries),
            "fields": dict(self.fields),
        }


def sealed(data: Mapping[str, Any], digests: Sequence[str]) -> Sealed:
    """Return the list's text and digests; ``digests`` are those of its entries, in order."""
    text = canonical.dumps(data)
    fields = {name: canonical.digest(value) for name, value in data.items() if name != "entries"}
    return Sealed(text.decode(), hashlib.sha256(text).hexdigest(), digests, fields, data["number"])
