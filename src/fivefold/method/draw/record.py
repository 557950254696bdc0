"""The record of a draw: everything a stranger needs to recompute it, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fivefold.method import canonical
from fivefold.method.draw.plan import Commitment, Plan
from fivefold.method.draw.seeds import FORMAT, Seed


@dataclass(frozen=True)
class Drawn:
    """One drawn item: its place in the order of its stratum (from 1), name and ticket."""

    place: int
    name: str
    ticket: str


@dataclass(frozen=True)
class StratumDraw:
    """What was drawn in one stratum, and the reserve in order. `lots` is the sum of the weights."""

    stratum: str
    eligible: int
    lots: int
    drawn: tuple[Drawn, ...]
    reserve: tuple[Drawn, ...]


@dataclass(frozen=True)
class DrawRecord:
    """A whole draw. With the list itself it can be recomputed: `verify_draw`, or twenty lines of any language."""

    plan: Plan
    frame_digest: str
    commitment: Commitment
    seed: Seed
    strata: tuple[StratumDraw, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the drawn names, stratum by stratum in the order drawn."""
        return tuple(one.name for stratum in self.strata for one in stratum.drawn)

    def to_data(self) -> dict[str, canonical.Json]:
        """Return the record as JSON values, ready for `canonical.dumps`."""
        return {
            "format": FORMAT,
            "plan": self.plan.to_data(),
            "frame": self.frame_digest,
            "commitment": {
                "digest": self.commitment.digest,
                "logged_at": self.commitment.logged_at.isoformat(),
                "place": self.commitment.place,
            },
            "seed": {
                "text": self.seed.text,
                "source": self.seed.source,
                "made_at": self.seed.made_at.isoformat(),
            },
            "strata": [_stratum_data(stratum) for stratum in self.strata],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> "DrawRecord":
        """Read back what `to_data` wrote. `TypeError`, `KeyError` or `ValueError` for anything else."""
        if data["format"] != FORMAT:
            raise ValueError(f"not a record of {FORMAT}")
        plan, commitment, seed = _mapping(data["plan"]), _mapping(data["commitment"]), _mapping(data["seed"])
        return cls(
            Plan(
                _text(plan["domain"]),
                _text(plan["round"]),
                tuple((_text(name), _number(take)) for name, take in _rows(plan["sizes"])),
                _number(plan["reserve"]),
            ),
            _text(data["frame"]),
            Commitment(
                _text(commitment["digest"]), _time(commitment["logged_at"]), _text(commitment["place"])
            ),
            Seed(_text(seed["text"]), _text(seed["source"]), _time(seed["made_at"])),
            tuple(_stratum(_mapping(one)) for one in _rows(data["strata"])),
        )


def _stratum_data(one: StratumDraw) -> canonical.Json:
    return {
        "stratum": one.stratum,
        "eligible": one.eligible,
        "lots": one.lots,
        "drawn": [[item.place, item.name, item.ticket] for item in one.drawn],
        "reserve": [[item.place, item.name, item.ticket] for item in one.reserve],
    }


def _stratum(data: Mapping[str, object]) -> StratumDraw:
    drawn, reserve = (
        tuple(Drawn(_number(place), _text(name), _text(ticket)) for place, name, ticket in _rows(data[key]))
        for key in ("drawn", "reserve")
    )
    return StratumDraw(
        _text(data["stratum"]), _number(data["eligible"]), _number(data["lots"]), drawn, reserve
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text is needed")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number is needed")
    return value


def _time(value: object) -> datetime:
    return datetime.fromisoformat(_text(value))


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise TypeError("a mapping is needed")
    return value


def _rows(value: object) -> list[list[object]]:
    if not isinstance(value, list):
        raise TypeError("a list is needed")
    return value
