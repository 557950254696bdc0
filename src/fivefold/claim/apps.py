"""Application entry of the division 任务分领."""

from pathlib import Path

from django.apps import AppConfig

SUBJECTS = ("rounds", "assessments", "claims", "postings", "objections")


class ClaimConfig(AppConfig):
    """The division 任务分领 (task claiming)."""

    name = "fivefold.claim"
    label = "claim"

    def ready(self) -> None:
        """Register sentences, pages, jobs and reactions."""
        from fivefold.claim import navigation, wiring
        from fivefold.method.reason import register_catalogue

        for subject in SUBJECTS:
            register_catalogue(Path(__file__).parent / subject / "catalogue")
        navigation.register_pages()
        wiring.register_work()
