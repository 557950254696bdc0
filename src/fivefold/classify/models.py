"""All tables of the division, gathered for Django."""

from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.classify.guidance.models import Guidance
from fivefold.classify.regions.models import (
    AdminArea,
    AreaFact,
    AreaSuccession,
    BatchStay,
    ProfileFact,
    Region,
)
from fivefold.classify.register.models import RegisterImport

__all__ = [
    "AdminArea",
    "AreaFact",
    "AreaSuccession",
    "BatchStay",
    "ClassEntry",
    "ClassList",
    "Guidance",
    "ProfileFact",
    "Region",
    "RegisterImport",
]
