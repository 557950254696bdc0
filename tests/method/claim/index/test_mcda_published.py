"""Published cases of multi-criteria methods, as transcribed in scikit-criteria's tests (see vectors/mcda/SOURCE.md)."""

import json
from pathlib import Path

import numpy as np
import pytest

from fivefold.method.claim.index import Table, scales
from fivefold.method.claim.index.multicriteria import Vikor, concordance, critic, topsis, vikor
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
    """Opricovic and Tzeng (2004): the places put the whole compromise first, the others by q."""
    case = CASES[name]
    found = vikor(table(case["matrix"]), case["weights"], signs(case), case.get("v", 0.5))
    for letter in ("r", "s", "q"):
        assert getattr(found, letter) == pytest.approx(case[letter]), letter
    assert found.compromise() == tuple(row for row, rank in enumerate(case["rank"]) if rank == 1)
    rest = [row for row, rank in enumerate(case["rank"]) if rank > 1]
    by_q = places(-found.q[rest]).tolist()
    assert [place + 1 for place in by_q] == [case["rank"][row] for row in rest]


def test_vikor_proposes_the_second_too_when_the_first_is_best_by_nothing_alone():
    s, r = np.array([0.2, 0.0, 1.0, 0.9, 0.9, 0.9]), np.array([0.2, 1.0, 0.0, 0.9, 0.9, 0.9])
    assert Vikor(s, r, (s + r) / 2).compromise() == (0, 1)
    assert Vikor(s - [0.2, 0, 0, 0, 0, 0], r, (s + r) / 2).compromise() == (0,)


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
