"""Two worlds side by side: who opens which addresses, what each got, and where the two are not the same."""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import segno
from django.test import Client

from fivefold.claim.models import Posting
from fivefold.claim.postings.addresses import verify_url
from fivefold.ledger.models import Checkpoint, Entry
from matrix.routes import Probe
from matrix.seen import normal, texts
from matrix.stage import Stage
from matrix.test_routes import ARGUMENTS, PROBES, address

SEATS = ("", "甲市 filler", "甲市 signer", "演示省 coordinator", "演示省 reviewer")
OPENED = [
    probe
    for probe in PROBES
    if probe.method == "GET"
    and not probe.route.startswith(("account_", "mfa_", "design:"))  # nothing of a programme
]
CLAIMS = ("claim", "claim_draft", "claim_filed", "claim_switch")
THINGS = ("assessment", "evidence", "extension", "objection")
UNPUBLISHED = {**{name: f"far_{name}" for name in THINGS}, **dict.fromkeys(CLAIMS, "far_claim")}
FAR = UNPUBLISHED | {"region": "far_region", "region_free": "far_region", "region_code": "far_code"}
SEARCHES = (
    "regions/?q=丙", "regions/?province=92", "regions/?sort=name", "claims/?q=丙市", "claims/?state=drafted",
    "claims/?province=92", "board/?province=92", "board/?q=丙", "assessments/?q=丙市", "assessments/?state=drafted",
    "assessments/xlsx/?q=丙市", "postings/?q=丙", "objections/?q=丙", "rounds/?q=演示", "guideline/?q=演示",
)  # fmt: skip
CALLS = (
    "/api/test/claims?region=9201", "/api/test/claims?state=drafted", "/api/test/claims?limit=1&offset=1",
    "/public/?q=丙", "/public/test/1/?q=丙市", "/public/test/1/?province=92",
)  # fmt: skip


@dataclass
class World:
    """What each seat got, by address name and part: as it came, and what this world's log made of it."""

    raw: dict[tuple[str, str, str], str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def seen(self, key: tuple[str, str, str]) -> str:
        """One part without what must differ; nothing where nobody got it."""
        return normal(self.raw.get(key, ""), self.known)


def visits(stage: Stage) -> Iterator[tuple[str, str]]:
    """Every address that can be opened, of one's own things and of the other province's; and searches."""
    for probe in OPENED:
        yield probe.key, address(stage, probe)
        far = {name: stage.places[FAR[place]] for name, place in places(probe).items() if place in FAR}
        if far:
            yield f"{probe.key} far", address(stage, probe, **far)
    for search in SEARCHES:
        yield search, f"/p/test/{search}"
    for call in CALLS:
        yield call, call
    for ending in ("json", "docx", "pdf"):
        yield f"list.{ending}", f"/public/test/1/list.{ending}"


def places(probe: Probe) -> dict[str, str]:
    """The arguments of a probe's address and the places they are filled from."""
    return {name: probe.places.get(name, name) for name in ARGUMENTS[probe.route]}


def nowhere(stage: Stage) -> Iterator[tuple[str, str]]:
    """The same addresses as those of the other province's unpublished things, of what does not exist."""
    for probe in OPENED:
        none = {name: UUID(int=7) for name, place in places(probe).items() if place in UNPUBLISHED}
        if none:
            yield f"{probe.key} far", address(stage, probe, **none)


def look(stage: Stage, seats: Sequence[str] = SEATS, addresses: Iterable[tuple[str, str]] = ()) -> World:
    """Let every seat open every address, or those that are given."""
    world, opened = World(), list(addresses) or list(visits(stage))
    for seat in seats:
        client = stage.nation.login(Client(), seat) if seat else Client()
        for name, to in opened:
            world.raw |= {(seat, name, part): text for part, text in texts(client.get(to))}
    world.known = known()
    return world


def known() -> dict[str, str]:
    """This world's checkpoints, and the digests of the list, whose lines carry UUIDs, and of its documents."""
    found = {}
    for row in Checkpoint.objects.all():
        found |= {row.note.strip(): "CHECKPOINT", row.root: "ROOT"}
    for posting in Posting.objects.exclude(bundle_file=None):
        for file in (posting.bundle_file, posting.docx_file, posting.pdf_file):
            found[file.sha256] = f"DIGEST {file.name}"
        found |= {posting.digest: "DIGEST list", _code(verify_url(posting)): "CODE"} | _committed(posting)
    return found


def _code(content: str) -> str:
    """The picture that a document shows for an address, as the docx holds it."""
    png = io.BytesIO()
    segno.make(content, error="m", micro=False).save(png, kind="png", scale=8, border=2)
    return png.getvalue().decode(errors="replace")


def _committed(posting: Posting) -> dict[str, str]:
    """The digests of the list's fields and lines in its leaf: the round and the lines are named by UUID."""
    entry = Entry.objects.get(subject_id=str(posting.pk), kind="posting.issued")
    params = json.loads(entry.leaf)["params"]
    fields = {digest: f"FIELD {name}" for name, digest in params["fields"].items()}
    return fields | {digest: f"LINE {at}" for at, digest in enumerate(params["entries"])}


def differences(one: World, two: World) -> list[tuple[tuple[str, str, str], str, str]]:
    """Where the two are not the same, with the surroundings of the first difference."""
    found = []
    for key in sorted(one.raw.keys() | two.raw.keys()):
        if one.raw.get(key) != two.raw.get(key):
            a, b = one.seen(key), two.seen(key)
            if a != b:
                found.append((key, *_around(a, b)))
    return found


def _around(one: str, two: str) -> tuple[str, str]:
    apart = (at for at, (x, y) in enumerate(zip(one, two, strict=False)) if x != y)
    place = next(apart, min(len(one), len(two)))
    return tuple(text[max(0, place - 60) : place + 60] for text in (one, two))


def holding(world: World, word: str) -> list[tuple[str, str, str]]:
    """Where a word is found, files unpacked."""
    return [key for key, text in world.raw.items() if word in text]
