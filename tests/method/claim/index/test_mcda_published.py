"""Published cases of multi-criteria methods, as transcribed in scikit-criteria's tests (see vectors/mcda/SOURCE.md)."""

import json
from pathlib import Path

import numpy as np
import pytest

from fivefold.method.claim.index import Table, scales
from fivefold.method.claim.index.multicriteria import concordance, critic, topsis, vikor
from fivefold.method.claim.index.ranks import places

CASES = json.loads(
    (Path(__file__).parents[2] / "vectors" / "mcda" / "mcda_published.json").read_text(encoding="utf-8")
)


def table(matrix):
    return Table(
        tuple(f"u{row}" for row in range(len(matrix))),
        tuple(f"c{column}" for column in range(len(matrix[0]))),
        matrix,
    )


def signs(case):
    return [{"max": 1, "min": -1}.get(one, one) for one in case["objectives"]]


def test_every_case_is_asserted():
    assert set(CASES) == {
        "source",
        "topsis_tzeng2011",
        "vikor_opricovic2004",
        "vikor_small",
        "critic_diakoulaki1995",
        "electre1_concordance_cebrian2009",
    }


def test_topsis_tzeng_and_huang_2011():
    case = CASES["topsis_tzeng2011"]
    found = topsis(table(case["matrix"]), case["weights"], signs(case))
    assert found == pytest.approx(case["similarity"], abs=case["atol"])
    assert places(found).tolist() == case["rank"]


@pytest.mark.parametrize("name", ["vikor_opricovic2004", "vikor_small"])
def test_vikor(name):
    """Opricovic and Tzeng (2004); `vikor_small`'s places are of q rounded as printed: 0.25 and 0 are both first.

    The second and third alternative of `vikor_small` share place 1 there because the method proposes both as the
    compromise; by q alone the third is first.
    """
    case = CASES[name]
    found = vikor(table(case["matrix"]), case["weights"], signs(case), case.get("v", 0.5))
    for letter in ("r", "s", "q"):
        assert getattr(found, letter) == pytest.approx(case[letter]), letter
    by_q = places(-found.q).tolist()
    if name == "vikor_small":
        assert (by_q, case["rank"]) == ([3, 2, 1, 4], [2, 1, 1, 3])
    else:
        assert by_q == case["rank"]


def test_critic_diakoulaki_1995():
    case = CASES["critic_diakoulaki1995"]
    assert critic(table(case["matrix"]), signs(case)) == pytest.approx(case["weights"], abs=1e-8)


def test_electre_concordance_cebrian_2009():
    case = CASES["electre1_concordance_cebrian2009"]
    matrix = np.array(case["matrix_before_sum_scaling"], dtype=float)
    scaled = scales.ratio(matrix, matrix.sum(axis=0))
    expected = np.array(case["concordance"], dtype=float)
    for given in (matrix, scaled):
        found = concordance(table(given.tolist()), case["weights"], signs(case))
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)
