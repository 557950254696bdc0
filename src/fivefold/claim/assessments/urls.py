"""Addresses of the subject ``assessments``."""

from django.urls import path

from fivefold.claim.assessments import views, views_acts, views_evidence, views_workbook

app_name = "assessments"
_ONE = "<uuid:pk>/"
urlpatterns = [
    path("", views.index, name="list"),
    path("xlsx/", views.download, {"kind": "xlsx"}, name="xlsx"),
    path("csv/", views.download, {"kind": "csv"}, name="csv"),
    path("begin/<uuid:round_id>/<uuid:region_id>/", views.begin, name="begin"),
    path(_ONE, views.overview, name="overview"),
    path(f"{_ONE}checks/", views.checks, name="checks"),
    path(f"{_ONE}submit/", views_acts.submit, name="submit"),
    path(f"{_ONE}file/", views_acts.file, name="file"),
    path(f"{_ONE}confirm/", views_acts.confirm, name="confirm"),
    path(f"{_ONE}disown/", views_acts.disown, name="disown"),
    path(f"{_ONE}return/", views_acts.return_, name="return"),
    path(f"{_ONE}projects/<str:code>/", views.project, name="project"),
    path(f"{_ONE}projects/<str:code>/save/", views.autosave, name="autosave"),
    path(f"{_ONE}items/<str:item>/evidence/", views_evidence.item, name="evidence"),
    path(f"{_ONE}evidence/<uuid:evidence>/", views_evidence.file, name="evidence_file"),
    path(f"{_ONE}evidence/<uuid:evidence_id>/replace/", views_evidence.replace, name="evidence_replace"),
    path(f"{_ONE}evidence/<uuid:evidence_id>/withdraw/", views_evidence.withdraw, name="evidence_withdraw"),
    path(f"{_ONE}workbook.xlsx", views_workbook.export, name="workbook"),
    path(f"{_ONE}import/", views_workbook.bring_back, name="import"),
    path(f"{_ONE}import/<str:token>/", views_workbook.preview, name="preview"),
]
