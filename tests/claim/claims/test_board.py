"""The board: overlaps, holes, late ones, filters, drill-down, and a number of queries that does not grow."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cast import CLOCK, NOW, _body, open_round
from claim_stage import approved, drafted, live, project, submitted
from fivefold.claim.claims import board
from fivefold.claim.claims.board import BoardFilter
from fivefold.claim.claims.queries import on_board
from fivefold.classify.models import AdminArea, ClassEntry, Region


@pytest.fixture
def round_(nation):
    return live(open_round(nation))


def url(**query):
    address = reverse("board:index", args=["test"])
    return address + "?" + "&".join(f"{key}={value}" for key, value in query.items())


def get(client, nation, seat, address):
    response = nation.login(client, seat).get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_counts_holes_and_overlaps(nation, round_):
    for region in ("甲市", "乙市"):
        submitted(nation, round_, region, 1)
    drafted(nation, round_, "甲市", 2)
    counts = board.board_counts(nation.seats["演示省 reviewer"], round_, projects=11)
    first, second, third = (project(nation, order).pk for order in (1, 2, 3))
    assert (counts.sent(first), counts.projects[second].drafts, counts.even) == (2, 1, 1)
    assert (counts.is_overlap(first), counts.is_hole(first)) == (True, False)
    assert (counts.is_overlap(second), counts.is_hole(second), counts.is_hole(third)) == (False, True, True)


def test_a_province_counts_only_its_own(nation, round_):
    submitted(nation, round_, "丙市", 1)
    assert board.board_counts(nation.seats["演示省 reviewer"], round_).projects == {}
    assert len(board.board_counts(nation.seats["centre publisher"], round_).projects) == 1


def test_a_draft_counts_in_no_province(nation, round_):
    seat = nation.seats["centre publisher"]
    drafted(nation, round_, "甲市", 1)
    assert board.counts_by_province(seat, round_, BoardFilter()) == {}
    submitted(nation, round_, "乙市", 1)
    found = board.counts_by_province(seat, round_, BoardFilter())
    assert found == {nation.provinces["演示省"].pk: {project(nation, 1).pk: 1}}


@pytest.mark.parametrize("who", ["centre publisher", "演示省 reviewer", "样例省 coordinator", "甲市 filler"])
@pytest.mark.parametrize("state", ["", "submitted", "drafted"])
@pytest.mark.parametrize("class_code", ["", "class-1", "class-2"])
@pytest.mark.parametrize("within", ["", "00/91/"])
def test_counts_are_those_of_the_rows_that_seat_and_filter_ask_for(
    nation, round_, who, state, class_code, within
):
    for region, order in (("甲市", 1), ("乙市", 1), ("丙市", 2)):
        submitted(nation, round_, region, order)
    drafted(nation, round_, "乙市", 2)
    wanted = [
        claim
        for claim in on_board(nation.seats[who])
        if claim.state == (state or claim.state)
        and claim.class_code == (class_code or claim.class_code)
        and claim.region.body.path.startswith(within)
    ]
    sent = [claim for claim in wanted if claim.state == "submitted"]
    wish = BoardFilter(within=within, class_code=class_code, state=state)
    found = board.board_counts(nation.seats[who], round_, wish).projects
    assert {pk: (one.sent, one.drafts) for pk, one in found.items()} == {
        pk: (
            sum(1 for claim in sent if claim.project_id == pk),
            sum(1 for claim in wanted if claim not in sent and claim.project_id == pk),
        )
        for pk in {claim.project_id for claim in wanted}
    }
    provinces = board.counts_by_province(nation.seats[who], round_, wish)
    assert sum(number for row in provinces.values() for number in row.values()) == len(sent)
    assert set(provinces) == {claim.region.body.parent_id for claim in sent}


def names(rows):
    return [region.body.name for region in rows]


def test_filters_by_class_state_and_lateness(nation, round_):
    submitted(nation, round_, "甲市", 1)
    drafted(nation, round_, "乙市", 1)
    after = round_.closes_at + timedelta(seconds=1)
    assert names(board.regions_on_board(round_, BoardFilter(class_code="class-2"), NOW)) == ["乙市", "丙市"]
    assert names(board.regions_on_board(round_, BoardFilter(state="submitted"), NOW)) == ["甲市"]
    assert names(board.regions_on_board(round_, BoardFilter(late=True), NOW)) == []
    assert names(board.regions_on_board(round_, BoardFilter(late=True), after)) == ["乙市", "丙市", "丁区"]
    assert names(board.regions_on_board(round_, BoardFilter(within="00/91/", late=True), after)) == ["乙市"]


def test_an_extension_takes_its_province_out_of_the_late_ones(nation):
    """6.12: a province with more time is not late yet."""
    from fivefold.claim.rounds import extensions

    round_ = open_round(nation)
    row = extensions.extension_ask(
        round_=round_, body=nation.provinces["样例省"], deadline="closes", until=NOW + timedelta(days=40),
        because="演示", actor=nation.actor("样例省 coordinator"), clock=CLOCK,
    )  # fmt: skip
    extensions.extension_grant(
        extension=row,
        until=row.asked_until,
        because="演示",
        actor=nation.actor("centre publisher"),
        clock=CLOCK,
    )
    after = NOW + timedelta(days=35)
    assert names(board.regions_on_board(round_, BoardFilter(late=True), after)) == ["甲市", "乙市", "丁区"]


def test_a_province_sees_its_regions_and_no_others(client, nation, round_):
    submitted(nation, round_, "甲市", 1)
    submitted(nation, round_, "丙市", 2)
    text = get(client, nation, "演示省 reviewer", url())
    assert "甲市" in text
    assert "乙市" in text
    assert "丙市" not in text
    assert "丙市" not in get(client, nation, "演示省 reviewer", url(province="00/92/"))


def test_the_centre_sees_provinces_and_drills_down(client, nation, round_):
    submitted(nation, round_, "甲市", 1)
    text = get(client, nation, "centre publisher", url())
    assert "演示省" in text
    assert "甲市" not in text
    assert "甲市" in get(client, nation, "centre publisher", url(province="00/91/"))
    assert "甲市" in get(client, nation, "centre publisher", url(by="regions"))


def test_the_observer_sees_the_board_without_links_to_claims(client, nation, round_):
    claim = submitted(nation, round_, "甲市", 1)
    text = get(client, nation, "centre observer", url(by="regions"))
    assert "甲市" in text
    assert str(claim.pk) not in text


@pytest.mark.parametrize("seat", ["甲市 filler", "甲市 signer"])
def test_a_region_has_no_board(client, nation, round_, seat):
    assert nation.login(client, seat).get(url()).status_code == 403


def test_letters_shapes_and_words(client, nation, round_):
    approved(nation, round_, "甲市", 1)
    text = get(client, nation, "演示省 reviewer", url())
    assert "最具优势，审核通过" in text
    assert "●" in text
    table = get(client, nation, "演示省 reviewer", url(view="table"))
    assert project(nation, 1).title in table


def test_the_workbook_has_every_region_of_the_filter(client, nation, round_):
    from fivefold.documents.sheets_in import ColumnSchema, TableSchema, read_table

    submitted(nation, round_, "甲市", 1)
    address = reverse("board:file", args=["test", round_.pk])
    response = nation.login(client, "演示省 reviewer").get(address + "?view=table")
    schema = TableSchema(
        (ColumnSchema("region", ("试点地区",)), ColumnSchema("first", (f"1. {project(nation, 1).title}",)))
    )
    rows = read_table(response.content, "board.xlsx", schema).rows
    assert [(row.values["region"], row.values["first"]) for row in rows] == [
        ("甲市", "最具优势，审核中"),
        ("乙市", None),
    ]


def more_regions(nation, count):
    """Add regions to 演示省, classified and in batch 1."""
    parent = nation.provinces["演示省"]
    for number in range(count):
        code = f"915{number:02d}"
        area = AdminArea.objects.create(
            programme=nation.programme,
            code=code,
            name=f"演示{number}市",
            level="prefecture",
            source="演示数据",
            recorded_at=NOW,
        )
        region = Region.objects.create(
            programme=nation.programme, area=area, body=_body(nation.programme, parent, code, f"演示{number}市", 2),
            batch="batch-1", joined_on=NOW.date(), state="participating", state_since=NOW,
        )  # fmt: skip
        ClassEntry.objects.create(
            class_list=nation.class_list, region=region, area=area, outcome="placed", class_code="class-2"
        )


@pytest.mark.parametrize(
    ("seat", "address"),
    [
        ("演示省 reviewer", url()),
        ("演示省 reviewer", url(view="table")),
        ("centre publisher", url()),
        ("centre publisher", reverse("claims:index", args=["test"])),
        ("演示省 reviewer", None),
        ("centre publisher", "round"),
    ],
)
def test_queries_do_not_grow_with_regions(client, nation, round_, django_assert_num_queries, seat, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if address is None:
        address = reverse("claims:bulk", args=["test", round_.pk])
    if address == "round":
        address = reverse("rounds:page", args=["test", round_.pk])
    submitted(nation, round_, "甲市", 1)
    nation.login(client, seat)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    more_regions(nation, 6)
    submitted(nation, round_, "乙市", 1)
    submitted(nation, round_, "甲市", 2)
    with django_assert_num_queries(len(few)):
        client.get(address)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh-hans",
            "11个项目共提交认领3项，平均每个项目1项（向上取整）。某项目已提交的认领多于这个数，且不少于2项，即列为重叠项目。",
        ),
        ("en", "3 claims came in for 11 projects: spread evenly, 1 for each (rounded up)."),
    ],
)
def test_the_board_says_what_counts_as_an_overlap(client, nation, round_, language, said):
    for region, order in (("甲市", 1), ("乙市", 1), ("丙市", 2)):
        submitted(nation, round_, region, order)
    nation.login(client, "centre publisher")
    text = client.get(url(), headers={"accept-language": language}).content.decode()
    assert said in text
    assert f"1. {project(nation, 1).title}（2）" in text
    assert f"2. {project(nation, 2).title}（1）" not in text


def test_heads_carry_the_names_of_the_projects(client, nation, round_):
    text = get(client, nation, "演示省 reviewer", url())
    names = [f'<span class="head-name">{project(nation, order).title}</span>' for order in range(1, 12)]
    assert [name for name in names if name not in text] == []


@pytest.mark.parametrize(
    ("language", "region", "province", "caption"),
    [
        ("zh-hans", "逾期", "逾期1个", "各省级单位分项目认领情况"),
        ("en", "late", "1 late", "Claims of each body by project: Province"),
    ],
)
def test_late_ones_are_marked_in_a_word(client, nation, round_, language, region, province, caption):
    submitted(nation, round_, "甲市", 1)
    past = NOW - timedelta(days=1)
    round_.closes_at = past
    round_.save(update_fields=["closes_at"])
    headers = {"accept-language": language}
    mark = '<span class="tag tag-late"><i aria-hidden="true">▲</i>{}</span>'
    below = nation.login(client, "演示省 reviewer").get(url(), headers=headers).content.decode()
    assert below.count(mark.format(region)) == 1
    above = nation.login(client, "centre publisher").get(url(), headers=headers).content.decode()
    assert above.count(mark.format(province)) == 3
    assert caption in above
