"""The verifiable draw: who is drawn follows from a committed list, a public seed and a published rule.

Source: 抽查短板弱项 (part four of the text). In order: `frame_of` and `plan_of`, `commitment_digest` into the
log, then a `Seed` made in public, then `draw`; anybody recomputes it with `verify_draw`. `sample_size` says how
many are needed for a stated chance of detection, `inclusion_chances` what a draw promises, `pair` draws
inspectors with recusals (双随机).
"""

from pathlib import Path

from fivefold.method.draw.chances import first_chances, inclusion_chances
from fivefold.method.draw.drawing import draw
from fivefold.method.draw.errors import (
    BadNameError,
    DuplicateNameError,
    EmptyFrameError,
    FrameChangedError,
    InfeasibleError,
    SeedTooEarlyError,
    SizeError,
    TiedSeedsError,
    UnknownItemError,
    WeightError,
)
from fivefold.method.draw.frame import Frame, Item, frame_of
from fivefold.method.draw.pairing import Pair, PairingRules, Recusal, pair
from fivefold.method.draw.plan import Commitment, Plan, commitment_digest, plan_of
from fivefold.method.draw.record import Drawn, DrawRecord, StratumDraw
from fivefold.method.draw.rivest import picks
from fivefold.method.draw.seeds import Seed, combined, contribution, seed_text
from fivefold.method.draw.size import allocation, detection_chance, sample_size
from fivefold.method.draw.tickets import Ticket, next_ticket, smallest, stream, ticket
from fivefold.method.draw.verifying import verify_draw
from fivefold.method.reason import register_catalogue

__all__ = [
    "BadNameError",
    "Commitment",
    "DrawRecord",
    "Drawn",
    "DuplicateNameError",
    "EmptyFrameError",
    "Frame",
    "FrameChangedError",
    "InfeasibleError",
    "Item",
    "Pair",
    "PairingRules",
    "Plan",
    "Recusal",
    "Seed",
    "SeedTooEarlyError",
    "SizeError",
    "StratumDraw",
    "Ticket",
    "TiedSeedsError",
    "UnknownItemError",
    "WeightError",
    "allocation",
    "combined",
    "commitment_digest",
    "contribution",
    "detection_chance",
    "draw",
    "first_chances",
    "frame_of",
    "inclusion_chances",
    "next_ticket",
    "pair",
    "picks",
    "plan_of",
    "sample_size",
    "seed_text",
    "smallest",
    "stream",
    "ticket",
    "verify_draw",
]

register_catalogue(Path(__file__).parent / "catalogue")
