"""What a wheel carries beside the code: faces, scripts and packs with their licences, and the Chinese catalogue.

A checkout has them at its root and an editable installation runs from there, so only a real wheel takes them in.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = ("third_party/README.md", "third_party/fonts", "third_party/htmx", "programmes")


class CarryFiles(BuildHookInterface):
    """Puts the carried folders into ``fivefold/carried`` and compiles the catalogue."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders; a message without Chinese, or a folder that is missing, stops the build."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from fivefold.web.translation import catalogue

        if problems := catalogue.build():
            raise SystemExit("\n".join(problems))
        build_data["force_include"] |= {str(root / name): f"fivefold/carried/{name}" for name in CARRIED}
        build_data["force_include"][str(catalogue.TARGET)] = "fivefold/locale/zh_Hans/LC_MESSAGES"
