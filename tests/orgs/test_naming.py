"""Short names for squares."""

import pytest

from fivefold.orgs.naming import short_names


@pytest.mark.parametrize(
    ("names", "short"),
    [
        ([], []),
        (["河北省"], ["河北"]),
        (["演示炜原省", "演示珞浜省"], ["炜原", "珞浜"]),
        (["黑龙江省", "黑龙泽省", "吉林省"], ["黑龙江", "黑龙泽", "吉林"]),
        (["同名", "同名"], ["同名", "同名"]),
    ],
)
def test_short_names(names, short):
    assert short_names(names) == short
