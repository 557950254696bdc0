"""Refusals of draws and lots: each names what a person has to put right."""

from fivefold.method.reason import Refused


class BadNameError(Refused):
    """A name that is empty, padded with blanks or holds control characters."""


class DuplicateNameError(Refused):
    """Two entries bear one name (after Unicode NFC)."""


class UnknownItemError(Refused):
    """A name that the list does not hold."""


class EmptyFrameError(Refused):
    """Nothing to draw from: an empty list, class or stratum."""


class SizeError(Refused):
    """A sample that is negative, larger than its stratum, or for a stratum that is none."""


class WeightError(Refused):
    """A weight that is no whole number of at least one, or weights too large in all."""


class FrameChangedError(Refused):
    """The list or the plan is not the one that was committed."""


class SeedTooEarlyError(Refused):
    """The seed existed before the commitment was logged, or nobody can tell."""


class TiedSeedsError(Refused):
    """A seed that was used before, or one seed for two draws that must be independent."""


class InfeasibleError(Refused):
    """The conditions contradict each other; the reasons name a smallest part that already does."""
