"""All tables of the division, gathered for Django."""

from fivefold.classify.class_lists.models import ClassEntry, ClassList
from fivefold.classify.guidance.models import Guidance
from fivefold.classify.register.models import RegisterImport
from fivefold.classify.regions.models import (
    AdminArea,
    AreaFact,
    AreaSuccession,
    BatchStay,
    ProfileFact,
    Region,
)

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
