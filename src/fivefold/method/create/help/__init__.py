"""帮 and 互查: helpers for those behind, and who checks whom."""

from fivefold.method.create.help.cross import CrossCheck, check_cross, cross_check
from fivefold.method.create.help.matching import Help, Region, match_helpers, spread

__all__ = ["CrossCheck", "Help", "Region", "check_cross", "cross_check", "match_helpers", "spread"]
