"""From an empty database to a corrected list, through pages only, for two programmes that share no rule."""

import json

import pytest
from click.testing import CliRunner

from fivefold.claim.claims.commands import actor_of, import_claims, round_of
from fivefold.claim.models import Answer, Assessment, Claim, ClaimRound, Objection, Posting
from fivefold.classify.models import AdminArea, Region
from fivefold.jobs.queue import run_waiting
from fivefold.ledger import reading
from fivefold.lifecycle.origin import origin_of
from fivefold.packs.models import Programme
from fivefold.project.verify_command import verify
from journeys import acts
from journeys.acts import HOME, Office
from journeys.hands import Hands
from journeys.pages import Page
from journeys.worlds import NETWORK, PILOT, founded

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[(PILOT, "zh-hans"), (NETWORK, "en")], ids=["pilot", "network"])
def office(request, time) -> Office:
    """An installation with a programme, its top body and two administrators; the publisher is appointed on pages."""
    world, language = request.param
    founded(world, time.now())
    made = Office(world, language)
    made.appoint("publisher")
    return made


def log() -> list[str]:
    """What the programme's log holds, oldest first."""
    origin = origin_of(Programme.objects.get())
    entries, total = reading.page(origin, start=0, count=1000)
    assert total == len(entries)
    assert list(reading.damage(origin)) == []
    return [entry.kind for entry in reversed(entries)]


def register_and_classify(office: Office) -> None:
    """A register with a fault is refused at its cell; the right one is shown, confirmed, classified, signed."""
    world, publisher = office.world, office.hands("publisher")
    spoiled = world.register.replace(b"9102", b"9101").replace(b"LIB-02", b"LIB-01")
    refused = acts.upload_register(publisher, spoiled)
    assert not any(form.action.endswith("/confirm/") for form in refused.forms)
    assert AdminArea.objects.count() == 0
    assert log() == ["programme.founded"]
    preview = acts.upload_register(publisher, world.register)
    assert AdminArea.objects.count() == 0, "nothing is saved before it is confirmed"
    publisher.send(preview, preview.form(action="/confirm/"))
    assert AdminArea.objects.count() == world.counts["areas"]
    assert Region.objects.count() == world.counts["regions"]
    again = publisher.open(preview.path)
    assert not any(form.action.endswith("/confirm/") for form in again.forms), "confirmed once"
    draft = acts.draft_classes(publisher)
    if world.uncovered:
        draft.says(world.uncovered)
    acts.issue_classes(publisher, draft)


def open_the_round(office: Office) -> None:
    """1.2: without classes and an edition in force no round opens; with both it does."""
    world, publisher = office.world, office.hands("publisher")
    page = publisher.open(f"{HOME}rounds/new/")
    assert [value for value in page.form("title").offered["edition"] if value] == []
    acts.prepare_round(publisher, world.batch, status=422)
    assert ClaimRound.objects.count() == 0
    acts.issue_guideline(publisher)
    round_ = acts.prepare_round(publisher, world.batch)
    acts.open_round(publisher, round_)
    assert ClaimRound.objects.get().state == "opened"


def appoint_everybody(office: Office) -> None:
    """One person per role."""
    world = office.world
    for code in (world.region[0], world.other[0]):
        office.appoint("filler", code)
        office.appoint("signer", code)
    office.appoint("reviewer", world.reviewing)
    office.appoint("coordinator", world.filing)
    office.appoint("observer")


def assess(office: Office) -> None:
    """The first project on its page, the others by workbook; a spoiled or foreign workbook saves nothing."""
    code = office.world.region[0]
    filler, signer = office.hands("filler", code), office.hands("signer", code)
    overview = acts.begin_assessment(filler)
    projects = acts.projects_of(overview)
    acts.score_project(filler, projects[0], "ten", status=422).says("ten")
    assert not Answer.objects.exclude(score=None).exists()
    acts.score_project(filler, projects[0], "2.5")
    for address in projects:
        acts.attach_evidence(filler, address)
    bring_the_rest_by_workbook(office, overview)
    early = signer.open(overview.path)
    acts.hand_in(signer, early)
    assert Assessment.objects.get(region__body__code=code).state == "submitted"
    locked = filler.open(projects[0])
    assert not any("version" in form.names for form in locked.forms), "submission locks"


def bring_the_rest_by_workbook(office: Office, overview: Page) -> None:
    filler = office.hands("filler", office.world.region[0])
    book = filler.fetch(overview.path + "workbook.xlsx")
    empty = list(Answer.objects.filter(score=None).values_list("item__code", flat=True))
    rest = {code: {"得分": 2, "工作状态": "已完成"} for code in empty}
    before = list(Answer.objects.order_by("pk").values())
    refused = acts.bring_back(filler, overview, b"MZ\x90\x00" * 64, name="自评.xlsx", status=422)
    wrong = acts.filled_in(book, {**rest, empty[0]: {"得分": "很好"}})
    faults = acts.bring_back(filler, overview, wrong)
    assert not any("version" in form.names and form.buttons for form in faults.forms), refused.path
    other = office.hands("filler", office.world.other[0])
    foreign = other.fetch(acts.begin_assessment(other).path + "workbook.xlsx")
    acts.bring_back(filler, overview, foreign, status=422)
    assert list(Answer.objects.filter(pk__in=[row["id"] for row in before]).order_by("pk").values()) == before
    preview = acts.bring_back(filler, overview, acts.filled_in(book, rest))
    filler.send(preview, preview.form("version"))
    assert not Answer.objects.filter(
        assessment__region__body__code=office.world.region[0], score=None
    ).exists()


def claim(office: Office) -> list[str]:
    """Claims up to the cap; one more is refused on the page, in the workbook and on the command line."""
    world = office.world
    code = world.region[0]
    filler, signer = office.hands("filler", code), office.hands("signer", code)
    plan = filler.open(f"{HOME}claims/")
    stale = filler.open(f"{plan.path}begin/?project={world.projects[world.cap]}")
    made = []
    for project in world.projects[: world.cap]:
        edit = acts.begin_claim(filler, plan, project)
        filled = acts.fill_claim(filler, edit, world.basis)
        made.append(filled.path.removesuffix("check/"))
        acts.submit_claim(signer, made[-1])
    filler.send(stale, stale.form(action="/begin/"), status=422).says(str(world.cap))
    one_more(office, plan)
    assert [claim.state for claim in Claim.objects.all()] == ["submitted"] * world.cap
    return made


def one_more(office: Office, plan: Page) -> None:
    """4.5b: the cap holds on every way in: page, workbook, interface for machines, command."""
    world = office.world
    code, project = world.region[0], world.projects[world.cap]
    acts.no_further_claim(office.hands("filler", code), plan, project, world.cap)
    table = f"地区代码,项目代码\n{code},{project}\n".encode()
    coordinator = office.hands("coordinator", world.filing)
    page = coordinator.open(f"{HOME}claims/rounds/{ClaimRound.objects.get().pk}/import/")
    preview = coordinator.send(page, page.form("file"), files={"file": ("认领.csv", table)})
    assert not any("sure" in form.names for form in preview.forms)
    called = filler_calls_for(office, project)
    assert (called.status_code, [reason["code"] for reason in called.json()["reasons"]]) == (
        422,
        ["claim.cap"],
    )
    path = import_folder(table)
    who = actor_of("journey", f"coordinator-{world.filing}".lower(), "coordinator")
    report = import_claims(round_=round_of("journey"), path=path, actor=who, language="en")
    assert (report.begun, report.changed, len(report.faults)) == (0, 0, 1)
    assert report.faults[0].startswith("B2: ")
    assert Claim.objects.count() == world.cap


def filler_calls_for(office: Office, project: str):
    """Begin a claim through the interface for machines."""
    client, code = office.hands("filler", office.world.region[0]).client, office.world.region[0]
    wanted = {"round": str(ClaimRound.objects.get().pk), "region": code, "project": project}
    return client.post("/api/journey/claims", wanted, content_type="application/json")


def import_folder(data: bytes):
    """Put a table where a command finds it."""
    from django.conf import settings

    path = settings.DATA_DIR / "认领.csv"
    path.write_bytes(data)
    return path


def review(office: Office, claims: list[str]) -> None:
    """The first claim is returned with a named part; only that part opens; then all are approved."""
    world = office.world
    code = world.region[0]
    reviewer, filler, signer = (
        office.hands("reviewer", world.reviewing), office.hands("filler", code), office.hands("signer", code),
    )  # fmt: skip
    acts.judge(reviewer, claims[0], "return", status=422, parts=[world.part])
    acts.judge(reviewer, claims[0], "return", parts=[world.part], because="演示：请改写这一部分。")
    edit = filler.open(f"{claims[0]}edit/")
    edit.says("演示：请改写这一部分。")
    shown = edit.form("version").names - {"version", "csrfmiddlewaretoken"}
    assert shown == {world.part_field}, "only the named part is open"
    acts.fill_claim(filler, edit, world.basis, **{world.part_field: "演示：改写后的内容"})
    acts.submit_claim(signer, claims[0])
    for address in claims:
        acts.judge(reviewer, address, "approve")
    acts_again = reviewer.open(f"{claims[0]}review/")
    assert not any("approve-because" in form.names for form in acts_again.forms)
    assert {claim.state for claim in Claim.objects.all()} == {"approved"}


def post(office: Office) -> Posting:
    """One press posts the list; a second posts nothing; the documents are made by the worker."""
    publisher = office.hands("publisher")
    check = acts.prepare_list(publisher, office.world.mark)
    acts.post(publisher, check)
    acts.post(publisher, check)
    posting = Posting.objects.get()
    assert (posting.state, posting.document_number) == ("issued", office.world.number)
    assert [job.state for job in run_waiting()] == ["done"]
    return Posting.objects.get()


def downloads_verify(office: Office, posting: Posting, folder) -> None:
    """4.13: what was downloaded verifies; with one character changed the entry is named."""
    hands = Hands("en") if office.world.public else office.hands("signer", office.world.region[0])
    base = f"/public/journey/{posting.number}/list"
    files = {ending: hands.fetch(f"{base}.{ending}") for ending in ("json", "docx", "pdf")}
    if not office.world.public:
        assert Hands("en").client.get(f"{base}.json").status_code == 404
    for ending, data in files.items():
        (folder / f"list.{ending}").write_bytes(data)
    runner, bundle = CliRunner(), str(folder / "list.json")
    for ending in files:
        more = [] if ending == "json" else ["--bundle", bundle]
        told = runner.invoke(verify, [str(folder / f"list.{ending}"), *more, "--lang", "en"])
        assert told.exit_code == 0, (ending, told.output)
    spoiled = folder / "spoiled.json"
    spoiled.write_bytes(files["json"].replace("演示牵头单位".encode(), "演示牵头单为".encode(), 1))
    assert spoiled.read_bytes() != files["json"]
    told = runner.invoke(verify, [str(spoiled), "--lang", "en", "--json"])
    assert told.exit_code == 1
    entry = json.loads(posting.canonical)["entries"][altered_entry(posting) - 1]
    assert entry["region"]["name"] in told.output
    assert entry["project"]["name"] in told.output


def altered_entry(posting: Posting) -> int:
    """The number of the first entry whose unit is as it was typed."""
    entries = json.loads(posting.canonical)["entries"]
    return next(entry["seq"] for entry in entries if entry["lead_unit"] == "演示牵头单位")


def object_and_correct(office: Office, posting: Posting) -> None:
    """A body and a citizen object; one is upheld, one dismissed; a correction is posted under the next number."""
    world = office.world
    signer, publisher = office.hands("signer", world.region[0]), office.hands("publisher")
    page = signer.open(f"{HOME}objections/to/{posting.pk}/")
    text = "演示：第一项的牵头单位写错了。"
    raised = signer.send(page, page.form("text"), seq="1", text=text)
    if world.public:
        citizen_objects(office)
    answered = acts.answer(
        publisher, raised.path, verdict="upheld", reason="演示：核实无误，予以更正。", seq="1", remedy="amend",
        lead_unit="演示更正后的单位",
    )  # fmt: skip
    check = publisher.send(answered, answered.form(action=f"/correct/{posting.pk}/"))
    acts.post(publisher, check)
    first, second = Posting.objects.order_by("number")
    assert (first.state, second.state, second.corrects_id) == ("corrected", "issued", first.pk)
    assert json.loads(second.canonical)["entries"][0]["lead_unit"] == "演示更正后的单位"
    assert json.loads(second.canonical)["corrects"]["number"] == 1
    assert [job.state for job in run_waiting()] == ["done"]


def citizen_objects(office: Office) -> None:
    """A citizen objects without a name, is dismissed with reasons, and finds the answer by the receipt code."""
    citizen, publisher = Hands(office.language), office.hands("publisher")
    page = citizen.open("/public/journey/1/object/")
    text = "演示：我认为这份榜单漏了一个地区。"
    citizen.send(page, page.form("text", "receipt"), status=400, text="短")
    given = citizen.send(page, page.form("text", "receipt"), text=text)
    assert Objection.objects.filter(body=None).count() == 1
    code = next(word for word in given.text.split() if word.count("-") == 3)
    objection = Objection.objects.get(body=None)
    acts.answer(
        publisher,
        f"{HOME}objections/{objection.pk}/",
        verdict="dismissed",
        reason="演示：名单以批次为准，并无遗漏。",
    )
    page = citizen.open("/public/receipt/")
    citizen.send(page, page.form("code"), code=code).says("演示：名单以批次为准，并无遗漏。")


def acknowledge(office: Office) -> None:
    """4.14: the region takes note of the list in force, once."""
    signer = office.hands("signer", office.world.region[0])
    latest = Posting.objects.get(state="issued")
    page = signer.open(f"{HOME}postings/{latest.pk}/")
    signer.send(page, page.form(action="/acknowledge/"))
    again = signer.open(f"{HOME}postings/{latest.pk}/")
    assert not any(form.action.endswith("/acknowledge/") for form in again.forms)


def audit(office: Office) -> None:
    """The observer reads the log on its pages: every entry is a sentence, none is damaged, nobody's name is hidden."""
    observer = office.hands("observer")
    page = observer.open(f"{HOME}log/")
    entries = {
        link for _text, link in page.links if link.startswith(f"{HOME}log/") and len(link) > len(HOME) + 30
    }
    total = len(log())
    assert len(entries) == min(total, 50)
    observer.open(min(entries))
    observer.open(f"{HOME}log/damage/")
    for kind in set(log()):
        assert f"event.{kind}" not in page.text, "a sentence, not a code"


def expected_log(office: Office) -> list[str]:
    """Every official act, in order, and nothing else."""
    cap = office.world.cap
    events = (
        ["programme.founded"] + ["region.joined"] * office.world.counts["regions"] + ["register.imported"]
    )
    events += ["class_list.issued", "edition.issued", "claim_round.opened", "assessment.submitted"]
    events += ["claim.submitted"] * cap + ["claim.returned", "claim.submitted"] + ["claim.approved"] * cap
    events += ["posting.issued"] + ["claim.posted"] * cap + ["posting.rendered", "objection.raised"]
    # A citizen's objection leaves a leaf only when it is answered: until then it is nobody's official act.
    events += ["objection.dismissed"] if office.world.public else []
    events += [
        "objection.upheld",
        "posting.issued",
        "objection.corrected",
        "posting.corrected",
        "claim.corrected",
    ]
    return [*events, "posting.rendered", "posting.acknowledged"]


def test_the_whole_round(office, time, tmp_path):
    """3.2, 4.4, 4.5b, 4.9, 4.13, 4.14, 6.6: register, classes, guideline, round, assessment, claims, review, list."""
    register_and_classify(office)
    open_the_round(office)
    office.next_morning(time)
    appoint_everybody(office)
    assess(office)
    claims = claim(office)
    office.next_morning(time)
    review(office, claims)
    posting = post(office)
    downloads_verify(office, posting, tmp_path)
    office.next_morning(time)
    object_and_correct(office, posting)
    acknowledge(office)
    assert log() == expected_log(office)
    audit(office)
