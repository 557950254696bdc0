"""Who has acknowledged a posted list, and who is late."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fivefold.claim.postings.queries import Answerer
from fivefold.packs.pack import Pack
from fivefold.web.speech import clock, name_lang
from fivefold.web.tables import Cell, Column, Row, Table
from fivefold.web.vocabulary import coordinator_label, participant_label


def taken_table(regions: Sequence[Answerer], pack: Pack) -> Table:
    """Return the regions with the moment of their acknowledgement, those that are late first."""
    lang = name_lang()
    return Table(
        caption=_("Acknowledgement"),
        columns=(
            Column(participant_label(pack)),
            Column(coordinator_label(pack)),
            Column(_("Acknowledged"), "tag"),
        ),
        rows=[
            Row(
                (Cell(one.name, lang=lang), Cell(one.province, lang=lang), _taken_cell(one)),
                kind="late" if one.late else "",
            )
            for one in sorted(regions, key=lambda one: (not one.late, one.at is not None, one.path))
        ],
        layout="stack",
        key="taken",
    )


def _taken_cell(one: Answerer) -> Cell:
    if one.at:
        return Cell(clock(one.at), tag="done")
    return Cell(_("late"), tag="late") if one.late else Cell(_("waiting"), tag="turn")
