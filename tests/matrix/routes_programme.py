"""The rounds, claims and lists of a programme: who may open and send what (``matrix.routes``)."""

from django.core.files.uploadedfile import SimpleUploadedFile

from matrix.routes import (
    BOARD,
    COORDINATOR,
    FAR_COORDINATOR,
    FAR_REVIEWER,
    FAR_SIGNER,
    FILLER,
    MEMBERS,
    NOBODY,
    OBSERVER,
    OWNERS,
    PROVINCE,
    PROVINCES,
    PUBLISHER,
    REGION,
    REGIONS,
    REVIEWER,
    SIBLING,
    SIGNER,
    WRITERS,
    act,
    both,
    form,
    see,
)  # fmt: skip

_OTHER_SIGNERS = SIBLING | FAR_SIGNER
_BECAUSE = {"because": "演示理由"}
_SCORES = {"version": "0", "score:P01-1": "5", "work_status:P01-1": "done", "work_status:P01-2": "done"}
_DRAFT = {"round_id": "round_draft"}
_ROUND = {"round_id": "round"}
_PLAN = {"round_id": "round", "region_id": "region"}
_FREE = {"round_id": "round", "region_id": "region_free"}
_ONE = {"pk": "assessment"}
_PIECE = {"pk": "assessment", "evidence_id": "evidence"}
_POSTING, _POSTING_DRAFT = {"pk": "posting"}, {"pk": "posting_draft"}


def _file(name: str = "材料二.txt", data: bytes = "演示".encode(), **more: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, data), **more}


ROUNDS = [
    see("rounds:index", MEMBERS),
    *both("rounds:new", PUBLISHER, 422),
    see("rounds:page", MEMBERS, places=_ROUND),
    form("rounds:provinces_file", BOARD, places=_ROUND),
    *both("rounds:amend", PUBLISHER, 422, places=_DRAFT),
    *both("rounds:open", PUBLISHER, places=_DRAFT),
    *both("rounds:close", PUBLISHER, places=_ROUND),
    *both(
        "rounds:reopen", PUBLISHER, places={"round_id": "round_closed"},
        body=lambda: {**_BECAUSE, "closes_at": "2027-01-01T09:00", "review_closes_at": "2027-02-01T09:00"},
    ),
    *both("rounds:discard", PUBLISHER, places=_DRAFT, body=lambda: _BECAUSE),
    see("rounds:extensions", PROVINCES | PUBLISHER, places=_ROUND),
    *both(
        "rounds:ask", COORDINATOR | FAR_COORDINATOR, places=_ROUND,
        body=lambda: {**_BECAUSE, "deadline": "review", "until": "2026-10-12T09:00", "post": "演示处处长"},
    ),
    see("rounds:extension", PROVINCE | PUBLISHER, places={"extension_id": "extension"}),
    act(
        "rounds:extension", PUBLISHER, places={"extension_id": "extension"}, unseen=True, refused=PROVINCE,
        body=lambda: {**_BECAUSE, "until": "2026-10-03T09:00"},
    ),
]  # fmt: skip

ASSESSMENTS = [
    see("assessments:list", WRITERS),
    see("assessments:xlsx", WRITERS),
    see("assessments:csv", WRITERS),
    see("assessments:begin", SIBLING | PROVINCE | PUBLISHER, places=_FREE),
    act(
        "assessments:begin", SIBLING | COORDINATOR, places=_FREE, unseen=True, refused=REVIEWER | PUBLISHER,
    ),
    see("assessments:overview", OWNERS, places=_ONE),
    see("assessments:checks", OWNERS, places=_ONE),
    *both("assessments:submit", SIGNER, 422, places=_ONE, absent=_OTHER_SIGNERS),
    *both("assessments:file", COORDINATOR, 422, places=_ONE, absent=FAR_COORDINATOR),
    *both("assessments:confirm", SIGNER, 409, places=_ONE, absent=_OTHER_SIGNERS),
    *both("assessments:disown", SIGNER, 409, places=_ONE, absent=_OTHER_SIGNERS, body=lambda: _BECAUSE),
    *both(
        "assessments:return", REVIEWER, 409, places=_ONE, absent=FAR_REVIEWER,
        body=lambda: {**_BECAUSE, "parts": ["P01-1"]},
    ),
    see("assessments:project", OWNERS, places={**_ONE, "code": "project"}),
    act(
        "assessments:project", REGION | COORDINATOR, places={**_ONE, "code": "project"}, unseen=True,
        refused=REVIEWER | PUBLISHER, body=lambda: _SCORES,
    ),
    act(
        "assessments:autosave", REGION | COORDINATOR, 200, places={**_ONE, "code": "project"}, unseen=True,
        refused=REVIEWER | PUBLISHER, body=lambda: _SCORES,
    ),
    see("assessments:evidence", OWNERS, places={**_ONE, "item": "item"}),
    act(
        "assessments:evidence", REGION | COORDINATOR, places={**_ONE, "item": "item"}, unseen=True,
        refused=REVIEWER | PUBLISHER, body=lambda: _file(title="演示材料二"),
    ),
    see("assessments:evidence_file", OWNERS, places={**_ONE, "evidence": "evidence"}),
    see("assessments:evidence_replace", OWNERS, places=_PIECE),
    act(
        "assessments:evidence_replace", REGION | COORDINATOR, places=_PIECE, unseen=True,
        refused=REVIEWER | PUBLISHER, body=_file,
    ),
    see("assessments:evidence_withdraw", OWNERS, places=_PIECE),
    act(
        "assessments:evidence_withdraw", REGION | COORDINATOR, places=_PIECE, unseen=True,
        refused=REVIEWER | PUBLISHER, body=lambda: _BECAUSE,
    ),
    see("assessments:workbook", OWNERS, places=_ONE),
    see("assessments:import", OWNERS, places=_ONE),
    act("assessments:import", OWNERS, 422, places=_ONE, unseen=True, body=lambda: _file("自评.xlsx")),
    see("assessments:preview", OWNERS, places={**_ONE, "token": "assessment_token"}),
    act(
        "assessments:preview", REGION | COORDINATOR, places={**_ONE, "token": "assessment_token"}, unseen=True,
        refused=REVIEWER | PUBLISHER, body=lambda: {"version": "0"},
    ),
]  # fmt: skip

CLAIMS = [
    see("claims:index", PROVINCES | PUBLISHER, also={REGIONS: 302}),  # a region's list is its plan
    see("claims:workbook", WRITERS, places=_ROUND),
    *both("claims:import", COORDINATOR | FAR_COORDINATOR, 422, places=_ROUND),
    *both(
        "claims:import_preview", COORDINATOR, places={**_ROUND, "token": "claims_token"},
        also={FAR_COORDINATOR: 422},  # a file of another province is not kept for this one
    ),
    form("claims:bulk", REVIEWER | FAR_REVIEWER, places=_ROUND),
    act("claims:bulk", REVIEWER | FAR_REVIEWER, 200, places=_ROUND),
    see("claims:plan", OWNERS, places=_PLAN),
    see("claims:beside_class", OWNERS, places=_PLAN),
    see("claims:begin", SIBLING | PROVINCE | PUBLISHER, places=_FREE, query="?project=P04"),
    act(
        "claims:begin", SIBLING | COORDINATOR, places=_FREE, unseen=True, refused=REVIEWER | PUBLISHER,
        body=lambda: {"project": "P04"},
    ),
    see("claims:page", OWNERS, places={"claim_id": "claim"}),
    see("claims:edit", REGION, places={"claim_id": "claim_draft"}, refused=PROVINCE | PUBLISHER),
    see("claims:check", OWNERS, places={"claim_id": "claim_draft"}),
    act(
        "claims:autosave", REGION, 200, places={"claim_id": "claim_draft"}, unseen=True,
        refused=PROVINCE | PUBLISHER, body=lambda: {"version": "1", "means": "演示：专班", "changed": "means"},
    ),
    act(
        "claims:edit", REGION, places={"claim_id": "claim_draft"}, unseen=True, refused=PROVINCE | PUBLISHER,
        body=lambda: {"version": "1", "means": "演示：专班"},
    ),
    act(
        "claims:check", SIGNER, 422,  # more is claimed on the stage than the cap allows
        places={"claim_id": "claim_draft"}, unseen=True,
        refused=FILLER | PROVINCE | PUBLISHER,
    ),
    see("claims:file", OWNERS, places={"claim_id": "claim_draft"}),
    *both(
        "claims:withdraw", SIGNER, places={"claim_id": "claim"}, absent=_OTHER_SIGNERS, body=lambda: _BECAUSE
    ),
    *both(
        "claims:answer", SIGNER, places={"claim_id": "claim_filed"}, absent=_OTHER_SIGNERS, body=lambda: _BECAUSE
    ),
    *both(
        "claims:switch", SIBLING, places={"claim_id": "claim_switch"}, absent=SIGNER | FAR_SIGNER,
        body=lambda: _BECAUSE,
    ),
    form("claims:review", PROVINCE | PUBLISHER, places={"claim_id": "claim"}, absent=BOARD),
    act(
        "claims:review", REVIEWER, places={"claim_id": "claim"}, refused=COORDINATOR | PUBLISHER,
        absent=FAR_COORDINATOR | FAR_REVIEWER | OBSERVER,
        body=lambda: {"verdict": "approve", "approve-step": "0", "approve-because": ""},
    ),
    act(
        "claims:note", PROVINCE, places={"claim_id": "claim"}, absent=FAR_COORDINATOR | FAR_REVIEWER,
        body=lambda: {"text": "演示情况"},
    ),
    form("board:index", BOARD),
    form("board:file", BOARD, places=_ROUND),
]  # fmt: skip

POSTINGS = [
    see("postings:index", MEMBERS, door="/public/"),
    form("postings:prepare", PUBLISHER, 302, places=_ROUND),  # a draft is begun already: there it goes on
    act("postings:prepare", PUBLISHER, places=_ROUND),
    see("postings:detail", MEMBERS, places=_POSTING, door="/public/test/1/"),
    see("postings:detail", PUBLISHER, 302, places=_POSTING_DRAFT, absent=NOBODY),
    *both(
        "postings:revise", PUBLISHER, places=_POSTING_DRAFT,
        body=lambda: {"title_lines": "关于公布演示名单的通知", "mark": "演示"},
    ),
    *both("postings:check", PUBLISHER, places=_POSTING_DRAFT),
    *both("postings:discard", PUBLISHER, places=_POSTING_DRAFT, body=lambda: _BECAUSE),
    act("postings:acknowledge", SIGNER | SIBLING | FAR_SIGNER, places=_POSTING),
    act("postings:rerender", PUBLISHER, places=_POSTING),
]  # fmt: skip

OBJECTIONS = [
    see("objections:index", WRITERS),
    see("objections:detail", OWNERS, places={"pk": "objection"}),
    act(
        "objections:detail", PUBLISHER, places={"pk": "objection"}, unseen=True, refused=REGION | PROVINCE,
        body=lambda: {"verdict": "dismissed", "reason": "演示：核实无误，不予更正。"},
    ),
    *both(
        "objections:raise", SIGNER | SIBLING | FAR_SIGNER | COORDINATOR | FAR_COORDINATOR, places=_POSTING,
        door="/public/test/1/object/", body=lambda: {"text": "演示：牵头单位有误，请核。"},
    ),
    act("objections:correct", PUBLISHER, places=_POSTING),
]  # fmt: skip

PROBES = [*ROUNDS, *ASSESSMENTS, *CLAIMS, *POSTINGS, *OBJECTIONS]
