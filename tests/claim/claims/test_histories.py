"""Whatever page tells a history tells the newest first, as the log's own page does."""

import re
from datetime import timedelta

from cast import CLOCK, NOW, open_round
from claim_stage import submitted
from fivefold.claim.claims import actions, dossiers, queries, reviewing
from fivefold.claim.rounds import actions as rounds
from fivefold.claim.rounds import dossiers as round_dossiers
from fivefold.ledger import reading
from fivefold.lifecycle.origin import origin_of


def _numbers(entries) -> list[int]:
    return [int(re.sub(r"\D", "", entry.entry)) for entry in entries]


def _returned_twice(nation):
    claim, reviewer = submitted(nation, open_round(nation)), nation.actor("演示省 reviewer")
    for because in ("第一次退回", "第二次退回"):
        reviewing.claim_return(claim=claim, parts=["outputs"], because=because, actor=reviewer, clock=CLOCK)
        claim.refresh_from_db()
        actions.claim_submit(claim=claim, actor=nation.actor("甲市 signer"), clock=CLOCK)
        claim.refresh_from_db()
    return claim


def test_claim_round_and_verdicts_begin_with_what_happened_last(nation):
    claim = _returned_twice(nation)
    rounds.round_close(round_=claim.round, actor=nation.actor("centre publisher"), clock=CLOCK)
    rounds.round_reopen(
        round_=claim.round, closes_at=NOW + timedelta(days=60), review_closes_at=NOW + timedelta(days=90),
        because="演示", actor=nation.actor("centre publisher"), clock=CLOCK,
    )  # fmt: skip
    log, _total = reading.page(origin_of(nation.programme), start=0, count=100)
    in_the_log = [entry.index for entry in log]
    assert in_the_log == sorted(in_the_log, reverse=True)
    told = _numbers(dossiers.timeline(claim, nation.actor("演示省 reviewer").seat))
    assert told == sorted(told, reverse=True)
    assert len(told) == 5
    of_round = _numbers(round_dossiers.timeline(claim.round))
    assert of_round == sorted(of_round, reverse=True)
    assert len(of_round) == 2
    verdicts = dossiers.verdict_rows(claim, queries.reviews_of(claim))
    assert [row.sentence.rpartition("：")[2] for row in verdicts] == ["第二次退回", "第一次退回"]
