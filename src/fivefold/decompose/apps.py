"""Application entry of the division 项目分解."""

from pathlib import Path

from django.apps import AppConfig

SUBJECTS = ("guideline",)


class DecomposeConfig(AppConfig):
    """The division 项目分解 (guideline decomposition)."""

    name = "fivefold.decompose"
    label = "decompose"

    def ready(self) -> None:
        """Register sentences, pages, jobs and reactions."""
        from fivefold.decompose import navigation, wiring
        from fivefold.method.reason import register_catalogue

        for subject in SUBJECTS:
            register_catalogue(Path(__file__).parent / subject / "catalogue")
        navigation.register_pages()
        wiring.register_work()
