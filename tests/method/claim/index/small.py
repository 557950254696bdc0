"""Three fictional cities by two indicators, and the neighbours of that table in which one thing is wrong."""

from fivefold.method.claim.index import Choices, Framework, Node, Table
from fivefold.method.claim.index.normalise import Scale

UNITS = ("演示甲市", "演示乙市", "演示丙市")
GOOD = Table(UNITS, ("a", "b"), [[1, 2], [3, 5], [2, 9]])
FLAT = Framework.flat(("a", "b"))
HOLE = GOOD.with_values([[1, None], [3, 5], [2, 9]])
SAME = GOOD.with_values([[1, 2], [1, 5], [1, 9]])
ZERO = GOOD.with_values([[0, 2], [3, 5], [2, 9]])
NEGATIVE = GOOD.with_values([[-1, 2], [3, 5], [2, 9]])
ONE = Choices((None,), (Scale("minmax"),), ("arithmetic",), 0)
MOVING = Choices((None,), (Scale("minmax"),), ("arithmetic",), 0.2, leaves=True)
GEOMETRIC = Choices((None,), (Scale("minmax"),), ("geometric",))
ROWS = [{"unit": "演示甲市", "a": "1", "b": ""}, {"unit": "演示乙市", "a": "2.50", "b": "3"}]


def records(cell):
    return [{**ROWS[0], "a": cell}, ROWS[1]]


def good_table():
    table = Table.of_records(ROWS, "unit")
    assert table.missing() == (("演示甲市", "b"),)
    assert table.column("a").tolist() == [1, 2.5]
    assert table.to_data()["values"] == [["1.0", None], ["2.5", "3.0"]]


def good_tree():
    assert Framework((Node("a", "x"), Node("x", None))).leaves == ("a",)
