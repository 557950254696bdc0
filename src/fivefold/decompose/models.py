"""All tables of the division, gathered for Django."""

from fivefold.decompose.guideline.models import Assignment, Block, GuidelineEdition, Item, Project

__all__ = ["Assignment", "Block", "GuidelineEdition", "Item", "Project"]
