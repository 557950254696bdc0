"""Seeds: separated by domain, round and stratum; made in public or by several parties; never used twice."""

import hashlib
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from fivefold.method import canonical
from fivefold.method.draw.errors import SeedTooEarlyError, TiedSeedsError, UnknownItemError
from fivefold.method.reason import Reason

FORMAT = "fivefold.draw/1"
_FEWEST = 3


@dataclass(frozen=True)
class Seed:
    """Public chance: the text itself, where it comes from (dice, lottery, beacon), and when it was made."""

    text: str
    source: str
    made_at: datetime


def seed_text(domain: str, round_: str, stratum: str, seed: str) -> str:
    """Return the seed of one stratum: canonical JSON, so that no two combinations give one text.

    >>> seed_text("weak-points", "2026-1", "2", "314159")
    '["fivefold.draw/1","weak-points","2026-1","2","314159"]'
    """
    parts = canonical.normalise([FORMAT, domain, round_, stratum, seed])
    return canonical.dumps(parts).decode()


def check_seed(seed: Seed, logged_at: datetime, used: Collection[str] = ()) -> None:
    """Refuse a seed made before the commitment was logged, or one of the `used` ones of earlier rounds.

    Raises `SeedTooEarlyError` (also for an empty seed, or times without a zone: nobody could tell) and
    `TiedSeedsError`.
    """
    if not seed.text.strip():
        raise SeedTooEarlyError(Reason("draw.seed_empty"))
    if seed.made_at.tzinfo is None or logged_at.tzinfo is None:
        raise SeedTooEarlyError(Reason("draw.time_without_zone"))
    if seed.made_at <= logged_at:
        told = {"made": seed.made_at.isoformat(), "logged": logged_at.isoformat()}
        raise SeedTooEarlyError(Reason("draw.seed_too_early", told))
    if seed.text in used:
        raise TiedSeedsError(Reason.of("draw.seed_used", seed=seed.text))


def contribution(party: str, nonce: str, value: str) -> str:
    """Return what a party logs before anybody reveals: the digest of its name, a nonce and its value.

    >>> contribution("甲", "n-1", "314")[:16], contribution("甲", "n-2", "314")[:16]
    ('573ad031f59bd1b4', '4b67514f903bc7e1')
    """
    return canonical.digest(canonical.normalise([FORMAT, "contribution", party, nonce, value]))


def combined(committed: Mapping[str, str], revealed: Mapping[str, tuple[str, str]]) -> str:
    """Return the seed of several parties (party -> nonce, value), each bound by its logged `contribution`.

    No party alone knows or steers the seed unless it withholds its reveal; then there is no seed and the draw is
    void. Raises `UnknownItemError` for fewer than three parties, a missing or strange one, or a reveal that is not
    what was committed.

    >>> revealed = {"甲": ("n-1", "3"), "乙": ("n-2", "1"), "丙": ("n-3", "4")}
    >>> committed = {party: contribution(party, *told) for party, told in revealed.items()}
    >>> combined(committed, revealed)[:16]
    '9b7b7e19af876081'
    """
    if len(committed) < _FEWEST:
        raise UnknownItemError(Reason.of("draw.few_parties", count=len(committed), needed=_FEWEST))
    differing = sorted(set(committed) ^ set(revealed))
    if differing:
        raise UnknownItemError(Reason.of("draw.not_revealed", parties=differing))
    false = [
        party
        for party, (nonce, value) in sorted(revealed.items())
        if not hmac.compare_digest(contribution(party, nonce, value), committed[party])
    ]
    if false:
        raise UnknownItemError(Reason.of("draw.false_reveal", parties=false))
    parts = canonical.normalise([[party, *revealed[party]] for party in sorted(revealed)])
    return hashlib.sha256(canonical.dumps(parts)).hexdigest()
