"""The examples of classification, single ones and whole registers, against the rules of the pack."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path as FilePath

from fivefold.method.classify import Classification, Verdict, classify, classify_many
from fivefold.packs.facts import FactValueError, typed_facts
from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.register import AreaRow, read_register
from fivefold.packs.rules import contradictions_of, rules_of
from fivefold.packs.schema.examples import ClassifyExample, RegisterExample

FILE = "examples.yaml"


def classify_area(pack: Pack, facts: Mapping[str, str | None]) -> Verdict:
    """Return the verdict of the rules on facts given as text. Raises `FactValueError` for a wrong text."""
    found = typed_facts(pack.classify.facts, facts)
    return classify(found, rules_of(pack.classify), contradictions_of(pack.classify))


def classify_register(pack: Pack, rows: tuple[AreaRow, ...]) -> Classification:
    """Return the verdicts of the pack's rules on every row of a register, by area code."""
    register = {row.code: row.typed(pack.classify.facts) for row in rows}
    return classify_many(register, rules_of(pack.classify), contradictions_of(pack.classify))


def check(pack: Pack) -> list[PackError]:
    """Every example of a classification that does not come out."""
    single = [_example(pack, index, example) for index, example in enumerate(pack.examples.classify)]
    registers = [_register(pack, index, example) for index, example in enumerate(pack.examples.registers)]
    return [error for errors in (*single, *registers) for error in errors]


def _example(pack: Pack, index: int, example: ClassifyExample) -> list[PackError]:
    path = ("classify", index)
    try:
        verdict = classify_area(pack, example.facts)
    except FactValueError as error:
        value = str(example.facts[error.fact.key])
        mark = pack.mark(FILE, (*path, "facts", error.fact.key))
        return [PackError.at(mark, "examples.fact", name=example.name, fact=error.fact.key, value=value)]
    found = (verdict.outcome, verdict.region_class, verdict.rule)
    # A gap may name the rule that it stopped at; an example need not.
    rule = verdict.rule if example.outcome == "gap" and example.rule is None else example.rule
    expected = (example.outcome, example.region_class, rule)
    if found == expected:
        return []
    words = {"name": example.name, "expected": _said(*expected), "found": _said(*found)}
    return [PackError.at(pack.mark(FILE, path), "examples.classify", **words)]


def _said(*parts: str | None) -> str:
    return " / ".join(part or "—" for part in parts)


def _register(pack: Pack, index: int, example: RegisterExample) -> list[PackError]:
    """Compare a register's figures; only for a pack from a folder: registers are no part of its content."""
    if pack.folder is None:
        return []
    mark = pack.mark(FILE, ("registers", index, "file"))
    path: FilePath | None = pack.file(example.file)
    if path is None:
        return [PackError.at(mark, "register.no_file", name=example.file)]
    rows, errors = read_register(path, pack.classify.facts)
    if errors:
        return [PackError(example.file, error.line, error.column, error.reason) for error in errors]
    verdicts = classify_register(pack, rows)
    outcomes = Counter(verdict.outcome for verdict in verdicts.verdicts.values())
    counts = verdicts.counts()
    figures = [(key, number, counts.get(key, 0)) for key, number in example.classes.items()]
    figures.append(("excluded", example.excluded, outcomes["excluded"]))
    figures.append(("gap", example.gaps, outcomes["gap"]))
    figures.append(("conflict", example.conflicts, outcomes["conflict"]))
    return [
        PackError.at(mark, "examples.register", name=example.file, what=what, expected=expected, found=found)
        for what, expected, found in figures
        if expected != found
    ]
