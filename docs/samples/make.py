# noqa: INP001 - a script beside its files, no package
"""Make the sample of a posted list anew: ``python docs/samples/make.py [FOLDER]``.

Everything in it is fictional (演示数据): a nation of 64 regions posts one list. Keys, salts and times are fixed, so
that the same program gives the same bytes. The signing key belongs to everybody; never use it for anything else.
"""

import hashlib
import itertools
import os
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
AT = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
SITE = "example.org"
PACK = "cn-2021-shiyu"
NAME = "演示〔2026〕1号"
_CLASSES = {
    "provincial_capital": "class-1",
    "independent_planning": "class-1",
    "under_municipality": "class-3",
}


def prepare(folder: Path) -> None:
    """Set up an installation of its own in ``folder``, with the throw-away key and without any chance."""
    sys.path[:0] = [str(ROOT / "src")]
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "fivefold.project.settings",
        "FIVEFOLD_DATA": str(folder),
        "FIVEFOLD_DATABASE": "sqlite://:memory:",
        "FIVEFOLD_SITE": SITE,
        "FIVEFOLD_PUBLIC_URL": f"https://{SITE}",
    }
    import django

    django.setup()
    from django.core.management import call_command

    from fivefold.ledger import ids, record
    from fivefold.method.merkle import Ed25519, new_key

    class Known(Ed25519):
        """The key of the seed 00 01 02 ... 1f."""

        def generate(self) -> bytes:
            return bytes(range(32))

    (folder / "log.key").write_text(new_key(SITE, Known())[0], encoding="ascii")
    count = itertools.count()
    drawn = lambda size: hashlib.shake_256(str(next(count)).encode()).digest(size)  # noqa: E731 - one line of chance
    ids.os = SimpleNamespace(urandom=drawn)
    ids.time = SimpleNamespace(time_ns=lambda: int(AT.timestamp() * 10**9))
    record.secrets = SimpleNamespace(token_hex=lambda size: drawn(size).hex())
    call_command("migrate", verbosity=0, interactive=False)


def nation() -> tuple[Any, Any, Any]:
    """Write the fictional nation: bodies, regions, edition, class list, an open round. Returns round and publisher."""
    from fivefold.authz.roles import Role
    from fivefold.claim.models import ClaimRound
    from fivefold.classify.models import ClassList
    from fivefold.decompose.models import Block, GuidelineEdition, Project
    from fivefold.lifecycle.actor import Actor
    from fivefold.orgs.models import Body, Person, Seat
    from fivefold.orgs.seats import seat_facts
    from fivefold.packs.models import Programme
    from fivefold.packs.programmes import install_pack, pack_of

    programme = Programme.objects.create(
        slug="demo",
        title="演示计划",
        title_en="Demo programme",
        time_zone="Asia/Shanghai",
        demo=True,
        created_at=AT,
        pack_version=install_pack(ROOT / "programmes" / PACK, AT),
    )
    pack = pack_of(programme)
    centre = Body.objects.create(programme=programme, code="00", name="演示中央办公室", level=0, path="00/")
    person = Person.objects.create_person("sample", "演示人员")
    seat = Seat.objects.create(
        person=person, programme=programme, body=centre, role=Role.PUBLISHER.value, appointed_at=AT
    )
    edition = GuidelineEdition.objects.create(
        programme=programme, code="demo", title="演示指引", demo=True, state="drafted", state_since=AT
    )
    order = itertools.count(1)
    for number, part in enumerate(pack.decompose.editions[0].blocks, start=1):
        block = Block.objects.create(edition=edition, code=part.code, title=part.title.zh, order=number)
        for project in part.projects:
            Project.objects.create(
                edition=edition, block=block, code=project.code, title=project.title.zh, order=next(order)
            )
    sha256 = hashlib.sha256("演示指引".encode()).hexdigest()
    GuidelineEdition.objects.update(state="issued", sha256=sha256)
    edition.refresh_from_db()
    class_list = ClassList.objects.create(
        programme=programme,
        number=1,
        valid_from=date(2026, 1, 1),
        issued_at=AT,
        signer_post="演示办公室主任",
        document_number="演示〔2026〕分类1号",
        pack_sha256=pack.sha256,
        state="issued",
        state_since=AT,
        sha256=hashlib.sha256("演示分类名单".encode()).hexdigest(),
    )
    round_ = ClaimRound.objects.create(
        programme=programme,
        title="演示认领轮次",
        batches=[pack.programme.batches[0].key],
        edition=edition,
        class_list=class_list,
        opens_at=AT,
        closes_at=AT,
        review_closes_at=AT,
        cap_min=pack.claim.cap.min,
        cap_max=pack.claim.cap.max,
        review_levels=[1],
        state="closed",
        state_since=AT,
    )
    return round_, centre, Actor(seat_facts(seat))


def claims(round_: Any, centre: Any) -> None:
    """Let each of the 64 fictional regions claim one or two projects; the province filed for every ninth."""
    from fivefold.claim.models import Claim
    from fivefold.classify.models import AdminArea, Region
    from fivefold.orgs.models import Body
    from fivefold.packs.fictional import fictional_areas

    programme, projects = round_.programme, list(round_.edition.projects.all())
    bodies = {}
    for place, area in enumerate(fictional_areas(64)):
        parent = bodies.get(area.parent_code, centre)
        body = bodies[area.code] = Body.objects.create(
            programme=programme,
            parent=parent,
            code=area.code,
            name=area.name,
            level=parent.level + 1,
            path=f"{parent.path}{area.code}/",
        )
        if parent is centre:
            continue
        row = AdminArea.objects.create(
            programme=programme,
            code=area.code,
            name=area.name,
            level=area.level,
            kind=area.kind,
            parent_code=area.parent_code,
            code_origin="自拟",
            source="演示数据",
            recorded_at=AT,
        )
        region = Region.objects.create(
            programme=programme,
            area=row,
            body=body,
            batch=round_.batches[0],
            joined_on=date(2026, 1, 1),
            state="participating",
            state_since=AT,
        )
        true = [fact for fact, value in area.facts.items() if value == "1" and fact in _CLASSES]
        kind = _CLASSES[true[0]] if true else "class-2"
        for step in range(1 + place % 2):
            Claim.objects.create(
                round=round_,
                region=region,
                project=projects[(place * 3 + step * 5) % len(projects)],
                class_code=kind,
                basis="advantage" if step == 0 else "breakthrough",
                lead_unit=f"{body.name}演示牵头单位",
                leader_post="演示领导小组组长",
                expected_output="演示成果：工作规程一套",
                state="approved",
                state_since=AT,
                filed_by=parent if place % 9 == 0 else None,
            )


def approve(round_: Any, actor: Any) -> None:
    """Let the log say of each claim that it was approved: only such claims are posted."""
    from django.db import transaction

    from fivefold.claim.models import Claim
    from fivefold.ledger.record import record_many
    from fivefold.lifecycle.move import new_entry
    from fivefold.lifecycle.origin import origin_of

    rows = Claim.objects.select_related("round__programme", "region__body__parent", "project")
    news = [new_entry(claim, "claim.approved", actor, AT, "", {"to": "approved"}) for claim in rows]
    with transaction.atomic():
        record_many(origin_of(round_.programme), news)


def post(round_: Any, actor: Any) -> tuple[Any, dict[str, Any]]:
    """Post the list and make its documents."""
    from fivefold.claim.postings.actions import Wording, posting_issue, posting_prepare
    from fivefold.claim.postings.preparing import prepare as prepared
    from fivefold.claim.postings.queries import by_id
    from fivefold.claim.postings.rendering import posting_rendered, render, sealed
    from fivefold.lifecycle.clock import FrozenClock

    clock = FrozenClock(AT)
    wording = Wording(("关于公布试点地区任务认领情况的通知",), "演示", "演示中央办公室")
    draft = posting_prepare(round_=round_, actor=actor, wording=wording, clock=clock)
    posting = posting_issue(
        posting=draft, actor=actor, seen=prepared(by_id(str(draft.pk))).fingerprint, clock=clock
    )
    posting = by_id(str(posting.pk))
    proof = sealed(posting=posting, clock=clock)
    return posting_rendered(posting=posting, made=render(posting, proof), printed=proof, clock=clock), proof


def main(target: Path) -> None:
    """Write bundle, docx, pdf, the printed checkpoint and the public key into ``target``."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        from fivefold.files.store import read
        from fivefold.ledger.keys import public_key

        round_, centre, actor = nation()
        claims(round_, centre)
        approve(round_, actor)
        posting, proof = post(round_, actor)
        target.mkdir(parents=True, exist_ok=True)
        for ending, kept in (
            ("json", posting.bundle_file),
            ("docx", posting.docx_file),
            ("pdf", posting.pdf_file),
        ):
            (target / f"list.{ending}").write_bytes(read(kept))
        (target / "checkpoint.txt").write_text(proof["checkpoint"], encoding="utf-8")
        (target / "key.txt").write_text(public_key() + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
