"""COINr 1.1.14 (MIT) on its ASEM data, 51 countries by 49 indicators: every stage, to 1e-12 of the value.

Vectors: coinr_asem_{iData,iMeta,Raw,Denominated,Imputed,Screened,Treated,Normalised,Aggregated,results,effweights,
treat_details,raw_stats}.
"""

import numpy as np
import pytest

from fivefold.method.claim.index import (
    Recipe,
    Treatment,
    aggregate,
    denominate,
    impute,
    normalise,
    score,
    screen,
)
from fivefold.method.claim.index.moments import describe
from fivefold.method.claim.index.normalise import Scale
from fivefold.method.claim.index.ranks import places
from fivefold.method.claim.index.treatment import treat
from fivefold.method.reason import speak
from method.claim.index import asem

TREATMENT = Treatment(most=5)


def same(found, stage):
    assert found.units == stage.units
    assert found.indicators == stage.indicators
    np.testing.assert_allclose(found.values, stage.values, rtol=asem.EXACT, atol=asem.EXACT)


def test_the_raw_stage_is_the_data_in_the_order_of_the_tree():
    raw = asem.stage("Raw")
    assert raw.indicators == asem.framework().leaves
    assert (len(raw.units), len(raw.indicators)) == (51, 49)
    for unit, row in zip(raw.units, raw.values, strict=True):
        given = [asem.background()[unit][name] for name in raw.indicators]
        np.testing.assert_allclose(row, [float(cell or "nan") for cell in given], rtol=asem.EXACT)


def test_denominated():
    done = denominate(asem.stage("Raw"), asem.sizes(), asem.denominators())
    same(done.table, asem.stage("Denominated"))
    assert speak(done.reasons[2], "zh") == "以下地区没有Energy，除后记为缺失：LAO"
    assert len(done.table.missing()) == len(asem.stage("Raw").missing()) + 2


def test_imputed():
    done = impute(asem.stage("Denominated"), "mean", asem.groups())
    same(done.table, asem.stage("Imputed"))
    assert len(done.filled) == 65
    assert {one.group for one in done.filled} == {"Asia", "Europe"}
    assert done.table.missing() == ()


def test_screened():
    done = screen(asem.stage("Imputed"), 0.9)
    same(done.table, asem.stage("Screened"))
    assert (done.removed, done.reasons) == ((), ())


def test_treated():
    done = treat(asem.stage("Screened"), TREATMENT)
    same(done.table, asem.stage("Treated"))
    assert len(done.reasons) == 15


def test_treat_details():
    done = treat(asem.stage("Screened"), TREATMENT)
    rows = asem.records("coinr_asem_treat_details.csv")
    assert [one.indicator for one in done.columns] == [row["iCode"] for row in rows]
    for one, row in zip(done.columns, rows, strict=True):
        first, second = "check_SkewKurt0.", "check_SkewKurt1."
        near(one.before, row[f"{first}Skew"], row[f"{first}Kurt"])
        assert TREATMENT.passes(one.before) is (row[f"{first}Pass"] == "TRUE")
        if row["winsorise.nwin"] == "NA":
            assert one.winsorised is None
            assert one.units == ()
        else:
            assert one.winsorised == len(one.units) == int(row["winsorise.nwin"])
            near(one.after, row[f"{second}Skew"], row[f"{second}Kurt"])
            assert TREATMENT.passes(one.end)
        assert one.then is None


def near(shape, skew, kurtosis):
    assert (shape.skew, shape.kurtosis) == pytest.approx((float(skew), float(kurtosis)), rel=1e-11, abs=1e-11)


def test_normalised():
    done = normalise(asem.stage("Treated"), Scale("minmax", (0, 100)), asem.framework().directions())
    same(done, asem.stage("Normalised"))


def test_aggregated():
    done = aggregate(asem.stage("Normalised"), asem.framework())
    expected = asem.stage("Aggregated")
    same(done.table.chosen(expected.indicators), expected)


def test_results():
    """COINr's table of results, scores rounded to 2 decimals, best first."""
    done = aggregate(asem.stage("Normalised"), asem.framework())
    ranks = dict(zip(done.table.units, places(done.scores).tolist(), strict=True))
    for row in asem.records("coinr_asem_results.csv"):
        assert ranks[row["uCode"]] == int(row["Rank"])
        for name in set(row) - {"uCode", "Rank"}:
            found = done.table.column(name)[done.table.units.index(row["uCode"])]
            assert found == pytest.approx(float(row[name]), abs=0.005 + 1e-9)


def test_effective_weights():
    found = asem.framework().effective()
    rows = asem.records("coinr_asem_effweights.csv")
    assert len(rows) == len(found) == 60
    for row in rows:
        assert found[row["iCode"]] == pytest.approx(float(row["EffWeight"]), rel=asem.EXACT)


def test_the_whole_way_in_one_call():
    """From the denominated table on; every step says what it did."""
    recipe = Recipe(fill="mean", treatment=TREATMENT)
    done = score(asem.stage("Denominated"), asem.framework(), recipe, asem.groups())
    expected = asem.stage("Aggregated").column("Index")
    np.testing.assert_allclose(done.scores, expected, rtol=asem.EXACT)
    spoken = [speak(reason, "zh") for reason in done.reasons]
    assert spoken[-1] == "参与比较：51个地区，49个指标"
    assert spoken[0].startswith("Elec：补入1个缺失值（LAO），取同组（Asia）的平均数")
    assert "Bord：收拢3个离群点" in "".join(spoken)


def test_raw_stats():
    """Printed with 3 digits; COINr's flags: under 0.65 available, half zero, half unique, both limits of the shape."""
    rows = {row["iCode"]: row for row in asem.records("coinr_asem_raw_stats.csv")}
    found = describe(asem.stage("Raw"))
    assert [one.indicator for one in found] == list(rows)
    for one in found:
        row = rows[one.indicator]
        printed = {
            "Min": one.low,
            "Max": one.high,
            "Mean": one.mean,
            "Median": one.median,
            "Std": one.spread,
            "Skew": one.shape.skew,
            "Kurt": one.shape.kurtosis,
            "Frc.Avail": one.available / 51,
            "Frc.NonZero": one.not_zero / one.available,
            "Frc.Unique": one.unique / one.available,
            "Frc.Same": one.same / one.available,
        }
        for name, value in printed.items():
            half = 0.5 * 10.0 ** (np.floor(np.log10(abs(value))) - 2) if value else 0
            assert value == pytest.approx(float(row[name]), rel=0, abs=half * (1 + 1e-9)), (
                one.indicator,
                name,
            )
        counts = (one.available, one.not_zero, one.unique, one.same)
        assert counts == tuple(int(row[f"N.{name}"]) for name in ("Avail", "NonZero", "Unique", "Same"))
        flagged = "ok" if one.shape.within(2, 3.5) else "OUT"
        assert flagged == row["Flag.SkewKurt"]
        assert ("LOW" if one.unique / one.available < 0.5 else "ok") == row["Flag.Unique"]
        assert ("LOW" if one.available / 51 < 0.65 else "ok") == row["Flag.Avail"]
        assert ("LOW" if one.not_zero / one.available < 0.5 else "ok") == row["Flag.NonZero"]
