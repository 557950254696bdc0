"""All addresses.

Every view behind them declares who may enter; ``project.checks`` refuses to start otherwise.
"""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("fivefold.desk.urls")),
    path("web/", include("fivefold.web.urls")),
    path("design/", include("fivefold.web.design.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("language/", set_language, name="set_language"),
    path("office/", include("fivefold.office.urls")),
    path("api/", include("fivefold.api.urls")),
    path("public/", include("fivefold.desk.public.urls")),
    path("p/<slug:slug>/log/", include("fivefold.office.audit.urls")),
    path("p/<slug:slug>/working-days/", include("fivefold.office.working_days.urls")),
    path("p/<slug:slug>/", include("fivefold.classify.urls")),
    path("p/<slug:slug>/", include("fivefold.decompose.urls")),
    path("p/<slug:slug>/", include("fivefold.claim.urls")),
]

handler400 = "fivefold.web.errors.bad_request"
handler429 = "fivefold.web.errors.too_many"  # read by the library that signs people in
handler404 = "fivefold.web.errors.not_found"
handler500 = "fivefold.web.errors.server_error"
