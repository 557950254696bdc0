"""Progress of long work: for the seats of the person who asked, as a page and as JSON."""

import pytest
from django.urls import reverse

from cast import NOW
from fivefold.jobs.models import Job, JobState
from fivefold.web.subjects import register_subject, registered, subject_url


@pytest.fixture
def job(nation):
    return Job.objects.create(
        kind="import",
        queued_at=NOW,
        seat_id=nation.seats["甲市 signer"].id,
        state=JobState.RUNNING,
        steps_done=3,
        steps_total=9,
    )


def page(client, job, **headers):
    return client.get(reverse("web:job", args=[job.pk]), headers=headers)


def test_whoever_asked_sees_it(nation, client, job):
    answer = page(nation.login(client, "甲市 signer"), job)
    progress = answer.context["progress"]
    assert (answer.status_code, progress.done, progress.total, progress.state) == (200, 3, 9, "running")
    assert progress.result is None


@pytest.mark.parametrize("who", ["甲市 filler", "演示省 reviewer", "centre publisher", "office system_admin"])
def test_nobody_else_does(nation, client, job, who):
    assert page(nation.login(client, who), job).status_code == 404


def test_strangers_are_sent_to_the_sign_in(client, job):
    assert page(client, job).url.startswith("/accounts/login/")


def test_a_job_of_the_system_is_nobody_s(nation, client, job):
    Job.objects.update(seat_id="")
    assert page(nation.login(client, "甲市 signer"), job).status_code == 404


def test_json_for_the_script(nation, client, job):
    Job.objects.update(state=JobState.FAILED, failure="ValueError: 演示")
    answer = page(nation.login(client, "甲市 signer"), job, accept="application/json")
    assert answer.json() == {
        "state": "failed",
        "done": 3,
        "total": 9,
        "url": "",
        "failure": "ValueError: 演示",
    }


@pytest.mark.parametrize(("state", "shown"), [(JobState.DONE, True), (JobState.RUNNING, False)])
def test_the_result_is_linked_when_it_is_done(nation, client, job, state, shown):
    Job.objects.update(state=state, result={"url": "/result/"})
    answer = page(nation.login(client, "甲市 signer"), job)
    assert (answer.context["progress"].result is not None) is shown


def test_subjects_know_their_pages(nation):
    assert subject_url("nothing", "test", "1") == ""
    register_subject("broken", "no:such_page")
    assert "broken" in registered()
    assert subject_url("broken", "test", "1") == ""
    assert subject_url("region", "test", str(nation.regions["甲市"].pk)).startswith("/p/test/")
