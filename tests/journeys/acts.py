"""The acts of a round, each done on its pages by the person whose act it is."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus

import openpyxl

from journeys.hands import Hands
from journeys.pages import Page
from journeys.worlds import PASSWORD, World

HOME = "/p/journey/"
_WORD = re.compile(r'<code class="digest">([^<]+)</code>')
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f8"
    "0f0001010100b138f6140000000049454e44ae426082"
)
CLAIM = {
    "basis_reason": "演示：自评得分在同类地区居前", "aim_province": "演示：同类前列",
    "aim_nation": "演示：全部同类前列", "leader_post": "演示领导小组组长", "lead_unit": "演示牵头单位",
    "means": "演示：专班推进", "expected_output": "演示：操作规程一套", "decision_meeting": "演示会议",
    "decision_number": "演示纪要1号", "decision_signer_post": "演示秘书长", "decision_on": "2026-02-20",
}  # fmt: skip
SPRING = {
    "opens_at": "2026-03-01T09:00", "closes_at": "2026-04-30T18:00", "review_closes_at": "2026-05-31T18:00",
}  # fmt: skip
MILESTONE = {"m0_due_on": "2026-12-31", "m0_text": "演示：出台规程", "m0_measure": "规程文本"}


@dataclass
class Office:
    """Everybody of one programme, by ``"<role> <body code>"``, signed in once.

    ``arrive`` gives the next person hands: without a browser, or with one (``browser.mouse``).
    """

    world: World
    language: str
    people: dict[str, Hands] = field(default_factory=dict)
    arrive: Callable[[str], Hands] = Hands

    def hands(self, role: str, code: str = "") -> Hands:
        """Return the person in this role."""
        return self.people[f"{role} {code or self.world.top[0]}"]

    def next_morning(self, time) -> None:
        """A day passes, sessions end, everybody signs in again."""
        time.pass_by(days=1)
        for hands in self.people.values():
            hands.sign_in(*hands.login)

    def administrator(self, role: str) -> Hands:
        """Return one of the administrators who were there first."""
        if role not in self.people:
            self.people[role] = self.arrive(self.language)
            self.people[role].sign_in(role, PASSWORD)
        return self.people[role]

    def appoint(self, role: str, code: str = "") -> Hands:
        """Let the administrators make an account and a seat, and sign the person in with the one-time password."""
        code = code or self.world.top[0]
        username = f"{role}-{code}".lower()
        system, security = self.administrator("system_admin"), self.administrator("security_admin")
        page = system.open("/office/people/")
        given = system.send(page, page.form("username"), username=username, name=f"演示{role}")
        word = _WORD.search(given.content.decode())
        assert word, given.text
        page = security.open("/office/seats/")
        programme = next(value for value in page.form("username").offered["programme"] if value)
        security.send(
            page, page.form("username"), username=username, role=role, programme=programme, body_code=code
        )
        hands = self.arrive(self.language)
        hands.sign_in(username, word[1])
        self.people[f"{role} {code}"] = hands
        return hands


# Register, classes, guideline, round: the publisher at the top.
def upload_register(publisher: Hands, data: bytes, *, name: str = "名册.csv", status: int = 200) -> Page:
    """Bring a register in, up to its preview."""
    page = publisher.open(f"{HOME}register/")
    form = page.form("file", "kind")
    return publisher.send(
        page, form, status=status, files={"file": (name, data)}, kind="areas", changes_from="2026-01-01"
    )


def draft_classes(publisher: Hands) -> Page:
    """Apply the rules."""
    page = publisher.open(f"{HOME}classes/draft/")
    return publisher.send(page, page.form("valid_from"), valid_from="2026-01-01")


def issue_classes(publisher: Hands, draft: Page) -> Page:
    """Sign and number the class list."""
    page = publisher.follow(draft, "/issue/")
    form = page.form("signer_post", "document_number")
    return publisher.send(page, form, signer_post="演示办公室主任", document_number="演示〔2026〕分类1号")


def issue_guideline(publisher: Hands) -> Page:
    """Begin the pack's edition with its demonstration items, and issue it."""
    page = publisher.open(f"{HOME}guideline/new/")
    draft = publisher.send(page, page.form("own_code"), with_items="yes")
    page = publisher.follow(draft, "/issue/")
    return publisher.send(page, page.form())


def prepare_round(publisher: Hands, batch: str, *, status: int = 200, **dates: str) -> Page:
    """Prepare a round on the newest edition and class list, in spring or at the ``dates`` given."""
    page = publisher.open(f"{HOME}rounds/new/")
    form = page.form("title", "batches")
    edition, classes = (next(filter(None, form.offered[name]), "") for name in ("edition", "class_list"))
    return publisher.send(
        page, form, status=status, title="演示轮次", batches=batch, edition=edition, class_list=classes,
        **(SPRING | dates),
    )  # fmt: skip


def open_round(publisher: Hands, round_: Page, *, status: int = 200) -> Page:
    """Open the round, or be told why not."""
    page = publisher.follow(round_, "/open/")
    return publisher.send(page, page.form(action="/open/"), status=status)


# Self-assessment: the region.
def begin_assessment(filler: Hands) -> Page:
    """Begin the region's own assessment from the list."""
    page = filler.follow(filler.open(f"{HOME}assessments/"), "/begin/")
    return filler.send(page, page.form(action=page.path))


def projects_of(overview: Page) -> list[str]:
    """The addresses of an assessment's projects."""
    return list(dict.fromkeys(address for _text, address in overview.links if "/projects/" in address))


def score_project(filler: Hands, address: str, score: str, *, status: int = 200) -> Page:
    """Score every item of one project, and say that the work is done."""
    page = filler.open(address)
    form = page.form("version", "base")
    typed: dict[str, object] = {name: score for name in form.names if name.startswith("score:")}
    typed |= {name: "done" for name in form.names if name.startswith("work_status:")}
    return filler.send(page, form, status=status, **typed)


def attach_evidence(filler: Hands, address: str) -> None:
    """Attach a document to every item of one project."""
    page = filler.open(address)
    for link in dict.fromkeys(link for _text, link in page.links if link.endswith("/evidence/")):
        sheet = filler.open(link)
        form = sheet.form("file", "title")
        data = f"演示佐证\n{link}\n".encode()
        filler.send(sheet, form, files={"file": ("佐证.txt", data)}, title="演示佐证", dated_on="2026-02-01")


def item_codes(data: bytes) -> list[str]:
    """The items that a self-assessment's workbook asks for."""
    rows = openpyxl.load_workbook(io.BytesIO(data))["自评"].iter_rows(max_col=1, values_only=True)
    codes = [str(row[0]) for row in rows if row[0]]
    return codes[codes.index("指标标识") + 1 :]


def filled_in(data: bytes, cells: dict[str, dict[str, object]]) -> bytes:
    """Fill a self-assessment's workbook in, by item code and column head, and save it with another program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["自评"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "指标标识")
    columns = {cell.value: cell.column for cell in head}
    for row in sheet.iter_rows(min_row=head[0].row + 1):
        for name, value in cells.get(row[0].value, {}).items():
            sheet.cell(row[0].row, columns[name]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring_back(
    filler: Hands, overview: Page, data: bytes, *, name: str = "自评.xlsx", status: int = 200
) -> Page:
    """Bring a workbook back, up to the preview."""
    page = filler.follow(overview, "/import/")
    return filler.send(page, page.form("file"), files={"file": (name, data)}, status=status)


def hand_in(signer: Hands, overview: Page) -> Page:
    """Hand the assessment in."""
    page = signer.open(overview.path + "submit/")
    return signer.send(page, page.form(action=page.path))


# Claims: the region drafts and submits, the province reviews.
def begin_claim(filler: Hands, plan: Page, project: str, *, status: int = 200) -> Page:
    """Begin the claim of one project from the plan."""
    page = filler.open(f"{plan.path}begin/?project={project}")
    return filler.send(page, page.form(action="/begin/"), status=status)


def no_further_claim(filler: Hands, plan: Page, project: str, cap: int) -> None:
    """Insist that the page of a claim beyond the limit names the limit and has no button that sends."""
    page = filler.open(f"{plan.path}begin/?project={project}")
    page.says(str(cap))
    assert [form for form in page.forms if form.method == "post" and not form.action] == []


def fill_claim(filler: Hands, edit: Page, basis: str, **changes: str) -> Page:
    """Fill a draft in, up to the page that checks it; only what the pack asks for is on the page."""
    form = edit.form("version")
    typed: dict[str, object] = {k: v for k, v in (CLAIM | MILESTONE | changes).items() if k in form.names}
    if "basis" in form.names:
        typed["basis"] = basis
    files = {"decision_file": ("演示决定.png", PNG)} if "decision_file" in form.files else {}
    return filler.send(edit, form, press="check", files=files, **typed)


def submit_claim(signer: Hands, claim: str, *, status: int = 200) -> Page:
    """Check the answers and submit."""
    page = signer.open(f"{claim}check/")
    return signer.send(page, page.form(action="/check/"), status=status)


def judge(reviewer: Hands, claim: str, verdict: str, *, status: int = 200, **typed: object) -> Page:
    """Give a verdict on a claim: approve, return, suggest."""
    page = reviewer.open(f"{claim}review/")
    form = page.form(f"{verdict}-because")
    return reviewer.send(
        page, form, status=status, **{f"{verdict}-{name}": value for name, value in typed.items()}
    )


# Posting, objecting, correcting.
def prepare_list(publisher: Hands, mark: str) -> Page:
    """Word the draft of a list, up to its check page."""
    page = publisher.follow(publisher.open(f"{HOME}postings/"), "/prepare/")
    form = page.form("title_lines", "mark")
    return publisher.send(page, form, title_lines="关于公布演示名单的通知", mark=mark)


def post(publisher: Hands, check: Page) -> Page:
    """Post what the check page shows."""
    return publisher.send(check, check.form("seen"))


def answer(publisher: Hands, objection: str, *, status: int = 200, **typed: object) -> Page:
    """Answer an objection; one that is upheld is checked first, and confirmed."""
    page = publisher.open(objection)
    page = publisher.send(page, page.form("verdict"), status=status, **typed)
    if typed.get("verdict") != "upheld" or status != HTTPStatus.OK:
        return page
    return publisher.send(page, page.form("seen"))
