"""One module per subject; ``REGISTRY`` holds them all, and the generated reference page lists them."""

from collections.abc import Mapping
from types import MappingProxyType

from fivefold.lifecycle.table import Table
from fivefold.lifecycle.tables import (
    area,
    assessment,
    claim,
    claim_round,
    class_list,
    edition,
    extension,
    guidance,
    objection,
    posting,
    region,
    register_import,
)

REGISTRY: Mapping[str, Table] = MappingProxyType(
    {
        module.TABLE.subject: module.TABLE
        for module in (
            area,
            register_import,
            region,
            class_list,
            guidance,
            edition,
            claim_round,
            extension,
            assessment,
            claim,
            posting,
            objection,
        )
    }
)
