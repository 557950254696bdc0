"""The job that renders an issued posting, and the check of the lists against the log."""

from fivefold.claim.postings.actions import RENDER
from fivefold.claim.postings.rendering import render_job
from fivefold.claim.postings.standing import lists_against_the_log
from fivefold.jobs.queue import register
from fivefold.office.audit.checks import register_check


def register_work() -> None:
    """Register job and check."""
    register(RENDER, render_job)
    register_check(lists_against_the_log)
