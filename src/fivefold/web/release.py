"""Which release runs: from the installed package, or from the source tree it was started in."""

import functools
import tomllib
from importlib import metadata

from django.conf import settings


@functools.cache
def release() -> str:
    """Return the version, for example ``0.1.0``."""
    try:
        return metadata.version("fivefold")
    except metadata.PackageNotFoundError:
        project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        return str(project["version"])
