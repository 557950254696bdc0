"""Register, classes, guideline and all outside a programme: who may open and send what (``matrix.routes``)."""

from matrix.routes import (
    AUDIT,
    COORDINATOR,
    EVERYBODY,
    FAR_COORDINATOR,
    MEMBERS,
    NOBODY,
    OBSERVER,
    OWNERS,
    PUBLISHER,
    REGION,
    REGIONS,
    REVIEWER,
    SECURITY,
    SIBLING,
    SIGNED_IN,
    SYSTEM,
    WRITERS,
    Probe,
    act,
    both,
    form,
    see,
)  # fmt: skip

_CODE = {"code": "region_code"}
_IMPORT = {"pk": "register_import"}
_ISSUED, _DRAFTED = {"pk": "list_issued"}, {"pk": "list_draft"}
_GUIDANCE, _GUIDANCE_DRAFT = {"pk": "guidance"}, {"pk": "guidance_draft"}
_EDITION, _EDITION_DRAFT = {"pk": "edition"}, {"pk": "edition_draft"}
_TEXT = {"class_code": "", "title": "演示指导", "text": "演示内容"}
_REASON = {"because": "演示理由", "reason": "演示理由", "on": "2026-09-01"}
_FACT = {"key": "population", "value": "1", "source": "演示数据", "as_of": "2026-09-01"}
_DESCRIBERS = REGION | COORDINATOR | PUBLISHER

CLASSIFY = [
    *both("register:upload", PUBLISHER, 422),
    form("register:template", PUBLISHER, places={"kind": "=areas"}),
    form("register:preview", PUBLISHER, places=_IMPORT),
    act("register:confirm", PUBLISHER, places=_IMPORT),
    act("register:check", PUBLISHER, places=_IMPORT),
    act("register:discard", PUBLISHER, places=_IMPORT),
    form("register:problems", PUBLISHER, places=_IMPORT),
    see("regions:list", MEMBERS),
    see("regions:download", MEMBERS, places={"kind": "=xlsx"}),
    see("regions:provinces", MEMBERS),
    see("regions:provinces_file", MEMBERS),
    see("regions:by_id", MEMBERS, 302, places={"pk": "region"}),
    see("regions:area_by_id", MEMBERS, 302, places={"pk": "area"}),
    see("regions:area", MEMBERS, places=_CODE),
    form("regions:describe", REGIONS | COORDINATOR | FAR_COORDINATOR | PUBLISHER, places={**_CODE, "block": "=powers"}),
    act("regions:describe", _DESCRIBERS, places={**_CODE, "block": "=endowment"}, body=lambda: _FACT),
    *both("regions:batch", PUBLISHER, places=_CODE, body=lambda: {**_REASON, "batch": "batch-2"}),
    *both("regions:leave", PUBLISHER, places=_CODE, body=lambda: _REASON),
    *both("regions:return", PUBLISHER, 409, places=_CODE, body=lambda: {**_REASON, "batch": "batch-1"}),
    *both(
        "regions:fact", PUBLISHER, places=_CODE,
        body=lambda: {"key": "sub_provincial", "value": "true", "source": "演示数据", "reason": "演示"},
    ),
    *both(
        "regions:rename", PUBLISHER, places=_CODE,
        body=lambda: {**_REASON, "name": "新甲市", "code": "9101", "kind": "地级市"},
    ),
    *both("regions:split", PUBLISHER, 422, places=_CODE),
    *both("regions:merge", PUBLISHER, 422, places=_CODE),
    see("class_lists:list", MEMBERS),
    *both("class_lists:draft", PUBLISHER, body=lambda: {"valid_from": "2026-09-01"}),
    see("class_lists:detail", MEMBERS, places=_ISSUED),
    see("class_lists:detail", PUBLISHER, places=_DRAFTED),
    *both(
        "class_lists:issue", PUBLISHER, places=_DRAFTED,
        body=lambda: {"signer_post": "演示主任", "document_number": "演示〔2026〕2号"},
    ),
    act("class_lists:redraft", PUBLISHER, places=_DRAFTED),
    *both("class_lists:discard", PUBLISHER, places=_DRAFTED, body=lambda: _REASON),
    *both(
        "class_lists:override", PUBLISHER, places={**_DRAFTED, "entry_id": "list_line"},
        body=lambda: {**_REASON, "class_code": "class-2", "signer": "演示主任"},
    ),
    see("class_lists:download", MEMBERS, places={**_ISSUED, "kind": "=json"}),
    see("class_lists:download", PUBLISHER, 404, places={**_DRAFTED, "kind": "=json"}),
    see("guidance:list", MEMBERS),
    *both("guidance:write", PUBLISHER, body=lambda: _TEXT),
    see("guidance:detail", MEMBERS, places=_GUIDANCE),
    see("guidance:detail", PUBLISHER, places=_GUIDANCE_DRAFT),
    *both("guidance:revise", PUBLISHER, places=_GUIDANCE_DRAFT, body=lambda: _TEXT),
    act("guidance:publish", PUBLISHER, places=_GUIDANCE_DRAFT),
    *both("guidance:withdraw", PUBLISHER, places=_GUIDANCE, body=lambda: _REASON),
]  # fmt: skip

_PROJECT = {**_EDITION, "code": "project"}
DECOMPOSE = [
    see("guideline:list", MEMBERS),
    *both(
        "guideline:seed", PUBLISHER, body=lambda: {"code": "guideline-2021", "own_code": "demo-c", "with_items": "no"}
    ),
    *(see(f"guideline:{name}", MEMBERS, places=_EDITION) for name in ("edition", "full", "canonical", "workbook")),
    *(
        see(f"guideline:{name}", PUBLISHER, places=_EDITION_DRAFT)
        for name in ("edition", "full", "canonical", "workbook")
    ),
    *both("guideline:edit", PUBLISHER, places=_EDITION_DRAFT, body=lambda: {"title": "演示指引二"}),
    *both("guideline:issue", PUBLISHER, places=_EDITION_DRAFT),
    *both("guideline:discard", PUBLISHER, places=_EDITION_DRAFT, body=lambda: _REASON),
    form("guideline:template", PUBLISHER, places=_EDITION_DRAFT),
    *both("guideline:import", PUBLISHER, 422, places=_EDITION_DRAFT),
    *both("guideline:preview", PUBLISHER, places={**_EDITION_DRAFT, "token": "items_token"}),
    see("guideline:project", MEMBERS, places=_PROJECT),
    act(
        "guideline:assign", PUBLISHER, places=_PROJECT,
        body=lambda: {"new_unit": "演示单位二", "level": "0", "role": "cooperate"},
    ),
    act("guideline:release", PUBLISHER, places={**_PROJECT, "assignment": "assignment"}),
]  # fmt: skip

_PERSON, _SEAT = {"person_id": "person"}, {"seat_id": "seat"}
OFFICE = [
    *both("office:people", SYSTEM, 422, strangers=403),
    form("office:person", SYSTEM, places=_PERSON, strangers=403),
    act("office:person_act", SYSTEM, places={**_PERSON, "act": "=disable"}, strangers=403),
    see("office:seats", SECURITY),
    act("office:seats", SECURITY, 422, unseen=True),
    see("office:seat", SECURITY, places=_SEAT),
    act("office:seat_end", SECURITY, places=_SEAT, strangers=403),
    see("office:accounts", AUDIT),
    see("office:account_entry", AUDIT, places={"entry_id": "accounts_entry"}),
    see("office:refusals", AUDIT),
    see("audit:log", PUBLISHER | OBSERVER | AUDIT),
    see("audit:damage", PUBLISHER | OBSERVER | AUDIT),
    see("audit:entry", PUBLISHER | OBSERVER | AUDIT, places={"entry_id": "entry"}),
]

_YEAR = {"pk": "working_days"}
_KEY = {"key": "slug"}
WORKING_DAYS = [
    form("office:working_days", SYSTEM, strangers=403),
    *both("office:working_days_of", SYSTEM, 422, places=_KEY, strangers=403),
    act("office:working_days_record", SYSTEM, 422, places=_KEY, strangers=403),
    form("office:working_days_template", SYSTEM, places={**_KEY, "year": "=2027"}, strangers=403),
    form("office:working_days_version", SYSTEM, places={**_KEY, **_YEAR}, strangers=403),
    see("working_days:years", MEMBERS),
    see("working_days:version", MEMBERS, places=_YEAR),
]

_FRAME = ("desk:about", "desk:log_key", "design:index", "design:confirm", "design:document")
_PUBLIC = (
    "public:index",
    "public:verify",
    "public:receipt",
    "public:logs",
    "public:log",
    "public:checkpoint",
)
DESK = [
    see("desk:home", EVERYBODY),
    *(see(route, EVERYBODY) for route in (*_FRAME, *_PUBLIC)),
    see("public:consistency", EVERYBODY, query="?old=1"),
    see("public:posting", EVERYBODY),
    see("public:download", EVERYBODY, places={"ending": "=csv"}),
    see("public:object", EVERYBODY),
    *(act(route, EVERYBODY, 400) for route in ("public:verify", "public:receipt", "public:object")),
    see("desk:notices", SIGNED_IN),
    act("desk:notices_read", SIGNED_IN),
    see("desk:programme", MEMBERS),
    act("web:seat_switch", SIGNED_IN),
    act("web:large_text", EVERYBODY),
    see("web:job", PUBLISHER, places={"job_id": "job"}),
    act("set_language", EVERYBODY, body=lambda: {"language": "en"}),
]

_API = {"anonymous": 401}
_OPEN = {"anonymous": 200}
API: list[Probe] = [
    see("api:openapi-json", EVERYBODY),
    see("api:programmes", EVERYBODY),
    see("api:api-root", frozenset(), anonymous=404),
    see("api:regions", MEMBERS, **_API),
    see("api:edition", MEMBERS, places={"code": "edition_code"}, **_API),
    see("api:rounds", MEMBERS, **_API),
    see("api:claims", WRITERS, **_API),
    see("api:claim", OWNERS, places={"claim_id": "claim"}, **_API),
    act(
        "api:claim_draft", SIBLING | COORDINATOR, 201, unseen=True, refused=REVIEWER | PUBLISHER, **_API,
        body=lambda: {"round": "{round}", "region": "9102", "project": "P04"},
    ),
    see("api:postings", MEMBERS | NOBODY, **_OPEN),
    see("api:posting", MEMBERS | NOBODY, **_OPEN),
    see("api:checkpoint", MEMBERS | NOBODY, **_OPEN),
]  # fmt: skip

# Sign-in and second factor are allauth's: what nobody gets, what a signed-in person gets.
ACCOUNTS = [
    see("account_login", NOBODY, also={SIGNED_IN: 302}),
    act("account_login", NOBODY, 200, also={SIGNED_IN: 302}),
    see("account_logout", SIGNED_IN, door="/"),
    act("account_logout", SIGNED_IN, door="/"),
    see("account_inactive", EVERYBODY),
    see("account_signup", NOBODY, also={SIGNED_IN: 302}),
    see("account_reauthenticate", SIGNED_IN),
    see("account_email", SIGNED_IN),
    see("account_email_verification_sent", EVERYBODY),
    see("account_change_password", SIGNED_IN),
    see("account_set_password", SIGNED_IN, 302),
    see("account_reset_password", EVERYBODY),
    see("account_reset_password_done", EVERYBODY),
    see("account_reset_password_from_key", EVERYBODY, places={"uidb36": "=1", "key": "=set"}),
    see("account_reset_password_from_key_done", EVERYBODY),
    see("account_confirm_login_code", EVERYBODY, 302),
    see("account_confirm_email", EVERYBODY, places={"key": "=unknown"}),
    see("mfa_index", SIGNED_IN),
    see("mfa_authenticate", SIGNED_IN, 302),
    see("mfa_reauthenticate", SIGNED_IN, 302),
    see("mfa_activate_totp", SIGNED_IN, 302),
    see("mfa_deactivate_totp", SIGNED_IN, 404),
    see("mfa_view_recovery_codes", SIGNED_IN, 404),
    see("mfa_generate_recovery_codes", SIGNED_IN, 302),
    see("mfa_download_recovery_codes", SIGNED_IN, 404),
]
PROBES = [*CLASSIFY, *DECOMPOSE, *OFFICE, *WORKING_DAYS, *DESK, *API, *ACCOUNTS]
