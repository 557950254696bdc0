"""Addresses of the machine interface, below ``api/``."""

from django.urls import path
from ninja import NinjaAPI

from fivefold.api import claims, editions, postings, programmes, regions
from fivefold.api.access import PersonAuth
from fivefold.api.refusals import JsonOnly, register_answers
from fivefold.web.access import public
from fivefold.web.release import release

DESCRIPTION = """
The same queries and actions as the pages, with the same rights. Sign in on the pages; the session's cookie counts here
too, and writes need its token (`X-CSRFToken`). `X-Seat` chooses one of your seats. Refusals carry reasons with code,
parameters and a sentence in Chinese and English: 401 not signed in, 403 not allowed, 404 not there or not for your
seat, 409 wrong state, 415 a body that is no JSON, 422 anything else that can be put right. Exact numbers are text.
""".strip()

api = NinjaAPI(
    title="Fivefold 五分",
    version=release(),
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    docs_decorator=public,
    auth=PersonAuth(),
    parser=JsonOnly(),
)
register_answers(api)
for module in (programmes, regions, editions, claims, postings):
    api.add_router("", module.router)

urlpatterns = [path("", api.urls)]
