import pytest

from fivefold.method.draw import UnknownItemError, combined, contribution
from fivefold.method.reason import speak

REVEALED = {"演示一单位": ("n1", "6 3 1"), "演示二单位": ("n2", "2 2 5"), "演示三单位": ("n3", "4 1 6")}
COMMITTED = {party: contribution(party, *said) for party, said in REVEALED.items()}


def test_several_parties_make_one_seed_in_any_order():
    seed = combined(COMMITTED, REVEALED)
    assert len(seed) == 64
    assert combined(dict(reversed(COMMITTED.items())), dict(reversed(REVEALED.items()))) == seed
    other = {**REVEALED, "演示三单位": ("n3", "4 1 5")}
    assert combined({**COMMITTED, "演示三单位": contribution("演示三单位", "n3", "4 1 5")}, other) != seed


def test_a_contribution_hides_nothing_twice():
    assert contribution("甲", "n", "6") != contribution("甲", "m", "6")
    assert contribution("甲", "n", "6") != contribution("乙", "n", "6")


@pytest.mark.parametrize(
    ("committed", "revealed", "code"),
    [
        (dict(list(COMMITTED.items())[:2]), dict(list(REVEALED.items())[:2]), "draw.few_parties"),
        (COMMITTED, dict(list(REVEALED.items())[:2]), "draw.not_revealed"),
        (COMMITTED, {**REVEALED, "演示四单位": ("n4", "1")}, "draw.not_revealed"),
        (COMMITTED, {**REVEALED, "演示一单位": ("n1", "6 3 2")}, "draw.false_reveal"),
        (COMMITTED, {**REVEALED, "演示一单位": ("n9", "6 3 1")}, "draw.false_reveal"),
    ],
)
def test_a_seed_of_which_a_part_is_missing_or_changed_is_none(committed, revealed, code):
    with pytest.raises(UnknownItemError) as refusal:
        combined(committed, revealed)
    assert [reason.code for reason in refusal.value.reasons] == [code]
    assert speak(refusal.value.reasons[0], "zh")
