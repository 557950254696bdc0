"""The log: gapless, tamper-evident, provable."""

import base64
from datetime import timedelta

import pytest
from django.db import transaction

from cast import NOW
from fivefold.ledger import ids, keys, proofs, reading
from fivefold.ledger import record as record_module
from fivefold.ledger.models import Checkpoint, Entry, Log, Node
from fivefold.ledger.record import NewEntry, NotInTransactionError, instant, record, record_many
from fivefold.method import canonical, merkle

ORIGIN = "test.example/p"


def new(number: int, **changes) -> NewEntry:
    values = {
        "kind": "thing.done",
        "subject_type": "thing",
        "subject_id": str(number),
        "actor": {"seat": "s", "role": "signer", "body": "9101"},
        "at": NOW,
        "params": {"subject": f"物{number}"},
        "body": "00/91/9101/",
        "body_name": "甲市",
        "name_snapshot": "张演示",
    }
    return NewEntry(**{**values, **changes})


def fill(count: int):
    with transaction.atomic():
        return record_many(ORIGIN, [new(n) for n in range(count)])


def test_indices_have_no_gaps_and_go_on(db):
    assert [r.index for r in fill(3)] == [0, 1, 2]
    with transaction.atomic():
        assert record(ORIGIN, new(3)).index == 3
    assert reading.size(ORIGIN) == 4


@pytest.mark.django_db(transaction=True)
def test_no_leaf_outside_the_act_s_transaction():
    with pytest.raises(NotInTransactionError):
        record(ORIGIN, new(0))
    assert Entry.objects.count() == 0


def test_a_rolled_back_act_leaves_no_leaf(db):
    fill(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(ORIGIN, new(1))
        raise ZeroDivisionError
    assert reading.size(ORIGIN) == 1
    assert [r.index for r in fill(1)] == [1]


def test_the_leaf_holds_seat_role_and_body_but_no_name(db):
    fill(1)
    leaf = canonical.loads(Entry.objects.get().leaf.encode())
    assert leaf["actor"] == {"seat": "s", "role": "signer", "body": "9101"}
    assert leaf["at"] == "2026-09-01T02:00:00.000000Z" == instant(NOW)
    assert len(leaf["salt"]) == 32
    assert "张演示" not in Entry.objects.get().leaf


def test_the_root_is_that_of_all_leaves(db):
    fill(7)
    leaves = [e.leaf.encode() for e in Entry.objects.order_by("index")]
    assert proofs.checkpoint(ORIGIN, NOW).root == merkle.root(leaves).hex()


def test_a_checkpoint_is_signed_once_per_size(db):
    fill(2)
    first = proofs.checkpoint(ORIGIN, NOW)
    assert proofs.checkpoint(ORIGIN, NOW + timedelta(days=1)).pk == first.pk
    opened = merkle.open_note(first.note, keys.public_key())
    assert (opened.origin, opened.size, opened.root.hex()) == (ORIGIN, 2, first.root)
    assert Checkpoint.objects.count() == 1


def test_a_log_without_entries_has_no_checkpoint(db):
    with pytest.raises(Log.DoesNotExist):
        proofs.checkpoint("nowhere", NOW)


@pytest.mark.parametrize("index", range(5))
def test_every_entry_can_be_proved(db, index):
    entry_id = fill(5)[index].id
    proof = proofs.proof_of(entry_id, NOW)
    opened = merkle.open_note(proof["checkpoint"], proof["vkey"])
    path = [base64.b64decode(node) for node in proof["path"]]
    leaf = merkle.leaf_hash(canonical.dumps(proof["leaf"]))
    assert merkle.verify_inclusion(leaf, proof["index"], proof["size"], path, opened.root)
    altered = merkle.leaf_hash(canonical.dumps({**proof["leaf"], "kind": "other"}))
    assert not merkle.verify_inclusion(altered, proof["index"], proof["size"], path, opened.root)


def test_growth_can_be_proved(db):
    fill(3)
    old = proofs.checkpoint(ORIGIN, NOW)
    fill(4)
    new_ = proofs.checkpoint(ORIGIN, NOW)
    path = [base64.b64decode(node) for node in proofs.consistency(ORIGIN, 3, 7)]
    assert merkle.verify_consistency(3, 7, path, bytes.fromhex(old.root), bytes.fromhex(new_.root))
    assert not merkle.verify_consistency(3, 7, path, bytes.fromhex(new_.root), bytes.fromhex(new_.root))


@pytest.mark.parametrize(("old", "new_size"), [(3, 7), (5, 13), (12, 13), (8, 13)])
def test_a_path_is_read_by_one_query(db, django_assert_num_queries, old, new_size):
    fill(13)
    with django_assert_num_queries(1):
        path = proofs.consistency(ORIGIN, old, new_size)
    leaves = [e.leaf.encode() for e in Entry.objects.order_by("index")]
    roots = [merkle.root(leaves[:size]) for size in (old, new_size)]
    assert merkle.verify_consistency(old, new_size, [base64.b64decode(node) for node in path], *roots)


def test_a_proof_asks_for_entry_log_checkpoint_and_nodes_once_each(db, django_assert_num_queries):
    entry_id = fill(13)[5].id
    proofs.checkpoint(ORIGIN, NOW)
    with django_assert_num_queries(4):
        assert len(proofs.proof_of(entry_id, NOW)["path"]) == 4


def test_sizes_beyond_the_log_s_end_are_refused_and_equal_sizes_need_nothing(db):
    fill(13)
    assert proofs.consistency(ORIGIN, 13, 13) == []
    with pytest.raises(Node.DoesNotExist):
        proofs.consistency(ORIGIN, 12, 14)


def test_an_untouched_log_has_no_damage(db):
    fill(5)
    assert list(reading.damage(ORIGIN)) == []
    assert list(reading.damage("nowhere")) == []


def test_an_edited_leaf_is_named(db):
    fill(5)
    victim = Entry.objects.get(index=3)
    Entry.objects.filter(index=3).update(leaf=victim.leaf.replace("物3", "物9"))
    assert list(reading.damage(ORIGIN)) == [3]


def forge(index: int, *, node: bool = False):
    """Edit a leaf and its hash, and its node of the tree too."""
    forged = Entry.objects.get(index=index).leaf.replace("物", "伪")
    told = merkle.leaf_hash(forged.encode()).hex()
    Entry.objects.filter(index=index).update(leaf=forged, leaf_hash=told)
    if node:
        Node.objects.filter(level=0, index=index).update(hash=told)


def reseal(count: int):
    """Make the log's row say that the first ``count`` entries, as they are stored, are all there is."""
    edge = merkle.CompactRange()
    for entry in Entry.objects.filter(index__lt=count).order_by("index"):
        edge.append(merkle.leaf_hash(entry.leaf.encode()))
    Log.objects.update(size=count, frontier=[node.hex() for node in edge.hashes])


def test_an_edited_leaf_with_a_fitting_hash_is_named_by_its_place_in_the_tree(db):
    fill(60)
    forge(50)
    assert list(reading.damage(ORIGIN)) == [50]


def test_an_edited_leaf_with_hash_and_place_is_found_by_the_root(db):
    fill(5)
    forge(3, node=True)
    assert list(reading.damage(ORIGIN)) == [5]


def test_a_log_made_anew_does_not_agree_with_its_latest_checkpoint(db):
    fill(5)
    proofs.checkpoint(ORIGIN, NOW)
    with transaction.atomic():
        record(ORIGIN, new(5))
    assert list(reading.damage(ORIGIN)) == []
    forge(3, node=True)
    reseal(6)
    assert list(reading.damage(ORIGIN)) == [6]


def other_note(origin: str, size: int) -> str:
    """A note by the log's own key that says something else."""
    return merkle.sign(merkle.Checkpoint(origin, size, bytes(32)), keys.signer_key())


NOTES = {
    "no note": lambda note: "xx",
    "unsigned": lambda note: note.replace("\n5\n", "\n4\n"),
    "signed by another": lambda note: merkle.sign(
        merkle.open_note(note, keys.public_key()), merkle.new_key("other.example")[0]
    ),
    "of another root": lambda note: other_note(ORIGIN, 5),
    "of another log": lambda note: other_note("test.example/q", 5),
    "of another size": lambda note: other_note(ORIGIN, 4),
}


@pytest.mark.parametrize("forged", NOTES)
def test_a_checkpoint_whose_note_was_changed_is_reported_as_the_log_s_size(db, forged):
    """The note is what the public page shows and what readers keep."""
    fill(5)
    note = proofs.checkpoint(ORIGIN, NOW).note
    assert list(reading.damage(ORIGIN)) == []
    Checkpoint.objects.update(note=NOTES[forged](note))
    assert list(reading.damage(ORIGIN)) == [5]


@pytest.mark.parametrize("resealed", [False, True])
def test_a_log_cut_shorter_is_told_by_its_latest_checkpoint(db, resealed):
    fill(5)
    proofs.checkpoint(ORIGIN, NOW)
    assert list(reading.damage(ORIGIN)) == []
    Entry.objects.filter(index__gte=3).delete()
    if resealed:
        reseal(3)
    assert list(reading.damage(ORIGIN)) == [3, 4]


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "thing.undone"},
        {"subject_id": "9"},
        {"subject_type": "other"},
        {"at": NOW + timedelta(seconds=1)},
        {"body": "00/92/"},
        {"body_name": "乙市"},
        {"name_snapshot": "李演示"},
        {"blind": "0" * 32},
        {"blind": ""},
    ],
)
def test_a_row_whose_own_columns_do_not_say_what_its_leaf_says_is_named(db, changed):
    """Pages find entries by these columns, so an edited one would hide an act or show another."""
    fill(5)
    assert list(reading.damage(ORIGIN)) == []
    Entry.objects.filter(index=3).update(**changed)
    assert list(reading.damage(ORIGIN)) == [3]


def test_names_beside_a_leaf_from_before_it_bound_them_are_no_damage(db, monkeypatch):
    """Such a leaf cannot tell; the same edit beside a new leaf is named."""
    now = record_module._leaf

    def older(*args):
        return {name: value for name, value in now(*args).items() if name != "beside"}

    with monkeypatch.context() as patched:
        patched.setattr(record_module, "_leaf", older)
        fill(3)
    fill(2)
    Entry.objects.filter(index__lt=3).update(blind="", body_name="另名")
    assert list(reading.damage(ORIGIN)) == []
    Entry.objects.filter(index=4).update(body_name="另名")
    assert list(reading.damage(ORIGIN)) == [4]


def test_a_name_cannot_be_guessed_from_its_leaf(db):
    """The digest of the same names differs from leaf to leaf, and the leaf holds nothing that opens it."""
    fill(2)
    leaves = [canonical.loads(entry.leaf.encode()) for entry in Entry.objects.all()]
    assert len({leaf["beside"] for leaf in leaves}) == 2
    assert all(entry.blind and entry.blind not in entry.leaf for entry in Entry.objects.all())


def test_a_deleted_leaf_is_named(db):
    fill(5)
    Entry.objects.filter(index__in=[1, 2]).delete()
    assert list(reading.damage(ORIGIN)) == [1, 2]


def test_history_and_pages_read_as_facts(db):
    fill(3)
    (found,) = reading.history(ORIGIN, "thing", "1")
    assert (found.index, found.role, found.body_name, found.person_name) == (1, "signer", "甲市", "张演示")
    assert found.sentence.code == "event.thing.done"
    assert found.sentence.params == {"subject": "物1", "body": "甲市", "because": ""}
    rows, total = reading.page(ORIGIN, start=1, count=1)
    assert ([row.index for row in rows], total) == ([1], 3)
    rows, total = reading.page(
        ORIGIN, start=0, count=9, kind="other", subject_type="thing", body_path="00/91/"
    )
    assert (rows, total) == ([], 0)
    assert reading.entry(found.id) == found
    assert reading.entry(str(ids.uuid7())) is None


def test_the_key_is_made_once_and_kept_from_others(settings, db):
    first = keys.signer_key()
    assert keys.signer_key() == first
    assert settings.LOG_KEY_FILE.stat().st_mode & 0o777 == 0o400
    keys._signer.cache_clear()
    assert keys.signer_key() == first
    assert keys._create(settings.LOG_KEY_FILE) == first


def test_identifiers_are_version_7_and_sortable():
    made = [ids.uuid7() for _ in range(50)]
    assert {i.version for i in made} == {7}
    assert {i.variant for i in made} == {"specified in RFC 4122"}
    assert len(set(made)) == 50
    assert sorted(i.int >> 80 for i in made) == [i.int >> 80 for i in made]


@pytest.mark.parametrize(
    "row", [Log(origin="o"), Entry(origin="o", index=1, kind="k"), Checkpoint(origin="o", size=2)]
)
def test_rows_name_themselves(row):
    assert str(row).startswith("o")


def test_an_entry_is_found_in_its_own_log_only(db):
    (recorded,) = fill(1)
    assert reading.entry_in(ORIGIN, recorded.id).index == 0
    assert reading.entry_in("test.example/other", recorded.id) is None


def test_a_node_names_its_place(db):
    fill(1)
    assert str(Node.objects.get()) == f"{ORIGIN} 0/0"


def test_a_proof_takes_no_node_of_another_log(db):
    """Several programmes' logs stand in one table; each proof is made of its own log's nodes."""
    other = "test.example/q"
    with transaction.atomic():
        theirs = record_many(other, [new(100 + n) for n in range(5)])
    mine = fill(5)
    for entry_id in (mine[2].id, theirs[2].id):
        proof = proofs.proof_of(entry_id, NOW)
        opened = merkle.open_note(proof["checkpoint"], proof["vkey"])
        path = [base64.b64decode(node) for node in proof["path"]]
        leaf = merkle.leaf_hash(canonical.dumps(proof["leaf"]))
        assert merkle.verify_inclusion(leaf, proof["index"], proof["size"], path, opened.root)


def test_every_leaf_has_a_salt_of_its_own(db):
    fill(20)
    leaves = [canonical.loads(entry.leaf.encode()) for entry in Entry.objects.all()]
    assert len({leaf["salt"] for leaf in leaves}) == 20
