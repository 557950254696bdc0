"""The goals of the three classes: all-round champion, single-event champion, best puzzle piece."""

from fivefold.method.create.goals.champions import Standing, Standings, all_round, single_event
from fivefold.method.create.goals.mosaic import Mosaic, Piece, mosaic

__all__ = ["Mosaic", "Piece", "Standing", "Standings", "all_round", "mosaic", "single_event"]
