"""Documents of a posting: made by a job after the issue, recorded, retried, never un-posting (decisions 16)."""

import json

import pytest

from claim.postings.posted import after, post, posted_with_documents
from fivefold.claim.models import Posting
from fivefold.claim.postings import rendering, retrying, rows
from fivefold.claim.postings.bundles import bundle_bytes
from fivefold.claim.postings.checking import check_file, sentence
from fivefold.claim.postings.queries import by_id, list_of
from fivefold.claim.postings.rendering import posting_rendered, render, sealed
from fivefold.documents.reading import pdf_attachment, pdf_text
from fivefold.files.models import StoredFile
from fivefold.files.store import read
from fivefold.jobs.models import Job
from fivefold.jobs.queue import run_waiting
from fivefold.ledger import reading
from fivefold.ledger.keys import public_key
from fivefold.ledger.models import Entry
from fivefold.ledger.proofs import proof_of
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason, Refused

pytestmark = pytest.mark.django_db


def said(outcome):
    return [sentence(one, "zh") for one in outcome.findings]


def test_documents_are_recorded_with_their_digests_and_everything_verifies(nation):
    """4.13: official document (docx, pdf), number, hash, verifier."""
    posting = posted_with_documents(nation)
    files = {name: read(getattr(posting, f"{name}_file")) for name in ("bundle", "docx", "pdf")}
    record = reading.entry(posting.rendered_entry_id)
    assert record.kind == "posting.rendered"
    assert record.role == "system"
    assert record.params["digest"] == posting.digest
    kept = [posting.docx_file.sha256, posting.pdf_file.sha256]
    assert [one["sha256"] for one in record.params["files"]] == kept
    assert check_file("list.json", files["bundle"], key=public_key()).state == "verified"
    for name in ("docx", "pdf"):
        outcome = check_file(f"list.{name}", files[name], bundle=files["bundle"], key=public_key())
        assert (outcome.state, said(outcome)) == ("verified", [])
    text = "".join("".join(pdf_text(files["pdf"])).split())
    assert posting.digest in text
    assert "演示数据" in text
    assert [one["official"] for one in posting.stand_ins]


def test_a_failed_rendering_is_retried_and_never_un_posts(nation, monkeypatch):
    """Decision 16: the posting stands whatever happens to its documents."""
    posting = post(nation)

    def broken(*_, **__):
        raise Refused(Reason("documents.missing_characters", {"characters": "囗"}))

    monkeypatch.setattr(rendering, "render", broken)
    for _ in range(8):
        run_waiting()
    posting = by_id(str(posting.pk))
    assert (posting.state, posting.rendered_entry_id) == ("issued", "")
    assert Job.objects.get().state == "failed"
    assert "missing_characters" in retrying.failure_of(posting)
    monkeypatch.undo()
    assert retrying.try_again(posting)
    run_waiting()
    posting = by_id(str(posting.pk))
    assert posting.rendered_entry_id
    assert retrying.failure_of(posting) == ""
    assert not retrying.try_again(posting)


def test_a_second_worker_changes_nothing(nation):
    posting = posted_with_documents(nation)
    before = (
        reading.size(origin_of(nation.programme)),
        StoredFile.objects.count(),
        posting.bundle_file.sha256,
    )
    proof = proof_of(posting.issue_entry_id, posting.issued_at)
    posting_rendered(posting=posting, made=render(posting, proof), printed=proof)
    posting = by_id(str(posting.pk))
    assert (
        reading.size(origin_of(nation.programme)),
        StoredFile.objects.count(),
        posting.bundle_file.sha256,
    ) == before


def test_one_character_changed_in_the_pdf_names_the_entry(nation, monkeypatch):
    """4.13: one character changed in the pdf: verification fails and names the entry."""
    posting = by_id(str(post(nation).pk))
    proof = sealed(posting=posting, clock=after(posting, minutes=1))
    honest = rows.cells
    monkeypatch.setattr(
        rows, "cells", lambda entry: tuple(c.replace("丁区演示", "丁区伪造") for c in honest(entry))
    )
    forged = render(posting, proof).pdf
    monkeypatch.undo()
    project = list_of(posting)["entries"][4]["project"]["name"]
    outcome = check_file("list.pdf", forged, key=public_key())
    assert outcome.status == 1
    assert said(outcome) == [
        f"文件中第5条（丁区，{project}）被改动，文件此处为“5示例市丁区第三类地区{project}丁区伪造牵头单位”"
    ]
    assert json.loads(pdf_attachment(forged, "fivefold-bundle.json"))["posting"] == list_of(posting)


def test_a_row_changed_in_the_log_is_found(nation):
    """4.13: a character changed in a database row of the log is found by its index."""
    posting, origin = post(nation), origin_of(nation.programme)
    assert list(reading.damage(origin)) == []
    row = Entry.objects.get(pk=posting.issue_entry_id)
    Entry.objects.filter(pk=row.pk).update(leaf=row.leaf.replace('"number":1', '"number":2'))
    assert list(reading.damage(origin)) == [row.index]


def test_a_list_changed_in_the_database_does_not_match_its_leaf(nation):
    """4.13: a list altered in the database fails against the leaf that sealed it, and the entry is named."""
    posting = post(nation)
    Posting.objects.update(canonical=posting.canonical.replace("丁区演示", "丁区某某"))
    altered = json.loads(by_id(str(posting.pk)).canonical)
    forged = bundle_bytes(altered, proof_of(posting.issue_entry_id, posting.issued_at))
    outcome = check_file("list.json", forged, key=public_key())
    assert said(outcome) == [f"第5条被改动：序号5，丁区，{altered['entries'][4]['project']['name']}"]
