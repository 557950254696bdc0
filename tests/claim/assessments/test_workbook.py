"""Excel round trip: exactly the edits come back, conflicts are shown, foreign workbooks refused."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from cast import CLOCK, issued_edition, later, open_round
from fivefold.claim.assessments.actions import assessment_return, assessment_submit
from fivefold.claim.assessments.comparing import view_of
from fivefold.claim.assessments.editing import assessment_begin
from fivefold.claim.assessments.models import Answer
from fivefold.claim.assessments.queries import full, lines_of
from fivefold.claim.assessments.returning import Return, workbook_take
from fivefold.claim.assessments.workbook import SCHEMA, compare, workbook_of
from fivefold.documents.sheet_schema import Level
from fivefold.documents.sheets_in import read_table
from fivefold.method.reason import Refused

HEAD = 4


def book_of(assessment):
    row = full(assessment)
    return workbook_of(row, lines_of(row))


def edited(data, change):
    """Open with another hand, change, save."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book["自评"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def columns(sheet):
    return {cell.value: cell.column for cell in sheet[HEAD]}


def put(sheet, code, head, value):
    for row in sheet.iter_rows(min_row=HEAD + 1):
        if row[0].value == code:
            sheet.cell(row[0].row, columns(sheet)[head]).value = value
            return
    raise AssertionError(code)


def compared(data, assessment):
    row = full(assessment)
    return Return("x.xlsx", compare(read_table(data, "x.xlsx", SCHEMA), row, lines_of(row)), row.version)


def changes(brought):
    return {(c.cell.name, c.base, c.after, c.conflict) for c in brought.comparison.changes}


@pytest.fixture
def take(nation):
    def taking(assessment, brought, choices=None):
        return workbook_take(
            assessment=assessment, brought=brought, choices=choices or {}, version=brought.version,
            actor=nation.actor("甲市 filler"), clock=CLOCK,
        )  # fmt: skip

    return taking


def test_three_edits_are_three_changes(assessment, complete, take):
    """4.4: export, edit three cells offline, import: exactly three changes, saved in one action."""
    complete(assessment)

    def change(sheet):
        put(sheet, "P01-1", "得分", 6.5)
        put(sheet, "P05-2", "工作状态", "进行中")
        put(sheet, "P11-1", "文字说明", "  =SUM(1)不是公式\r\n第二行 ")

    brought = compared(edited(book_of(assessment), change), assessment)
    assert brought.comparison.problems == []
    assert changes(brought) == {
        ("score:P01-1", Decimal("8.00"), Decimal("6.50"), False),
        ("work_status:P05-2", "done", "under_way", False),
        ("text:P11-1", "演示说明", "=SUM(1)不是公式\n第二行", False),
    }
    version = full(assessment).version
    assert len(take(assessment, brought).changed) == 3
    after = {line.item.code: line for line in lines_of(assessment)}
    assert (after["P01-1"].score, after["P05-2"].work_status) == (Decimal("6.50"), "under_way")
    assert full(assessment).version == version + 1
    assert changes(compared(edited(book_of(assessment), change), assessment)) == set()


def test_an_untouched_workbook_changes_nothing(assessment, complete):
    complete(assessment)
    brought = compared(edited(book_of(assessment), lambda sheet: None), assessment)
    assert (brought.comparison.changes, brought.comparison.problems) == ([], [])


def test_what_changed_online_meanwhile_stays(assessment, save, take):
    """ui.md rule 5: an online change to a cell the workbook left alone is no change and no conflict."""
    save(assessment, {"P01-1": {"text": "一"}, "P01-2": {"text": "二"}})
    data = book_of(assessment)
    save(assessment, {"P01-1": {"text": "网上新的"}}, seen="all")
    brought = compared(edited(data, lambda sheet: put(sheet, "P01-2", "文字说明", "线下新的")), assessment)
    assert changes(brought) == {("text:P01-2", "二", "线下新的", False)}
    take(assessment, brought)
    assert [line.text for line in lines_of(assessment)[:2]] == ["网上新的", "线下新的"]


def test_a_cell_changed_on_both_sides_is_a_conflict_with_a_choice(assessment, save, take):
    """ui.md rule 5: shown as conflict; keep online or take the workbook's; without a choice nothing is saved."""
    save(assessment, {"P01-1": {"text": "一"}, "P01-2": {"text": "二"}})
    data = book_of(assessment)
    save(assessment, {"P01-1": {"text": "网上"}, "P01-2": {"text": "网上"}}, seen="all")

    def change(sheet):
        put(sheet, "P01-1", "文字说明", "线下")
        put(sheet, "P01-2", "文字说明", "线下")
        put(sheet, "P02-1", "得分", "５．５")

    brought = compared(edited(data, change), assessment)
    assert changes(brought) == {
        ("text:P01-1", "一", "线下", True),
        ("text:P01-2", "二", "线下", True),
        ("score:P02-1", None, Decimal("5.50"), False),
    }
    with pytest.raises(Refused) as refused:
        take(assessment, brought, {"text:P01-1": "online"})
    assert [r.code for r in refused.value.reasons] == ["assessments.book.no_choice"]
    assert lines_of(assessment, "P02")[0].score is None
    take(assessment, brought, {"text:P01-1": "online", "text:P01-2": "book"})
    assert [line.text for line in lines_of(assessment)[:2]] == ["网上", "线下"]
    assert lines_of(assessment, "P02")[0].score == Decimal("5.50")


@pytest.mark.parametrize(
    ("language", "label", "values"),
    [
        ("zh-hans", "P01-1 工作状态", ("未开展", "进行中", "已完成")),
        ("en", "P01-1 Work status", ("not started", "under way", "done")),
    ],
)
def test_a_conflict_speaks_the_readers_words_and_says_when(assessment, save, language, label, values):
    save(assessment, {"P01-1": {"work_status": "not_started"}})
    data = book_of(assessment)
    save(assessment, {"P01-1": {"work_status": "under_way"}}, seen="all", clock=later(hours=3))
    brought = compared(edited(data, lambda s: put(s, "P01-1", "工作状态", "已完成")), assessment)
    with translation.override(language):
        (shown,) = view_of(brought, {}, "").conflicts
    assert (shown.label, (shown.base, shown.online, shown.book)) == (label, values)
    assert shown.saved.endswith("13:00")


def test_a_conflict_with_what_one_saved_oneself_says_so(nation, assessment, save):
    save(assessment, {"P01-1": {"text": "一", "score": Decimal(1)}})
    data = book_of(assessment)
    save(assessment, {"P01-1": {"text": "二"}}, seen="all")
    save(assessment, {"P01-1": {"score": Decimal(2)}}, seen="all", actor="甲市 signer")

    def change(sheet):
        put(sheet, "P01-1", "文字说明", "三")
        put(sheet, "P01-1", "得分", 3)

    brought = compared(edited(data, change), assessment)
    with translation.override("zh-hans"):
        shown = view_of(brought, {}, nation.seats["甲市 filler"].person_id).conflicts
    assert {c.name: c.saved[:4] for c in shown} == {"text:P01-1": "您本人保", "score:P01-1": "他人保存"}


def test_the_same_change_on_both_sides_is_none(assessment, save):
    save(assessment, {"P01-1": {"text": "一"}})
    data = book_of(assessment)
    save(assessment, {"P01-1": {"text": "同"}}, seen="all")
    assert changes(compared(edited(data, lambda s: put(s, "P01-1", "文字说明", "同")), assessment)) == set()


def test_something_saved_after_the_preview_stops_it(assessment, save, take):
    brought = compared(edited(book_of(assessment), lambda s: put(s, "P01-1", "得分", 5)), assessment)
    save(assessment, {"P01-1": {"score": Decimal(7)}})
    with pytest.raises(Refused) as refused:
        take(assessment, brought)
    assert [r.code for r in refused.value.reasons] == ["assessments.stale"]
    assert lines_of(assessment)[0].score == Decimal("7.00")


def test_the_order_of_rows_means_nothing(assessment, save):
    """ui.md rule 5: rows are known by their hidden key."""

    def shuffle(sheet):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
        for number, row in enumerate(reversed(rows), start=HEAD + 1):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
        put(sheet, "P03-2", "得分", 4)

    assert changes(compared(edited(book_of(assessment), shuffle), assessment)) == {
        ("score:P03-2", None, Decimal("4.00"), False)
    }


def test_errors_sit_at_their_cell_and_nothing_is_saved(assessment, take):
    def spoil(sheet):
        put(sheet, "P01-1", "得分", "十分")
        put(sheet, "P01-2", "得分", 10.5)
        put(sheet, "P02-1", "得分", 1.234)
        put(sheet, "P02-2", "工作状态", "差不多")
        put(sheet, "P03-1", "不适用", "也许")
        put(sheet, "P03-2", "得分", 9)
        put(sheet, "P04-1", "得分", 9e40)

    brought = compared(edited(book_of(assessment), spoil), assessment)
    assert {(p.cell, p.reason.code) for p in brought.comparison.errors} == {
        ("F5", "assessments.cell.not_number"),
        ("F6", "assessments.cell.too_high"),
        ("F7", "assessments.cell.decimals"),
        ("G8", "assessments.cell.status"),
        ("I9", "documents.sheet.not_boolean"),
        ("F11", "assessments.cell.too_high"),
    }
    with pytest.raises(Refused):
        take(assessment, brought)
    assert all(line.score is None for line in lines_of(assessment))


def test_foreign_lost_and_doubled_rows_are_named(assessment):
    def spoil(sheet):
        sheet.cell(5, 1).value = "P99-1"
        sheet.cell(6, 1).value = None
        sheet.cell(6, columns(sheet)["得分"]).value = 3
        sheet.cell(8, 1).value = sheet.cell(7, 1).value

    problems = compared(edited(book_of(assessment), spoil), assessment).comparison.problems
    assert [(p.cell, p.reason.code, p.level) for p in problems] == [
        ("A5", "assessments.book.foreign_row", Level.NOTE),
        ("A6", "assessments.book.no_key", Level.NOTE),
        ("A8", "documents.sheet.repeated", Level.ERROR),
        ("", "assessments.book.missing_rows", Level.NOTE),
    ]
    assert problems[3].reason.params["codes"] == "P01-1、P01-2、P02-2"


def code_of(data, assessment):
    with pytest.raises(Refused) as refused:
        compared(data, assessment)
    return refused.value.reasons[0].code


def test_workbooks_of_others_are_refused(nation, round_, assessment):
    """5.13: wrong region, edition or round: a clear word each, two editions never mix."""
    other_region = assessment_begin(
        round_=round_, region=nation.regions["乙市"], actor=nation.actor("乙市 filler"), clock=CLOCK
    )
    assert code_of(book_of(other_region), assessment) == "assessments.book.other_region"
    second = open_round(nation, title="第二轮")
    again = assessment_begin(
        round_=second, region=nation.regions["甲市"], actor=nation.actor("甲市 filler"), clock=CLOCK
    )
    assert code_of(book_of(again), assessment) == "assessments.book.other_round"
    edition = issued_edition(nation.programme, code="demo-other")
    type(edition).objects.filter(pk=edition.pk).update(sha256="f" * 64)
    third = open_round(nation, edition=type(edition).objects.get(pk=edition.pk))
    last = assessment_begin(
        round_=third, region=nation.regions["甲市"], actor=nation.actor("甲市 filler"), clock=CLOCK
    )
    assert code_of(book_of(last), assessment) == "assessments.book.other_edition"


def test_a_workbook_without_or_with_altered_inside_is_refused(assessment):
    def drop(data):
        book = openpyxl.load_workbook(io.BytesIO(data))
        del book["_fivefold"]
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def alter(data):
        book = openpyxl.load_workbook(io.BytesIO(data))
        for row in book["_fivefold"].iter_rows():
            if row[0].value == "value:score:P01-1":
                row[1].value = "9"
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    assert code_of(drop(book_of(assessment)), assessment) == "assessments.book.not_ours"
    assert code_of(alter(book_of(assessment)), assessment) == "assessments.book.altered"


def test_the_workbook_helps_filling_in(assessment):
    """N19: drop-downs, locked cells, hidden keys, and what it was made from inside."""
    book = openpyxl.load_workbook(io.BytesIO(book_of(assessment)))
    sheet = book["自评"]
    at = columns(sheet)
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    assert sheet.cell(5, at["得分"]).protection.locked is False
    assert sheet.cell(5, at["指标"]).protection.locked is True
    assert any("未开展" in str(rule.formula1) for rule in sheet.data_validations.dataValidation)
    assert book["_fivefold"].sheet_state == "veryHidden"
    meta = {row[0].value: row[1].value for row in book["_fivefold"].iter_rows()}
    assert meta["edition"] == assessment.round.edition.sha256
    assert (meta["region"], meta["round"]) == ("9101", str(assessment.round_id))


def test_the_browser_s_way(nation, assessment, client, at_now):
    """4.4: upload, preview, confirm; nothing is saved before."""
    nation.login(client, "甲市 filler")
    base = f"/p/test/assessments/{assessment.pk}/"
    data = client.get(f"{base}workbook.xlsx").content
    data = edited(data, lambda s: put(s, "P01-1", "得分", 5))
    answer = client.post(f"{base}import/", {"file": SimpleUploadedFile("自评.xlsx", data)})
    assert answer.status_code == 302
    assert "P01-1" in client.get(answer["Location"]).content.decode()
    assert lines_of(assessment)[0].score is None
    for version in ("9" * 5000, "1", "x", ""):
        assert client.post(answer["Location"], {"version": version}).status_code == 422
    assert lines_of(assessment)[0].score is None
    assert client.post(answer["Location"], {"version": "0"}).status_code == 302
    assert lines_of(assessment)[0].score == Decimal("5.00")
    assert client.post(answer["Location"], {"version": "0"}).status_code == 422
    other = client.post(f"{base}import/", {"file": SimpleUploadedFile("自评.xlsx", b"MZ")})
    assert other.status_code == 422


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ("工作簿没有改动。", "无须保存")),
        ("en", ("The workbook changes nothing.", "nothing has to be saved")),
    ],
)
def test_a_workbook_that_nobody_edited_is_taken_kindly(
    nation, assessment, complete, client, at_now, language, words
):
    complete(assessment)
    Answer.objects.filter(assessment=assessment).update(text="演示一\r\n演示二 ")
    nation.login(client, "甲市 filler")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    base = f"/p/test/assessments/{assessment.pk}/"
    given = client.get(f"{base}workbook.xlsx").content
    for data in (given, edited(given, lambda sheet: None)):
        answer = client.post(f"{base}import/", {"file": SimpleUploadedFile("自评.xlsx", data)})
        assert answer.status_code == 302
        text = client.get(answer["Location"]).content.decode()
        assert [word for word in words if word not in text] == []
        assert '<button class="button button-primary">' not in text


@pytest.fixture
def returned(nation, assessment, complete):
    complete(assessment)
    assessment_submit(assessment=assessment, actor=nation.actor("甲市 signer"), clock=CLOCK)
    reviewer = nation.actor("演示省 reviewer")
    assessment_return(assessment=assessment, parts=["P01-1"], because="佐证不清", actor=reviewer, clock=CLOCK)
    return assessment


def test_only_the_returned_rows_of_a_workbook_are_open(returned):
    """4.9: a return re-opens only the named parts; the other rows are locked and shaded like fixed columns."""
    sheet = openpyxl.load_workbook(io.BytesIO(book_of(returned)))["自评"]
    heads = columns(sheet)
    looks = {
        row[0].value: {
            (row[heads[head] - 1].protection.locked, row[heads[head] - 1].fill.fgColor.rgb)
            for head in ("得分", "工作状态", "文字说明", "不适用", "不适用理由")
        }
        for row in sheet.iter_rows(min_row=HEAD + 1)
    }
    assert looks.pop("P01-1") == {(False, "00000000")}
    assert looks
    assert all(look == {(True, "FFF5F5F2")} for look in looks.values())


def test_a_change_outside_the_returned_parts_is_an_error_at_its_cell(returned, take):
    data = edited(book_of(returned), lambda sheet: put(sheet, "P01-1", "文字说明", "已补充"))
    brought = compared(data, returned)
    assert brought.comparison.errors == []
    wrong = edited(data, lambda sheet: put(sheet, "P01-2", "文字说明", "另改一处"))
    refused = compared(wrong, returned)
    sheet = openpyxl.load_workbook(io.BytesIO(wrong))["自评"]
    place = next(
        row[columns(sheet)["文字说明"] - 1].coordinate
        for row in sheet.iter_rows(min_row=HEAD + 1)
        if row[0].value == "P01-2"
    )
    assert [(p.reason.code, p.cell) for p in refused.comparison.errors] == [
        ("assessments.cell.not_reopened", place)
    ]
    assert [change.cell.name for change in refused.comparison.changes] == ["text:P01-1"]
    with pytest.raises(Refused) as told:
        take(returned, refused)
    assert told.value.reasons[0].code == "assessments.book.errors"
    take(returned, brought)
    assert {line.item.code: line.text for line in lines_of(full(returned))}["P01-1"] == "已补充"
