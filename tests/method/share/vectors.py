"""The vectors of judging, read once; see `tests/method/vectors/judging/README.md` for their sources."""

import csv
import json
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "vectors" / "judging"


def table(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def value(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def races():
    """The orders of arrival in 36 races, by the drivers' names."""
    names = {row["id"]: row["driver"] for row in table("nascar2002_drivers")}
    return [[names[cell] for cell in row.values() if cell] for row in table("nascar2002_orderings")]


def races_of_hunter():
    """The same without the four drivers who came last wherever they drove: Hunter leaves them out."""
    kept = set(value("nascar2002_fit")["coef"])
    return [[driver for driver in race if driver in kept] for race in races()]
