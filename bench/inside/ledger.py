"""Appending to a log and proving, inside an installation with empty tables."""

import base64
import random
import time
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from fivefold.ledger.models import Entry
from fivefold.ledger.proofs import consistency, proof_of
from fivefold.ledger.record import NewEntry, record, record_many
from fivefold.method import canonical, merkle

ORIGIN = "bench.example/demo"
_AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
_ACTOR = {"seat": "0192-demo", "role": "signer", "body": "901001"}


def _news(number: int) -> NewEntry:
    """Return an entry of the size that a submitted claim has."""
    return NewEntry(
        kind="claim.submitted",
        subject_type="claim",
        subject_id=f"subject-{number}",
        actor=_ACTOR,
        at=_AT,
        params={
            "from": "drafted",
            "to": "submitted",
            "region": "901001",
            "project": "p-03",
            "digest": "0" * 64,
        },
        body="00/901000/901001/",
        body_name="演示市",
        name_snapshot="演示人员",
    )


def one_by_one(count: int) -> dict[str, float]:
    """Append entries, each in a transaction of its own; returns seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    for number in range(count):
        with transaction.atomic():
            record(ORIGIN, _news(number))
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def single(count: int) -> dict[str, float]:
    """Append entries one after the other in one transaction."""
    wall, cpu = time.perf_counter(), time.process_time()
    with transaction.atomic():
        for number in range(count):
            record(ORIGIN, _news(number))
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def filled(leaves: int, batch: int) -> dict[str, float]:
    """Append ``leaves`` entries, ``batch`` at once in one transaction each, as posting a list does."""
    wall, cpu = time.perf_counter(), time.process_time()
    for first in range(0, leaves, batch):
        with transaction.atomic():
            record_many(ORIGIN, [_news(number) for number in range(first, min(first + batch, leaves))])
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def proofs(count: int) -> dict[str, Any]:
    """Prove random entries and growth; every proof is checked as a stranger would. Returns seconds of each."""
    size = Entry.objects.filter(origin=ORIGIN).count()
    wanted = random.Random(5).sample(range(size), count)
    ids = dict(Entry.objects.filter(origin=ORIGIN, index__in=wanted).values_list("index", "pk"))
    began = time.perf_counter()
    first = proof_of(str(ids[wanted[0]]), _AT)
    told: dict[str, Any] = {"size": size, "first": time.perf_counter() - began, "proof": [], "growth": []}
    for index in wanted:
        began = time.perf_counter()
        proof = proof_of(str(ids[index]), _AT)
        told["proof"].append(time.perf_counter() - began)
        _check(proof)
    for old in wanted:
        began = time.perf_counter()
        consistency(ORIGIN, old + 1, size)
        told["growth"].append(time.perf_counter() - began)
    told["path"] = len(first["path"])
    return told


def _check(proof: dict[str, Any]) -> None:
    signed = merkle.open_note(proof["checkpoint"], proof["vkey"])
    leaf = merkle.leaf_hash(canonical.dumps(proof["leaf"]))
    path = [base64.b64decode(node) for node in proof["path"]]
    if not merkle.verify_inclusion(leaf, proof["index"], proof["size"], path, signed.root):
        raise ValueError(f"a wrong proof of {proof['index']}")
