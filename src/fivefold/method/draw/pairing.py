"""双随机: inspectors drawn for drawn objects, with recusals (回避) and a largest load.

The objects come from one draw, the inspectors from another with its own domain, so that knowing one says nothing
of the other. Source: State Council office notice 国办发〔2015〕58号 (双随机、一公开) for the idea; the order of
lots is ours and written down here: objects in the order drawn; for each, inspectors in the order of their
tickets under that object's seed; each takes the first ones who are not barred, have room, and leave enough
for all objects after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fivefold.method import canonical
from fivefold.method.draw.errors import (
    FrameChangedError,
    InfeasibleError,
    SizeError,
    TiedSeedsError,
    UnknownItemError,
)
from fivefold.method.draw.flow import Flow
from fivefold.method.draw.frame import Frame
from fivefold.method.draw.record import DrawRecord
from fivefold.method.draw.seeds import FORMAT, seed_text
from fivefold.method.draw.tickets import smallest
from fivefold.method.reason import Reason


@dataclass(frozen=True, order=True)
class Recusal:
    """An inspector who may not inspect an object, and why (本省, 曾任职, ...)."""

    inspector: str
    object: str
    why: str


@dataclass(frozen=True)
class PairingRules:
    """How inspectors are drawn: an own domain, how many per object, the most per inspector, who is barred."""

    domain: str
    need: int
    load: int
    recusals: tuple[Recusal, ...] = ()

    def digest(self, inspectors: Frame) -> str:
        """Return what is logged before the seed exists: list of inspectors and rules in one digest."""
        rules = [
            self.domain,
            self.need,
            self.load,
            sorted([r.inspector, r.object, r.why] for r in self.recusals),
        ]
        return canonical.digest([FORMAT, "pairing", inspectors.digest, canonical.normalise(rules)])


@dataclass(frozen=True)
class Pair:
    """One object and its inspectors, in the order drawn; `passed` are those who came up before but could not."""

    object: str
    inspectors: tuple[str, ...]
    passed: tuple[Reason, ...]


def pair(objects: DrawRecord, inspectors: Frame, rules: PairingRules, committed: str) -> tuple[Pair, ...]:
    """Draw inspectors for the objects of a record, with the record's own public seed under the rules' domain.

    `committed` is the digest that was logged before the seed: `FrameChangedError` if list or rules differ now.
    Raises `TiedSeedsError` if both draws bear one domain, `SizeError` for a need or load below one,
    `UnknownItemError` for a recusal of an unknown inspector, and `InfeasibleError` naming objects that have
    fewer places among their inspectors than they need.

    >>> from datetime import UTC, datetime
    >>> from fivefold.method.draw import Commitment, Item, Plan, Seed, commitment_digest, draw, frame_of
    >>> frame, plan = frame_of([Item("甲市")]), Plan("objects", "2026-1", (("", 1),))
    >>> logged = Commitment(commitment_digest(frame, plan), datetime(2026, 3, 1, tzinfo=UTC))
    >>> seed = Seed("314159", "演示掷骰", datetime(2026, 3, 2, tzinfo=UTC))
    >>> record = draw(frame, plan, logged, seed)
    >>> inspectors = frame_of([Item("张演示"), Item("李演示")])
    >>> rules = PairingRules("inspectors", need=1, load=1, recusals=(Recusal("张演示", "甲市", "本省"),))
    >>> [(one.object, one.inspectors) for one in pair(record, inspectors, rules, rules.digest(inspectors))]
    [('甲市', ('李演示',))]
    """
    digest = rules.digest(inspectors)
    if digest != committed:
        raise FrameChangedError(Reason.of("draw.other_frame", committed=committed, found=digest))
    if rules.domain == objects.plan.domain:
        raise TiedSeedsError(Reason.of("draw.one_domain", domain=rules.domain))
    names = [item.name for item in inspectors.items]
    strange = sorted({one.inspector for one in rules.recusals} - set(names))
    if strange:
        raise UnknownItemError(Reason.of("draw.unknown", names=strange))
    if rules.need < 1 or rules.load < 1:
        raise SizeError(Reason.of("draw.pairing_size", need=rules.need, load=rules.load))
    barred = {(one.object, one.inspector): one.why for one in rules.recusals}
    orders = {one: _order(objects, rules.domain, names, one) for one in objects.names}
    allowed = {one: [name for name in order if (one, name) not in barred] for one, order in orders.items()}
    flow = _placed(allowed, dict.fromkeys(names, rules.load), rules)
    return tuple(_pair(one, order, flow, rules.need, barred) for one, order in orders.items())


def _order(objects: DrawRecord, domain: str, names: Sequence[str], one: str) -> list[str]:
    seed = seed_text(domain, objects.plan.round, one, objects.seed.text)
    return [ticket.name for ticket in smallest(names, seed, len(names))]


def _placed(allowed: Mapping[str, Sequence[str]], room: Mapping[str, int], rules: PairingRules) -> Flow:
    """Return a flow in which every object has its inspectors, if there is one."""
    flow = Flow(allowed, room)
    for _ in range(rules.need):
        for one in allowed:
            short = flow.augment(one)
            if short is not None:
                told = {"objects": sorted(short), "need": rules.need, "load": rules.load}
                raise InfeasibleError(Reason("draw.too_few_inspectors", told))
    return flow


def _pair(
    one: str, order: Sequence[str], flow: Flow, need: int, barred: Mapping[tuple[str, str], str]
) -> Pair:
    taken: list[str] = []
    passed: list[Reason] = []
    for name in order:
        if len(taken) == need:
            break
        if (one, name) in barred:
            passed.append(Reason.of("draw.recused", inspector=name, why=barred[one, name]))
        elif flow.fix(one, name):
            taken.append(name)
        else:
            passed.append(Reason.of("draw.no_room", inspector=name))
    return Pair(one, tuple(taken), tuple(passed))
