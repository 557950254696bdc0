"""The ASEM index of COINr 1.1.14 (see vectors/coinr/SOURCE.md) in the shapes of the method."""

import csv
import json
from functools import cache
from pathlib import Path

from fivefold.method.claim.index.framework import Framework, Node
from fivefold.method.claim.index.table import Table

VECTORS = Path(__file__).parents[2] / "vectors" / "coinr"
EXACT = 1e-12


def records(name):
    with (VECTORS / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def loaded(name):
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


@cache
def stage(name):
    rows = records(f"coinr_asem_{name}.csv")
    return Table.of_records([blank(row) for row in rows], "uCode")


@cache
def background():
    return {row["uCode"]: blank(row) for row in records("coinr_asem_iData.csv")}


def blank(row):
    return {name: "" if cell == "NA" else cell for name, cell in row.items()}


@cache
def sizes():
    names = ("Area", "Energy", "GDP", "Population")
    rows = [{"uCode": unit, **{name: row[name] for name in names}} for unit, row in background().items()]
    return Table.of_records(rows, "uCode")


@cache
def denominators():
    meta = records("coinr_asem_iMeta.csv")
    return {
        row["iCode"]: row["Denominator"]
        for row in meta
        if row["Type"] == "Indicator" and row["Denominator"] != "NA"
    }


@cache
def framework():
    meta = [row for row in records("coinr_asem_iMeta.csv") if row["Type"] in ("Indicator", "Aggregate")]
    return Framework(
        tuple(
            Node(
                row["iCode"],
                None if row["Parent"] == "NA" else row["Parent"],
                float(row["Weight"]),
                int(row["Direction"]),
            )
            for row in meta
        )
    )


def groups():
    return {unit: row["EurAsia_group"] for unit, row in background().items()}
