"""Named errors of this division. Each says, as a `Reason`, what is wrong and what a person can do."""

from typing import ClassVar

from fivefold.method.reason import Reason, Refused


class ShareError(Refused):
    """Something was asked that cannot be computed. `code` names the sentence, the keywords fill it."""

    code: ClassVar[str]

    def __init__(self, **params: object) -> None:
        super().__init__(Reason(self.code, params))


class EmptyInputError(ShareError):
    """There is nothing to compute from."""

    code = "share.error.empty"


class NotANumberError(ShareError):
    """A value is NaN or infinite. Absent marks are None, never NaN."""

    code = "share.error.not_a_number"


class DuplicateKeyError(ShareError):
    """One key stands twice: a judge marked a region twice, a ballot names an item twice."""

    code = "share.error.duplicate"


class NoOpinionError(ShareError):
    """A ballot that places nothing, or ballots that put nothing over anything: there is nothing to rank by."""

    code = "share.error.no_opinion"


class UnknownItemError(ShareError):
    """A key is used that the list of known ones does not hold."""

    code = "share.error.unknown"


class OutOfRangeError(ShareError):
    """A number lies outside what the method allows."""

    code = "share.error.range"


class TooFewMarksError(ShareError):
    """Fewer marks than the method needs."""

    code = "share.error.too_few"


class SingleJudgeError(ShareError):
    """One judge alone (or one region alone) cannot be told from what is judged."""

    code = "share.error.single"


class DisconnectedError(ShareError):
    """Judges and regions fall into parts that no judge connects: their scores cannot be compared."""

    code = "share.error.disconnected"


class NoSpreadError(ShareError):
    """The marks leave nothing to estimate: all are equal, or judges and regions explain them to the last digit."""

    code = "share.error.no_spread"


class SameColumnError(ShareError):
    """A property holds for every mark or for none, or is the same as a judge's or region's own effect."""

    code = "share.error.same_column"


class NoMaximumError(ShareError):
    """Somebody always wins or always loses against the others: without a prior there is no best estimate."""

    code = "share.error.no_maximum"


class BeyondTableError(ShareError):
    """Working days were asked for in a year that has no table."""

    code = "share.error.no_year"


class NaiveTimeError(ShareError):
    """A time was given without its zone."""

    code = "share.error.naive_time"


class UnknownZoneError(ShareError):
    """No time zone has this name."""

    code = "share.error.unknown_zone"


class EmptyFieldError(ShareError):
    """A field that the record must carry is empty."""

    code = "share.error.empty_field"
