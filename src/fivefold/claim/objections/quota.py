"""How many objections of citizens one network may send in an hour, without anybody's address being kept.

Counted per network (/24, with IPv6 /64) under a digest made with a key of chance. Key and counts are in the memory
of the serving process only: they are in no table, file or backup, and end with the process; the key is made anew each
day, the counts each hour. What is counted is never joined with an objection. Where several processes serve, each
counts for itself. All senders together have no limit: one of them cannot shut out the others.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from ipaddress import IPv4Address, ip_address, ip_network
from threading import Lock

HOURLY = 30  # an office behind one address still gets through


def network_of(address: str) -> str:
    """Return the network an address belongs to; "" for an unknown one and for this machine, which name none."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if found.is_loopback:
        return ""
    length = 24 if isinstance(found, IPv4Address) else 64
    return str(ip_network(f"{found}/{length}", strict=False))


@dataclass
class Quota:
    """The counts of the hour. ``spend`` may be called by several threads."""

    _key: bytes = b""
    _day: date | None = None
    _hour: datetime | None = None
    _counts: dict[bytes, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def spend(self, network: str, subject: str, at: datetime) -> bool:
        """Count one objection to ``subject`` (a list's id) at ``at`` (aware); False when the hour is used up.

        Objections of no known network ("") are not counted: they would be everybody's.
        """
        if not network:
            return True
        with self._lock:
            self._renew(at.astimezone(UTC))
            digest = hmac.digest(self._key, f"{subject} {network}".encode(), "sha256")
            count = self._counts.get(digest, 0)
            if count < HOURLY:
                self._counts[digest] = count + 1
            return count < HOURLY

    def _renew(self, at: datetime) -> None:
        hour = at.replace(minute=0, second=0, microsecond=0)
        if hour != self._hour:
            self._hour, self._counts = hour, {}
        if at.date() != self._day:
            self._day, self._key = at.date(), secrets.token_bytes(32)


QUOTA = Quota()
