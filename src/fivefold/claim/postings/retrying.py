"""Another try at documents that could not be made: the posting stands, only the job starts afresh."""

from fivefold.claim.postings.models import Posting
from fivefold.jobs.models import Job, JobState
from fivefold.jobs.queue import requeue


def job_of(posting: Posting) -> Job | None:
    """Return the job that makes the documents."""
    return Job.objects.filter(pk=posting.render_job_id).first() if posting.render_job_id else None


def failure_of(posting: Posting) -> str:
    """Return why the documents could not be made, "" while they may still be."""
    job = None if posting.rendered_entry_id else job_of(posting)
    return job.failure if job is not None and job.state == JobState.FAILED else ""


def try_again(posting: Posting) -> bool:
    """Queue a failed job again; say whether there was one."""
    job = job_of(posting)
    if posting.rendered_entry_id or job is None or job.state != JobState.FAILED:
        return False
    requeue(job)
    return True
