"""Refusals of 经验分创: each names what a person has to put right. Those of lots stand in `method.draw`."""

from fivefold.method.reason import Refused


class EmptyClassError(Refused):
    """Nobody of this class (and theme, and year) is there to be compared, chosen or matched."""


class FigureError(Refused):
    """A figure outside its range: negative, beyond full marks, or not finite."""


class SchemeError(Refused):
    """A scheme, rule or ladder that contradicts itself."""


class TooLargeError(Refused):
    """More than can be computed exactly; the reason names the limit."""
