"""Originality: copied passages and near-duplicates among Chinese texts (cases, suggestions)."""

from fivefold.method.create.originality.groups import Grouping, Pair, near_duplicates
from fivefold.method.create.originality.passages import Overlap, Passage, overlap
from fivefold.method.create.originality.winnow import fingerprints

__all__ = ["Grouping", "Overlap", "Pair", "Passage", "fingerprints", "near_duplicates", "overlap"]
