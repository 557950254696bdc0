"""`classify.yaml`: facts, ordered rules, exclusions and the profile of a participant."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import PlainValidator

from fivefold.packs.fields import Code, Key, Line, Part, Text, at_least, fault

FactKind = Literal["flag", "choice", "text", "whole", "decimal", "date"]


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not value:
        raise fault("value.not_mapping", key="when")
    return value


# The written form of a condition; `rules` gives its values the types of the facts and hands it to the method.
When = Annotated[Mapping[str, Any], PlainValidator(_mapping)]


class Choice(Part):
    """One value that a fact of kind `choice` can have."""

    value: Line
    label: Text


class Fact(Part):
    """A fact that rules may use. `source` says where its values come from, `unit` what they count."""

    key: Key
    kind: FactKind
    label: Text
    source: Text | None = None
    unit: Text | None = None
    choices: tuple[Choice, ...] = ()


class Rule(Part):
    """A rule: areas that meet the condition belong to the class. Rules are tried in the order of the file."""

    code: Code
    region_class: Key
    label: Text
    quote: Text | None = None
    when: When


class Exclusion(Part):
    """A rule by which an area is no participant at all, with the reason; tried before the rules."""

    code: Code
    label: Text
    reason: Text
    quote: Text | None = None
    when: When


class Contradiction(Part):
    """Facts that cannot be together: an area that shows them is a conflict and gets no class."""

    code: Code
    label: Text
    when: When


class ProfileFact(Part):
    """A fact of the profile page; its values are entered with source and date and move no rule."""

    key: Key
    kind: FactKind
    label: Text
    unit: Text | None = None
    choices: tuple[Choice, ...] = ()


class ProfileBlock(Part):
    """A block of the profile (权能, 禀赋, 功能)."""

    key: Key
    label: Text
    note: Text | None = None
    facts: Annotated[tuple[ProfileFact, ...], at_least(1)]


class ClassifyFile(Part):
    """The content of `classify.yaml`."""

    facts: Annotated[tuple[Fact, ...], at_least(1)]
    contradictions: tuple[Contradiction, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    rules: Annotated[tuple[Rule, ...], at_least(1)]
    profile: tuple[ProfileBlock, ...] = ()
