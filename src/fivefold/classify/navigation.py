"""The division's pages in the navigation, and where its subjects are."""

from django.utils.translation import gettext_lazy as _

from fivefold.authz.permissions import Permission
from fivefold.web.navigation import Division, NavEntry, register
from fivefold.web.subjects import register_subject


def register_pages() -> None:
    """Register the division's pages, in the order of the work."""
    entries = (
        NavEntry(_("List of regions"), "regions:list", Permission.REGION_VIEW),
        NavEntry(_("Class lists"), "class_lists:list", Permission.CLASS_LIST_VIEW),
        NavEntry(_("Guidance"), "guidance:list", Permission.GUIDANCE_VIEW),
        NavEntry(_("Import the register"), "register:upload", Permission.REGION_MANAGE),
    )
    register(Division("classify", _("Region classification"), entries))
    register_subject("area", "regions:area_by_id")
    register_subject("region", "regions:by_id")
    register_subject("class_list", "class_lists:detail")
    register_subject("guidance", "guidance:detail")
    register_subject("register_import", "register:preview")
