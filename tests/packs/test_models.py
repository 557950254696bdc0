"""Packs in the database: a pack that fails its own examples is not installed; rows say what they are."""

import pytest
from pack_copies import TINY, copy_of

from cast import NOW
from fivefold.packs.models import PackVersion, Programme, WorkingDays
from fivefold.packs.problems import PackRefusedError
from fivefold.packs.programmes import install_pack


@pytest.mark.django_db
@pytest.mark.parametrize(("outcome", "kept"), [("gap", 1), ("conflict", 0)])
def test_a_pack_is_installed_only_if_its_own_examples_hold(tmp_path, outcome, kept):
    folder = copy_of(TINY, tmp_path, "examples.yaml", "outcome: gap", f"outcome: {outcome}")
    if kept:
        install_pack(folder, NOW)
        install_pack(folder, NOW)
    else:
        with pytest.raises(PackRefusedError) as refused:
            install_pack(folder, NOW)
        assert [str(error.mark) for error in refused.value.errors] == ["examples.yaml:14:5"]
    assert PackVersion.objects.count() == kept


def test_rows_say_what_they_are():
    assert str(PackVersion(key="tiny", version="1.0")) == "tiny 1.0"
    assert str(Programme(title="演示计划")) == "演示计划"
    assert str(WorkingDays(year=2026, version=2)) == "2026/2"
