"""交流会: five regions of one class, on one theme, from different angles and provinces, in fair turns."""

from fivefold.method.create.meeting.call import Call, Candidate, MeetingCheck, check_meeting, eligible
from fivefold.method.create.meeting.compose import Meeting, Similarity, Swap, compose

__all__ = [
    "Call",
    "Candidate",
    "Meeting",
    "MeetingCheck",
    "Similarity",
    "Swap",
    "check_meeting",
    "compose",
    "eligible",
]
