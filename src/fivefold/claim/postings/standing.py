"""Whether every list that the log says was issued is stored as it was sealed, and none beside them."""

from collections.abc import Iterator

from fivefold.claim.postings.models import PUBLISHED, Posting
from fivefold.claim.postings.sealing import CORRECTED, ISSUED, Leaves, seal_broken
from fivefold.ledger.reading import first_leaves_of_all
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason
from fivefold.packs.models import Programme


def lists_against_the_log(programme: Programme) -> Iterator[Reason]:
    """Yield what is wrong with each list that is missing, contradicts the log, or is not in it; two queries."""
    found = Posting.objects.filter(programme=programme).select_related("round__programme")
    rows = {str(row.pk): row for row in found}
    told = first_leaves_of_all(origin_of(programme), Posting.SUBJECT, ISSUED, CORRECTED)
    issued = {key: leaves for key, leaves in told.items() if ISSUED in leaves}
    for key, leaves in issued.items():
        row = rows.get(key)
        if row is None:
            yield Reason("claim.postings.missing", _named(leaves))
        else:
            yield from _contradiction(row, leaves)
    for key, row in rows.items():
        if key not in issued and row.state in PUBLISHED:
            yield Reason("claim.postings.unlogged", {"subject": row.subject_name()})


def _contradiction(row: Posting, leaves: Leaves) -> Iterator[Reason]:
    broken = seal_broken(row, leaves)
    if broken:
        yield Reason("claim.postings.contradicts", {**_named(leaves), "details": broken.reasons[1:]})


def _named(leaves: Leaves) -> dict[str, str]:
    """Return document number and number as the log tells them: those of the row may be what was changed."""
    params = leaves[ISSUED]["params"]
    return {"subject": params["subject"], "number": str(params["number"])}
