"""A reviewer reads which regions each figure compares, in one sentence."""

from django.utils.translation import override

from cast import open_round
from claim_stage import drafted
from fivefold.claim.claims.review_dossiers import review_page

from .test_advising import assess, peer


def _page(nation, near, far):
    round_ = open_round(nation)
    assess(nation, round_, nation.regions["乙市"], [9, 5, 5])
    for number in range(near):
        assess(nation, round_, peer(nation, number), [6, 5, 5])
    for number in range(far):
        assess(nation, round_, peer(nation, near + number, "样例省"), [6, 5, 5])
    return review_page(drafted(nation, round_, "乙市"))


def test_near_peers_of_the_advice_stand_beside_the_whole_class_of_the_figure(nation):
    page = _page(nation, near=4, far=2)
    assert page.scopes == (
        "本项目的比较范围：上面的建议依据同一省级单位所辖的同类地区4个，下面的图和表依据全部同类地区6个。"
    )
    assert page.radar.peers.endswith("全部同类地区 · n = 6")


def test_where_both_compare_the_whole_class_it_is_said_once(nation):
    with override("en"):
        page = _page(nation, near=1, far=3)
    assert page.scopes == "Compared on this project, above and below: all 4 regions of the class."


def test_without_advice_nothing_is_said_of_its_scope(nation):
    assert _page(nation, near=1, far=0).scopes == ""
