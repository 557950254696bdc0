"""The order gate: no claiming before the participants of the batch have a class in force."""

from datetime import date

from classify.files import as_csv, line
from classify.real import CLOCK
from fivefold.classify.class_lists.actions import class_list_draft, class_list_issue
from fivefold.classify.class_lists.queries import order_gate
from fivefold.classify.register.actions import Upload, Wanted, register_import_file
from fivefold.lifecycle.actor import SYSTEM

ON = date(2024, 1, 1)


def _issue(programme, actor):
    draft = class_list_draft(programme=programme, valid_from=ON, actor=actor, clock=CLOCK)
    return class_list_issue(
        class_list=draft, signer_post="演示主任", document_number="演示〔2024〕1号", actor=actor, clock=CLOCK
    )


def _late_comer(programme, batch):
    """A region that joins after the list was issued."""
    rows = [line("9108", "演示庚市", "prefecture", "地级市", "91", batch)]
    register_import_file(
        programme=programme,
        upload=Upload(as_csv(rows), "b.csv", "text/csv"),
        wanted=Wanted("areas", ON),
        actor=SYSTEM,
        clock=CLOCK,
    )


def test_without_a_list_the_gate_is_closed(small, centre):
    """1.2: opening claims without a class list in force is refused with the reason."""
    assert [r.code for r in order_gate(small, ["batch-1"], ON)] == ["class_lists.gate.no_list"]
    _issue(small, centre)
    assert [r.code for r in order_gate(small, ["batch-1"], date(2023, 12, 31))] == [
        "class_lists.gate.no_list"
    ]
    assert order_gate(small, ["batch-1"], ON) == []


def test_only_participants_of_the_batch_count(small, centre):
    """1.2: an unclassified region closes the gate of its own batch, and is named."""
    _issue(small, centre)
    _late_comer(small, "2")
    assert order_gate(small, ["batch-1"], ON) == []
    [reason] = order_gate(small, ["batch-1", "batch-2"], ON)
    assert reason.code == "class_lists.gate.unclassified"
    assert reason.params["regions"] == ("演示庚市",)


def test_a_batch_without_regions(empty, centre):
    assert [r.code for r in order_gate(empty, ["batch-1"], ON)] == ["class_lists.gate.nobody"]
