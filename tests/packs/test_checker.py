"""A pack's own examples: each wrong one is named at its line; sources and registers must be there."""

import pytest
from pack_copies import SHIYU, TINY, copy_of

from fivefold.packs.checker import check_pack
from fivefold.packs.cli_check import check_folder
from fivefold.packs.loader import load_pack

WRONG = [
    (
        "region_class: large\n    rule: L1",
        "region_class: small\n    rule: L1",
        "examples.yaml:2:5: The example “座席多” should give placed / small / L1; the rules give placed / large / L1.",
    ),
    (
        "rule: L1",
        "rule: L2",
        "examples.yaml:2:5: The example “座席多” should give placed / large / L2; the rules give placed / large / L1.",
    ),
    (
        "outcome: gap",
        "outcome: conflict",
        "examples.yaml:14:5: The example “档次未填” should give conflict / — / —; the rules give gap / — / L1.",
    ),
    (
        "outcome: gap",
        "outcome: gap\n    rule: L2",
        "examples.yaml:14:5: The example “档次未填” should give gap / — / L2; the rules give gap / — / L1.",
    ),
    (
        "seats: 420",
        "seats: 4.2",
        "examples.yaml:3:35: The example “座席多”: “4.2” is no value of the fact “seats”.",
    ),
    (
        "{claimed: 3, accepted: true}",
        "{claimed: 3, accepted: false}",
        "examples.yaml:30:5: A claim of 3 should be refused; the cap makes it accepted.",
    ),
    (
        "projects: [3, 2]",
        "projects: [1, 5, 5]",
        "examples.yaml:33:5: The blocks of edition standard-a should hold 1 + 5 + 5 projects; they hold 3 + 2.",
    ),
    (
        "region_class: small, items: 5",
        "region_class: small, items: 6",
        "examples.yaml:36:5: The form of class small in edition standard-a should hold 6 items; it holds 5.",
    ),
    (
        "last_day: 2026-05-08",
        "last_day: 2026-05-07",
        "examples.yaml:38:5: A term of 5 days from 2026-04-29 should end on 2026-05-07; it ends on 2026-05-08.",
    ),
    (
        "start: 2026-12-31, days: 1,",
        "start: 2027-12-31, days: 1,",
        "examples.yaml:40:5: There is no table of working days for 2028.",
    ),
    (
        "excluded: 2",
        "excluded: 0",
        "examples.yaml:42:11: In the register register/areas.csv, excluded should be 0; it is 2.",
    ),
    (
        "file: register/areas.csv",
        "file: register/none.csv",
        "examples.yaml:42:11: There is no file register/none.csv.",
    ),
    (
        "file: register/areas.csv",
        "file: ../tiny-two-level/../../etc/passwd",
        "examples.yaml:42:11: There is no file ../tiny-two-level/../../etc/passwd.",
    ),
]


@pytest.mark.parametrize(("old", "new", "line"), WRONG)
def test_examples_that_do_not_come_out(tmp_path, old, new, line):
    folder = copy_of(TINY, tmp_path, "examples.yaml", old, new)
    assert [error.line_for("en") for error in check_pack(load_pack(folder))] == [line]


def test_three_projects_claimed_in_the_pack_of_the_text(tmp_path):
    """4.5b: a cap loosened to three is caught by the pack's own example."""
    folder = copy_of(SHIYU, tmp_path, "claim.yaml", "max: 2", "max: 3")
    assert [error.line_for("zh") for error in check_pack(load_pack(folder))] == [
        "examples.yaml:59:5: 认领 3 个项目应被拒绝，上限规则得出准许。"
    ]


def test_a_project_dropped_from_a_block_is_caught(tmp_path):
    """3.1: the counts 1 + 5 + 5 are checked at load."""
    folder = copy_of(SHIYU, tmp_path, "examples.yaml", "[1, 5, 5]", "[1, 5, 4]")
    code, lines = check_folder(folder, "zh")
    assert (code, lines) == (
        1,
        [
            "examples.yaml:62:5: 版本 guideline-2021 的各板块项目数应为 1 + 5 + 4，实为 1 + 5 + 5。",
            "共有 1 处问题。",
        ],
    )


def test_faults_of_a_register_stand_at_their_cells(tmp_path):
    folder = copy_of(
        TINY, tmp_path, "register/areas.csv", "LIB-02,演示西园分馆,branch", "LIB-02,演示西园分馆,house"
    )
    assert [error.line_for("en") for error in check_pack(load_pack(folder))] == [
        "register/areas.csv:4:3: “house” is not one of network, branch."
    ]


def test_a_source_file_must_be_there(tmp_path):
    folder = copy_of(SHIYU, tmp_path)
    (folder / "source" / "the-method-2021-08-20.txt").unlink()
    assert [error.line_for("en") for error in check_pack(load_pack(folder))] == [
        "pack.yaml:24:11: There is no source file source/the-method-2021-08-20.txt."
    ]


def test_check_folder_says_what_is_sound_and_what_is_not(tmp_path):
    pack = load_pack(TINY)
    assert check_folder(TINY) == (
        0,
        [f"The pack “tiny-two-level” 1.0.0 is sound; its SHA-256 is {pack.sha256}."],
    )
    folder = copy_of(
        TINY, tmp_path, "pack.yaml", "version: 1.0.0", "version: 1.0.0\nversion: 1.0.1\ncolour: red"
    )
    assert check_folder(folder) == (
        1,
        ["pack.yaml:5:1: The key “version” is given twice; first on line 4.", "Faults: 1."],
    )
