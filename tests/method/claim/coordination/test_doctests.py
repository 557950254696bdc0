import doctest

from fivefold.method.claim.coordination import plan


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(plan).attempted >= 4
    assert doctest.testmod(plan).failed == 0
