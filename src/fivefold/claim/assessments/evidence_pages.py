"""View models of an item's evidence, and its bytes for download."""

from collections.abc import Sequence
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fivefold.claim.assessments.models import Answer, Assessment, Evidence
from fivefold.files.kinds import DEFAULT_LIMITS, EVIDENCE, MIB
from fivefold.files.store import read
from fivefold.web.addresses import reverse
from fivefold.web.parts import EmptyState
from fivefold.web.speech import day, programme_time
from fivefold.web.tables import Cell, Column, Row, Table

_KILO = 1024


def open_for(assessment: Assessment, answer: Answer) -> bool:
    """Say whether a return left this item open."""
    parts = assessment.returned_parts
    return assessment.state != "returned" or not parts or answer.item.code in parts


def accepts() -> str:
    """Say which files can be uploaded, how large."""
    kinds = ", ".join(sorted(f".{kind.value}" for kind in EVIDENCE))
    return _("Files: %(kinds)s, up to %(size)s MB. No secret or personal data.") % {
        "kinds": kinds,
        "size": DEFAULT_LIMITS.size // MIB,
    }


def _address(assessment: Assessment, name: str, piece: Evidence) -> str:
    kwargs = {"slug": assessment.round.programme.slug, "pk": assessment.pk}
    key = "evidence" if name == "evidence_file" else "evidence_id"
    return reverse(f"assessments:{name}", kwargs={**kwargs, key: piece.pk})


def _state(piece: Evidence) -> Cell:
    if piece.withdrawn_reason:
        return Cell(_("withdrawn"), tag="off", note=piece.withdrawn_reason)
    return Cell(_("replaced"), tag="off") if piece.replaced else Cell(_("counts"), tag="done")


def _acts(assessment: Assessment, piece: Evidence, *, writable: bool) -> SafeString | str:
    if not writable or piece.replaced or piece.withdrawn_reason:
        return "—"
    acts = [
        (_address(assessment, "evidence_replace", piece), _("Replace")),
        (_address(assessment, "evidence_withdraw", piece), _("Withdraw")),
    ]
    links = [(href, label, piece.title) for href, label in acts]
    return format_html_join(" · ", '<a href="{}">{}<span class="visually-hidden"> {}</span></a>', links)


def table(assessment: Assessment, pieces: Sequence[Evidence], *, writable: bool) -> Table:
    """Return all versions of an item's evidence."""
    rows = [
        Row(
            (
                Cell(piece.title, href=_address(assessment, "evidence_file", piece), note=piece.file.name),
                piece.version,
                _state(piece),
                day(piece.dated_on) or _("not given"),
                programme_time(piece.at),
                f"{-(-piece.file.size // _KILO)} kB",
                format_html('<span class="digest">{}</span>', piece.file.sha256),
                _acts(assessment, piece, writable=writable),
            )
        )
        for piece in pieces
    ]
    return Table(
        caption=_("Evidence, all versions"),
        columns=[
            Column(_("Title"), "wide"),
            Column(_("Version"), "number"),
            Column(_("State"), "tag"),
            Column(_("Date of the document"), "date"),
            Column(_("Uploaded"), "date"),
            Column(_("Size"), "number"),
            Column("SHA-256"),
            Column(_("Act"), "action"),
        ],
        rows=rows,
        empty=EmptyState(_("No evidence yet."), next=_("Upload a file below.") if writable else ""),
        layout="stack",
        key="evidence",
    )


def bytes_of(piece: Evidence) -> bytes:
    """Return the stored bytes. Raises FileDamagedError when they are not those that were stored."""
    return read(piece.file)


def disposition(name: str) -> str:
    """Return the header that makes a download of a file with a Chinese name."""
    return f"attachment; filename*=UTF-8''{quote(name)}"
