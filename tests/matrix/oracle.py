"""Who may do what in which state, written by hand from the prose of the design, not from the code.

The object belongs to 甲市 in 演示省. Each line: states it may start from (``ANY`` for all), state it ends in
(``SAME`` for acts that move nothing), seats that may do it. What is not listed here is refused to everybody.
"""

ANY, SAME = "any", "same"
SIGNER = {"甲市 signer"}
REVIEWER = {"演示省 reviewer"}
COORDINATOR = {"演示省 coordinator"}
CENTRE = {"centre publisher"}
DESCRIBERS = {"甲市 filler", "甲市 signer", "演示省 coordinator", "centre publisher"}
_LIVE = {"drafted", "filed", "submitted", "returned", "approved", "posted"}

EXPECTED = {
    "claim": {
        "claim.submitted": ({"drafted", "returned"}, "submitted", SIGNER),
        "claim.filed": ({"drafted", "returned"}, "filed", COORDINATOR),
        "claim.confirmed": ({"filed"}, "submitted", SIGNER),
        "claim.lapsed": ({"filed"}, "submitted", SIGNER),
        "claim.disowned": ({"filed"}, "drafted", SIGNER),
        "claim.passed_on": ({"submitted"}, "submitted", REVIEWER),
        "claim.approved": ({"submitted"}, "approved", REVIEWER),
        "claim.returned": ({"submitted", "approved"}, "returned", REVIEWER),
        "claim.other_suggested": ({"submitted"}, "returned", REVIEWER),
        "claim.withdrawn": (_LIVE - {"posted"}, "withdrawn", SIGNER),
        "claim.posted": ({"approved"}, "posted", CENTRE),
        "claim.struck": ({"posted"}, "struck", CENTRE),
        "claim.closed": (_LIVE, "closed", CENTRE),
        "claim.noted": (ANY, SAME, REVIEWER | COORDINATOR),
        "claim.corrected": ({"posted"}, SAME, CENTRE),
    },
    "assessment": {
        "assessment.submitted": ({"drafted", "returned"}, "submitted", SIGNER),
        "assessment.filed": ({"drafted", "returned"}, "filed", COORDINATOR),
        "assessment.confirmed": ({"filed"}, "submitted", SIGNER),
        "assessment.lapsed": ({"filed"}, "submitted", SIGNER),
        "assessment.disowned": ({"filed"}, "drafted", SIGNER),
        "assessment.returned": ({"submitted"}, "returned", REVIEWER),
        "assessment.closed": ({"drafted", "filed", "submitted", "returned"}, "closed", CENTRE),
    },
    "region": {
        "region.left": ({"participating"}, "left", CENTRE),
        "region.returned": ({"left"}, "participating", CENTRE),
        "region.joined": ({"participating"}, SAME, CENTRE),
        "region.batch_changed": ({"participating"}, SAME, CENTRE),
        "region.described": ({"participating"}, SAME, DESCRIBERS),
    },
    "area": {
        "area.renamed": ({"listed"}, "ended", CENTRE),
        "area.split": ({"listed"}, "ended", CENTRE),
        "area.merged": ({"listed"}, "ended", CENTRE),
        "area.fact_recorded": ({"listed"}, SAME, CENTRE),
    },
    "register_import": {
        "register.imported": ({"uploaded"}, "imported", CENTRE),
        "register.discarded": ({"uploaded"}, "discarded", CENTRE),
    },
    "extension": {
        "extension.granted": ({"asked"}, "granted", CENTRE),
        "extension.refused": ({"asked"}, "refused", CENTRE),
        "extension.asked": ({"asked"}, SAME, COORDINATOR),
    },
    "claim_round": {
        "claim_round.opened": ({"prepared"}, "opened", CENTRE),
        "claim_round.closed": ({"opened"}, "closed", CENTRE),
        "claim_round.reopened": ({"closed"}, "opened", CENTRE),
        "claim_round.discarded": ({"prepared"}, "discarded", CENTRE),
    },
    "posting": {
        "posting.issued": ({"drafted"}, "issued", CENTRE),
        "posting.discarded": ({"drafted"}, "discarded", CENTRE),
        "posting.corrected": ({"issued"}, "corrected", CENTRE),
        "posting.rendered": ({"issued", "corrected"}, SAME, CENTRE),
    },
    "class_list": {
        "class_list.issued": ({"drafted"}, "issued", CENTRE),
        "class_list.discarded": ({"drafted"}, "discarded", CENTRE),
        "class_list.superseded": ({"issued"}, "superseded", CENTRE),
        "class_list.overridden": ({"drafted"}, SAME, CENTRE),
    },
    "edition": {
        "edition.issued": ({"drafted"}, "issued", CENTRE),
        "edition.discarded": ({"drafted"}, "discarded", CENTRE),
        "edition.unit_assigned": ({"issued"}, SAME, CENTRE),
    },
    "guidance": {
        "guidance.published": ({"drafted", "withdrawn"}, "published", CENTRE),
        "guidance.withdrawn": ({"published"}, "withdrawn", CENTRE),
    },
    "objection": {
        "objection.upheld": ({"raised"}, "upheld", CENTRE),
        "objection.dismissed": ({"raised"}, "dismissed", CENTRE),
        "objection.corrected": ({"upheld"}, "corrected", CENTRE),
        "objection.raised": ({"raised"}, SAME, SIGNER),
    },
}
# Acknowledging is a region's own act on a list that belongs to nobody: its action asks for the region's line
# (4.14).
ELSEWHERE = {"posting.acknowledged"}
