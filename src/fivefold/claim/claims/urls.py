"""Addresses of the subject ``claims``."""

from django.urls import path

from fivefold.claim.claims.views import acts, drafts, exchange, plan, review

app_name = "claims"
_ROUND = "rounds/<uuid:round_id>/"
_PLAN = f"{_ROUND}regions/<uuid:region_id>/"
_ONE = "<uuid:claim_id>/"
urlpatterns = [
    path("", plan.index, name="index"),
    path(f"{_ROUND}claims.xlsx", exchange.workbook, name="workbook"),
    path(f"{_ROUND}import/", exchange.import_, name="import"),
    path(f"{_ROUND}import/<str:token>/", exchange.import_preview, name="import_preview"),
    path(f"{_ROUND}approve/", review.bulk, name="bulk"),
    path(_PLAN, plan.plan, name="plan"),
    path(f"{_PLAN}class.xlsx", plan.beside_class, name="beside_class"),
    path(f"{_PLAN}begin/", plan.begin, name="begin"),
    path(_ONE, drafts.page, name="page"),
    path(f"{_ONE}edit/", drafts.edit, name="edit"),
    path(f"{_ONE}autosave/", drafts.autosave, name="autosave"),
    path(f"{_ONE}check/", drafts.check, name="check"),
    path(f"{_ONE}file/", drafts.decision_file, name="file"),
    path(f"{_ONE}withdraw/", acts.withdraw, name="withdraw"),
    path(f"{_ONE}answer/", acts.answer, name="answer"),
    path(f"{_ONE}switch/", acts.switch, name="switch"),
    path(f"{_ONE}review/", review.review, name="review"),
    path(f"{_ONE}note/", review.note, name="note"),
]
