"""Demands that cannot be met together: the smallest conflicting sets, in words."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from fivefold.method.claim.coordination.model import Quota, Region
from fivefold.method.reason import Reason, Refused

Kind: TypeAlias = Literal["quota_low", "quota_high", "region_low", "region_high", "must", "must_not"]


@dataclass(frozen=True)
class Demand:
    """One thing demanded: a side of a quota, a side of a region's own bounds, or a lock.

    `quota` is given for quotas, `region` for the others, `project` for locks.
    """

    kind: Kind
    quota: Quota | None = None
    region: Region | None = None
    project: str | None = None

    @property
    def reason(self) -> Reason:
        """The demand in words."""
        if self.quota is not None:
            number = self.quota.low if self.kind == "quota_low" else self.quota.high
            return Reason(f"coordination.demand.{self.kind}", {"quota": self.quota.words, "number": number})
        assert self.region is not None  # noqa: S101 - a demand has a quota or a region
        number = self.region.low if self.kind == "region_low" else self.region.high
        said = {"region": self.region.code, "number": number, "project": self.project}
        return Reason(f"coordination.demand.{self.kind}", said)


@dataclass(frozen=True)
class Conflict:
    """Demands that cannot all be met, and could be if any one of them were given up."""

    demands: tuple[Demand, ...]

    @property
    def reason(self) -> Reason:
        """The conflict in words."""
        said = [demand.reason for demand in self.demands]
        return Reason.of("coordination.conflict", count=len(said), demands=said)


class Impossible(Refused):
    """No allocation meets the demands. `conflicts` has one smallest conflicting set per separate part."""

    def __init__(self, *conflicts: Conflict) -> None:
        super().__init__(*(conflict.reason for conflict in conflicts))
        self.conflicts = conflicts

    def __reduce__(self) -> tuple[type["Impossible"], tuple[Conflict, ...]]:
        return Impossible, self.conflicts
