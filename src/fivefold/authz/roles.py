"""Roles are functions; the table says which permission a role has and how far it reaches."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType

from fivefold.authz.permissions import Permission as P


class Role(StrEnum):
    """Functions a seat can have (decisions 12). The stored values are never reused."""

    FILLER = "filler"
    SIGNER = "signer"
    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    ADVISER = "adviser"
    JUDGE = "judge"
    OBSERVER = "observer"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


class Reach(IntEnum):
    """How far a permission reaches from the seat; a larger one includes the smaller."""

    PUBLISHED = 1
    OWN = 2
    SUBTREE = 3
    PROGRAMME = 4
    INSTALLATION = 5


_EVERYBODY: Mapping[P, Reach] = {
    P.PROGRAMME_VIEW: Reach.PROGRAMME,
    P.REGION_VIEW: Reach.PROGRAMME,
    P.CLASS_LIST_VIEW: Reach.PUBLISHED,
    P.GUIDANCE_VIEW: Reach.PUBLISHED,
    P.EDITION_VIEW: Reach.PUBLISHED,
    P.ROUND_VIEW: Reach.PUBLISHED,
    P.POSTING_VIEW: Reach.PUBLISHED,
}
_REGION_SEES: Mapping[P, Reach] = {
    **_EVERYBODY,
    P.ASSESSMENT_VIEW: Reach.OWN,
    P.CLAIM_VIEW: Reach.OWN,
    P.OBJECTION_VIEW: Reach.OWN,
    P.REGION_DESCRIBE: Reach.OWN,
}
_PROVINCE_SEES: Mapping[P, Reach] = {
    **_EVERYBODY,
    P.ASSESSMENT_VIEW: Reach.SUBTREE,
    P.CLAIM_VIEW: Reach.SUBTREE,
    P.CLAIM_BOARD: Reach.SUBTREE,
    P.EXTENSION_VIEW: Reach.SUBTREE,
    P.OBJECTION_VIEW: Reach.SUBTREE,
}

ROLE_PERMISSIONS: Mapping[Role, Mapping[P, Reach]] = MappingProxyType(
    {
        Role.FILLER: {
            **_REGION_SEES,
            P.ASSESSMENT_FILL: Reach.OWN,
            P.CLAIM_DRAFT: Reach.OWN,
        },
        Role.SIGNER: {
            **_REGION_SEES,
            P.ASSESSMENT_FILL: Reach.OWN,
            P.ASSESSMENT_SUBMIT: Reach.OWN,
            P.ASSESSMENT_CONFIRM: Reach.OWN,
            P.CLAIM_DRAFT: Reach.OWN,
            P.CLAIM_SUBMIT: Reach.OWN,
            P.CLAIM_CONFIRM: Reach.OWN,
            P.CLAIM_WITHDRAW: Reach.OWN,
            P.POSTING_ACKNOWLEDGE: Reach.PUBLISHED,
            P.OBJECTION_RAISE: Reach.OWN,
        },
        Role.COORDINATOR: {
            **_PROVINCE_SEES,
            P.REGION_DESCRIBE: Reach.SUBTREE,
            P.ASSESSMENT_FILE_FOR: Reach.SUBTREE,
            P.CLAIM_DRAFT_FOR: Reach.SUBTREE,
            P.CLAIM_NOTE: Reach.SUBTREE,
            P.EXTENSION_ASK: Reach.OWN,
            P.OBJECTION_RAISE: Reach.OWN,
        },
        Role.REVIEWER: {
            **_PROVINCE_SEES,
            P.ASSESSMENT_RETURN: Reach.SUBTREE,
            P.CLAIM_REVIEW: Reach.SUBTREE,
            P.CLAIM_NOTE: Reach.SUBTREE,
        },
        Role.PUBLISHER: {
            **dict.fromkeys(_PROVINCE_SEES, Reach.PROGRAMME),
            P.REGION_MANAGE: Reach.PROGRAMME,
            P.REGION_DESCRIBE: Reach.PROGRAMME,
            P.CLASS_LIST_DRAFT: Reach.PROGRAMME,
            P.CLASS_LIST_ISSUE: Reach.PROGRAMME,
            P.GUIDANCE_WRITE: Reach.PROGRAMME,
            P.EDITION_DRAFT: Reach.PROGRAMME,
            P.EDITION_ISSUE: Reach.PROGRAMME,
            P.ROUND_MANAGE: Reach.PROGRAMME,
            P.CLAIM_CLOSE: Reach.PROGRAMME,
            P.EXTENSION_DECIDE: Reach.PROGRAMME,
            P.POSTING_PREPARE: Reach.PROGRAMME,
            P.POSTING_ISSUE: Reach.PROGRAMME,
            P.OBJECTION_ANSWER: Reach.PROGRAMME,
            P.AUDIT_VIEW: Reach.PROGRAMME,
        },
        Role.ADVISER: {**_EVERYBODY},
        Role.JUDGE: {**_EVERYBODY},
        Role.OBSERVER: {**_EVERYBODY, P.CLAIM_BOARD: Reach.PROGRAMME, P.AUDIT_VIEW: Reach.PROGRAMME},
        Role.SYSTEM_ADMIN: {P.PERSON_MANAGE: Reach.INSTALLATION, P.PROGRAMME_MANAGE: Reach.INSTALLATION},
        Role.SECURITY_ADMIN: {P.SEAT_VIEW: Reach.INSTALLATION, P.SEAT_GRANT: Reach.INSTALLATION},
        Role.AUDIT_ADMIN: {P.AUDIT_VIEW: Reach.INSTALLATION, P.SECURITY_VIEW: Reach.INSTALLATION},
    }
)
PUBLIC_PERMISSIONS: Mapping[P, Reach] = MappingProxyType(
    {P.POSTING_VIEW: Reach.PUBLISHED, P.OBJECTION_RAISE: Reach.PUBLISHED}
)
