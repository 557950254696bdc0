"""Progress of long work, for whoever asked for it: a page that can be left and found again, and JSON."""

from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fivefold.jobs.models import Job, JobState
from fivefold.web.access import signed_in
from fivefold.web.parts import Link, Progress
from fivefold.web.request import PageRequest


@require_safe
@signed_in
def job_progress(request: PageRequest, job_id: UUID) -> HttpResponse:
    """Show how far a job is. Only seats of the person who asked for it see it; others get 404."""
    job = Job.objects.filter(pk=job_id, seat_id__in=[seat.id for seat in request.seats]).first()
    if job is None:
        raise Http404
    result = str(job.result.get("url", ""))
    if request.headers.get("Accept", "").startswith("application/json"):
        facts = {"state": job.state, "done": job.steps_done, "total": job.steps_total}
        return JsonResponse({**facts, "url": result, "failure": job.failure})
    progress = Progress(
        label=_("Progress"),
        done=job.steps_done,
        total=job.steps_total,
        state=job.state,
        detail=job.failure,
        url=request.path,
        result=Link(_("Open the result"), result) if result and job.state == JobState.DONE else None,
    )
    return render(request, "web/job.html", {"progress": progress})
