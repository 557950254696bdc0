"""Only the addresses of this room, so that its tests know nothing of the rooms above it."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("web/", include("fivefold.web.urls")),
    path("design/", include("fivefold.web.design.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("language/", set_language, name="set_language"),
]

handler404 = "fivefold.web.errors.not_found"
handler500 = "fivefold.web.errors.server_error"
