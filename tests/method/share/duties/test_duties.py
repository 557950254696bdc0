from hypothesis import given
from hypothesis import strategies as st

from fivefold.method.reason import speak
from fivefold.method.share.duties import KINDS, Duty, check_duties

LEVELS = ("省", "市")
WHOLE = [
    Duty("P01", "省", "演示甲厅", "lead"),
    Duty("P01", "市", "演示甲局", "lead"),
    Duty("P01", "市", "演示乙局", "support"),
    Duty("P02", "省", "演示乙厅", "lead"),
    Duty("P02", "省", "演示甲厅", "supervise"),
    Duty("P02", "市", "演示丙局", "lead"),
]


def said(duties):
    return [speak(reason, "zh") for reason in check_duties(duties, ["P01", "P02"], LEVELS)]


def test_a_whole_table_is_in_order():
    """6.0: one lead per project and level; the others support, guide or supervise."""
    assert said(WHOLE) == []


def test_what_is_missing_or_double_is_named():
    """6.0: no project without exactly one lead."""
    assert said(WHOLE[1:]) == ["项目P01在省没有牵头单位"]
    assert said([*WHOLE, Duty("P02", "市", "演示丁局", "lead")]) == [
        "项目P02在市的牵头单位多于一个：演示丙局、演示丁局"
    ]
    assert said([*WHOLE, Duty("P01", "市", "演示甲局", "guide")]) == [
        "演示甲局在项目P01（市）中登记了两种职责"
    ]


def test_strangers_are_named():
    strange = Duty("P09", "乡", "演示甲局", "help")
    assert said([*WHOLE, strange]) == [
        "演示甲局的职责所指项目P09不存在",
        "演示甲局的职责所指层级乡不存在",
        "演示甲局的职责类别help不是牵头、配合、指导、监督之一",
    ]


@given(st.lists(st.builds(Duty, *map(st.sampled_from, (["P01", "P02"], LEVELS, "abc", KINDS))), max_size=14))
def test_in_order_exactly_when_every_cell_has_one_lead_and_no_unit_twice(duties):
    leads = [(duty.project, duty.level) for duty in duties if duty.kind == "lead"]
    once = len({(duty.project, duty.level, duty.unit) for duty in duties}) == len(duties)
    whole = sorted(leads) == sorted((project, level) for project in ("P01", "P02") for level in LEVELS)
    assert (check_duties(duties, ["P01", "P02"], LEVELS) == ()) == (whole and once)
    assert set(check_duties(duties[::-1], ["P01", "P02"], LEVELS)) == {
        reason if not reason.params.get("units") else type(reason).of(
            reason.code, **{**reason.params, "units": list(reason.params["units"])[::-1]}
        )
        for reason in check_duties(duties, ["P01", "P02"], LEVELS)
    }  # fmt: skip
