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


class UnknownItemError(ShareError):
    """A key is used that the list of known ones does not hold."""

    code = "share.error.unknown"


class OutOfRangeError(ShareError):
    """A number lies outside what the method allows."""

    code = "share.error.range"
