"""The closed set of states, and the reasons for which an answer cannot be given."""

from typing import Final

OPEN: Final = ("due", "due_soon", "overdue")
LATE: Final = ("overdue", "missed", "met_late")
STATES: Final = (
    "not_started",
    "due",
    "due_soon",
    "overdue",
    "met",
    "met_late",
    "missed",
    "not_required",
    "paused",
    "cannot_tell",
)
NO_ROW: Final = "no row"

# In order of weight: the first that holds for a row is the one it gives.
REASONS: Final = (
    "blank_start",
    "unsure_start",
    "may_have_ended",
    "before_entry",
    "calendar",
    "no_value",
    "due_with",
    "reach",
    "history",
    "unsure_meeting",
    "fact",
    "count",
    "hours",
)
