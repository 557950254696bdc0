"""Progress of long work, for whoever asked for it: a page that can be left and found again, and JSON for polling."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from fivefold.jobs.models import Job
from fivefold.web.access import signed_in


@signed_in
def job_progress(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """Show how far a job is. Only seats of the person who asked for it see it; others get 404."""
    job = Job.objects.filter(pk=job_id, seat_id__in=[seat.id for seat in request.seats]).first()
    if job is None:
        raise Http404
    facts = {
        "state": job.state,
        "done": job.steps_done,
        "total": job.steps_total,
        "url": job.result.get("url", ""),
        "failure": job.failure,
    }
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(facts)
    return render(request, "web/job.html", {"job": facts})
