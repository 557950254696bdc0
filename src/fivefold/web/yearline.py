"""The programme's year as a line: which of its labels fit beside each other, above or below."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fivefold.method.reason import Reason
from fivefold.web.speech import clock, speak_reason

GLYPH = 1.05  # width of a Chinese character at 12 px, in percent of a line of 1200 px
LATIN = 0.55  # width of a Latin letter as a share of it
CJK = 0x2E7F
EDGE = 6.0
TODAY_HALF = 6.5


class YearMark(Protocol):
    """What the shell gives: a date with its sentence, kind, place in percent, and past or future."""

    at: datetime
    label: Reason | str
    kind: str
    position: int
    when: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark ready to draw: ``lane`` is ``above`` or ``below``, empty where no label fits."""

    at: str
    label: str
    kind: str
    when: str
    x: str
    lane: str
    anchor: str


@dataclass(frozen=True, slots=True)
class YearLine:
    """All marks in order of time, today's place, and the next mark to come."""

    marks: tuple[Placed, ...]
    today: str
    next: Placed | None


def year_line(marks: Iterable[YearMark], today_percent: int) -> YearLine | None:
    """Place the marks; None when there is nothing to draw."""
    ordered = sorted(marks, key=lambda mark: mark.at)
    if not ordered:
        return None
    lanes: dict[str, list[tuple[float, float]]] = {
        "above": [(today_percent - TODAY_HALF, today_percent + TODAY_HALF)],
        "below": [],
    }
    # What is still to come takes the room first.
    by_need = sorted(ordered, key=lambda mark: (mark.when == "past", abs(mark.position - today_percent)))
    lane_of = {id(mark): _lane(mark, lanes) for mark in by_need}
    placed = tuple(_placed(mark, lane_of[id(mark)]) for mark in ordered)
    upcoming = next((mark for mark in placed if mark.when != "past"), None)
    return YearLine(placed, f"{today_percent}%", upcoming)


def _lane(mark: YearMark, lanes: dict[str, list[tuple[float, float]]]) -> str:
    text = _say(mark.label)
    width = sum(1 if ord(letter) > CJK else LATIN for letter in text) * GLYPH + 1
    shift = {"start": 0.0, "middle": width / 2, "end": width}[_anchor(mark.position)]
    left = mark.position - shift
    for name, spans in lanes.items():
        if all(left + width < start or left > stop for start, stop in spans):
            spans.append((left, left + width))
            return name
    return ""


def _placed(mark: YearMark, lane: str) -> Placed:
    return Placed(
        at=clock(mark.at),
        label=_say(mark.label),
        kind=mark.kind,
        when=mark.when,
        x=f"{mark.position}%",
        lane=lane,
        anchor=_anchor(mark.position),
    )


def _say(label: Reason | str) -> str:
    return label if isinstance(label, str) else speak_reason(label)


def _anchor(position: float) -> str:
    return "start" if position < EDGE else ("end" if position > 100 - EDGE else "middle")
