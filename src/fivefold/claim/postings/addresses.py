"""Public addresses of a posting: what is printed, scanned and sent must open from outside."""

from django.conf import settings

from fivefold.claim.postings.models import Posting
from fivefold.web.addresses import reverse


def public_path(posting: Posting) -> str:
    """Return the path of the posting's public page."""
    return reverse("public:posting", args=[posting.round.programme.slug, posting.number])


def public_url(posting: Posting) -> str:
    """Return the whole address of the posting's public page."""
    return settings.PUBLIC_URL.rstrip("/") + public_path(posting)


def verify_url(posting: Posting) -> str:
    """Return the address that the QR code opens: verification with the digest of the list filled in."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('public:verify')}?digest={posting.digest}"


def page_path(posting: Posting) -> str:
    """Return the path of the posting's page inside the programme."""
    return reverse("postings:detail", args=[posting.round.programme.slug, posting.pk])
