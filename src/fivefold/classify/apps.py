"""Application entry of the division 地区分类."""

from pathlib import Path

from django.apps import AppConfig

SUBJECTS = ("register", "regions", "class_lists", "guidance")


class ClassifyConfig(AppConfig):
    """The division 地区分类 (region classification)."""

    name = "fivefold.classify"
    label = "classify"

    def ready(self) -> None:
        """Register sentences, pages, jobs and reactions."""
        from fivefold.classify import navigation, wiring
        from fivefold.method.reason import register_catalogue

        for subject in SUBJECTS:
            register_catalogue(Path(__file__).parent / subject / "catalogue")
        navigation.register_pages()
        wiring.register_work()
