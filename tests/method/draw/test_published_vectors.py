import json
from pathlib import Path

import pytest

from fivefold.method.draw import picks, stream

VECTORS = Path(__file__).parents[1] / "vectors" / "sampling"
RIVEST = json.loads((VECTORS / "rivest_sampler.json").read_text("utf-8"))["tests"]
ARLO = json.loads((VECTORS / "arlo_draw_sample.json").read_text("utf-8"))


@pytest.mark.parametrize("case", RIVEST, ids=[case["data"]["seed"] for case in RIVEST])
def test_rivest_sampler_tests_version_0_2_0(case):
    """nealmcb/rivest-sampler-tests 68a415d."""
    data = case["data"]
    assert list(picks(data["seed"], data["total"], data["count"])) == case["expected"]


def test_arlo_audit_math_sample_with_replacement():
    """votingworks/arlo 8d86156, server/tests/audit_math: ids are the text of Python pairs, 18 digits."""
    ids = {
        repr((f"pct {part}", ballot)): [f"pct {part}", ballot]
        for part in range(1, 5)
        for ballot in range(1, 26)
    }
    tickets = stream(ids, ARLO["seed"], replacement=True)
    ours = [
        [one.trimmed(18), ids[one.name], one.generation] for one, _ in zip(tickets, range(20), strict=False)
    ]
    assert ours == ARLO["take20"]
