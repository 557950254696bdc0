"""Only one's own acts are buttons on a region's page; an act of others is told in words."""

import pytest

LINK = "添加一项"


@pytest.mark.parametrize(
    ("seat", "buttons"),
    [("甲市 filler", True), ("演示省 coordinator", True), ("centre publisher", True),
     ("甲市 signer", True), ("乙市 filler", False), ("演示省 reviewer", False), ("centre observer", False)],
)  # fmt: skip
def test_who_cannot_describe_a_region_reads_whose_turn_it_is(nation, client, seat, buttons):
    nation.login(client, seat)
    region = nation.regions["甲市"]
    page = client.get(f"/p/test/regions/{region.area.code}/").content.decode()
    assert (LINK in page) is buttons
    assert ("由甲市·填报人填写" in page) is not buttons
    assert "disabled" not in page
