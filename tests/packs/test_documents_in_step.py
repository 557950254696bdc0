"""The reference of the format names every key, operator, placeholder and fixed word that the code knows."""

import re
from pathlib import Path
from typing import get_args

import pytest

from fivefold.method.classify.parse import OPERATORS
from fivefold.packs import content, placeholders
from fivefold.packs.fields import Part
from fivefold.packs.references.names import NAMES
from fivefold.packs.register import COLUMNS_AFTER, COLUMNS_BEFORE
from fivefold.packs.schema import calendar, claim, classify, decompose, examples, programme

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = (DOCS / "reference" / "pack-format.md").read_text(encoding="utf-8")
WORDS = {word.strip("{}") for word in re.findall(r"`([^`\n]+)`", REFERENCE)}
SECTIONS = {
    "pack.yaml": programme,
    "classify.yaml": classify,
    "decompose.yaml": decompose,
    "claim.yaml": claim,
    "calendar.yaml": calendar,
    "examples.yaml": examples,
}


def parts(module):
    found = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Part)]
    return [part for part in found if part is not Part and part.__module__ == module.__name__]


@pytest.mark.parametrize("file", SECTIONS)
def test_every_key_stands_in_its_section(file):
    section = REFERENCE.split(f"## `{file}`")[1].split("\n## ")[0]
    words = set(re.findall(r"`([^`]+)`", section))
    keys = {name for part in parts(SECTIONS[file]) for name in part.model_fields}
    assert keys - words == set()


def test_every_fixed_word_is_named():
    fixed = {
        *OPERATORS,
        *placeholders.CORRECTION,
        *placeholders.NUMBER,
        *NAMES,
        *COLUMNS_BEFORE,
        *COLUMNS_AFTER,
        *get_args(programme.Role),
        *get_args(programme.Language),
        *get_args(claim.ClaimPart),
        *get_args(claim.DayKind),
        *get_args(claim.DocumentKey),
        *get_args(classify.FactKind),
    }
    assert fixed - WORDS == set()


def test_the_limits_are_those_of_the_code():
    from fivefold.packs.yaml_loader import MAX_BYTES, MAX_DEPTH, MAX_NODES

    said = f"{content.MAX_FILES} files, {MAX_BYTES // 1024} KiB and {MAX_NODES:,} entries per file, "
    assert said + f"{MAX_DEPTH} levels" in REFERENCE


def test_the_how_to_names_every_file():
    text = (DOCS / "how-to" / "write-a-pack.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in (*content.REQUIRED, *content.OPTIONAL))
