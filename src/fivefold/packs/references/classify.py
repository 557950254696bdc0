"""References inside `classify.yaml`, and from it to the classes of `pack.yaml`."""

from collections.abc import Sequence

from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.references.finder import Finder
from fivefold.packs.rules import condition_faults
from fivefold.packs.schema.classify import Fact, ProfileFact
from fivefold.packs.yaml_loader import Path


def check(pack: Pack) -> list[PackError]:
    """Keys and codes once each, known classes, a rule for each class, choices in place, sound conditions."""
    finder, file = Finder(pack, "classify.yaml"), pack.classify
    finder.unique_in(file.facts, "key", ("facts",))
    finder.unique_in(file.profile, "key", ("profile",))
    _choices(finder, file.facts, ("facts",))
    codes: list[tuple[str, Path]] = []
    for name in ("contradictions", "exclusions", "rules"):
        for index, rule in enumerate(getattr(file, name)):
            codes.append((rule.code, (name, index, "code")))
            for fault in condition_faults(file, rule.when):
                finder.say((name, index, *fault.path), fault.reason)
    finder.unique(codes, "code")
    classes = [entry.key for entry in pack.programme.classes]
    for index, rule in enumerate(file.rules):
        finder.known(rule.region_class, classes, ("rules", index, "region_class"), "class")
    for key in classes:
        ruled = key in {rule.region_class for rule in file.rules}
        finder.unless(ruled, ("rules",), "classify.class_without_rule", key=key)
    _profile(finder)
    return finder.errors


def _profile(finder: Finder) -> None:
    profile = finder.pack.classify.profile
    finder.unique(
        (
            (fact.key, ("profile", index, "facts", place, "key"))
            for index, block in enumerate(profile)
            for place, fact in enumerate(block.facts)
        ),
        "key",
    )
    for index, block in enumerate(profile):
        _choices(finder, block.facts, ("profile", index, "facts"))


def _choices(finder: Finder, facts: Sequence[Fact | ProfileFact], path: Path) -> None:
    for index, fact in enumerate(facts):
        fits = bool(fact.choices) == (fact.kind == "choice")
        finder.unless(fits, (*path, index), "classify.choices", fact=fact.key)
        finder.unique_in(fact.choices, "value", (*path, index, "choices"))
