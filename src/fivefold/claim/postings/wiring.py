"""The job that renders an issued posting."""

from fivefold.claim.postings.actions import RENDER
from fivefold.claim.postings.rendering import render_job
from fivefold.jobs.queue import register


def register_work() -> None:
    """Register the job."""
    register(RENDER, render_job)
