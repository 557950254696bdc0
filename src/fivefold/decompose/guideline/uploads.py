"""An uploaded file of items between upload and confirmation: kept by its content, named by a signed token."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from fivefold.decompose.guideline.incoming import Incoming, Known, items_of_workbook
from fivefold.decompose.guideline.incoming_yaml import items_of_yaml
from fivefold.decompose.guideline.models import GuidelineEdition
from fivefold.decompose.guideline.queries import content_of
from fivefold.files.inspect import inspect
from fivefold.files.kinds import TABLES
from fivefold.files.models import StoredFile
from fivefold.files.sandbox import run
from fivefold.files.store import read, store
from fivefold.method.reason import Reason, Refused
from fivefold.packs.programmes import pack_of
from fivefold.packs.yaml_loader import MAX_BYTES

SALT = "guideline.items"
KEPT_SECONDS = 24 * 60 * 60
_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Preview:
    """What an uploaded file would put into the draft; ``unchanged`` is false when the draft moved on meanwhile."""

    name: str
    incoming: Incoming
    unchanged: bool


def known_in(edition: GuidelineEdition) -> Known:
    """Return what items of this edition may refer to."""
    classes = {entry.key: str(entry.label) for entry in pack_of(edition.programme).programme.classes}
    return Known({project.code: project.title for project in content_of(edition).projects()}, classes)


def _is_yaml(name: str) -> bool:
    return name.lower().endswith(_YAML)


def keep(edition: GuidelineEdition, data: bytes, name: str, at: datetime) -> str:
    """Keep an uploaded file and return the token that names it for a day.

    Raises UploadRefused for what must not come in, and Refused for YAML that is larger than its reader takes.
    """
    if _is_yaml(name) and len(data) > MAX_BYTES:
        raise Refused(Reason("guideline.import.too_large", {"limit": MAX_BYTES // 1024}))
    media = "application/yaml" if _is_yaml(name) else inspect(data, name, allow=TABLES).media
    stored = store(data, name=name[-200:], media=media, at=at, programme_id=str(edition.programme_id))
    return signing.dumps([str(stored.pk), str(edition.pk), content_of(edition).digest()], salt=SALT)


def preview(edition: GuidelineEdition, token: str) -> Preview:
    """Read the kept file again. Raises Refused when the token is not one of this draft's or a day has passed."""
    try:
        file_id, edition_id, digest = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise Refused(Reason("guideline.import.changed")) from error
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is None or edition_id != str(edition.pk):
        raise Refused(Reason("guideline.import.changed"))
    incoming = _read(read(stored), stored.name, known_in(edition))
    return Preview(stored.name, incoming, digest == content_of(edition).digest())


def _read(data: bytes, name: str, known: Known) -> Incoming:
    """Parse the file; a workbook in a child process with limits, since its reader trusts what it claims."""
    if _is_yaml(name):
        return items_of_yaml(data, known)
    return run(items_of_workbook, data, name, known)
