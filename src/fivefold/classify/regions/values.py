"""Values of facts between the store (JSON), the pack's kinds and the eyes of a reader."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fivefold.packs.facts import FactValue, typed
from fivefold.packs.fields import Label
from fivefold.packs.pack import Pack
from fivefold.packs.schema.classify import Fact, ProfileFact

Stored = bool | int | str | None


def to_store(value: FactValue) -> Stored:
    """Return a typed value as the register stores it: exact numbers and days as text."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def from_store(fact: Fact, stored: Stored) -> FactValue:
    """Return a stored value with the type of its fact; None stays unknown. Raises `FactValueError`."""
    if stored is None or isinstance(stored, bool):
        return stored
    return typed(fact, str(stored))


def fact_of(pack: Pack, key: str) -> Fact | None:
    """Return the pack's fact with this key, or None."""
    return next((fact for fact in pack.classify.facts if fact.key == key), None)


def as_fact(rule: ProfileFact) -> Fact:
    """Return a profile's entry as a fact, so that its values are read and written by the same rules."""
    return Fact.model_construct(
        key=rule.key, kind=rule.kind, label=rule.label, source=None, unit=rule.unit, choices=rule.choices
    )


def label_text(label: Label) -> str:
    """Return a pack's label in the reader's language."""
    return label.text(get_language() or "")


def spoken_value(fact: Fact | ProfileFact | None, value: object) -> str:
    """Return a value as people read it: yes and no, the label of a choice, a number with its unit."""
    if value is None or value == "":
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = to_store(value) if isinstance(value, Decimal | date) else value
    if fact is None:
        return str(text)
    chosen = next((label_text(choice.label) for choice in fact.choices if choice.value == text), None)
    unit = f" {label_text(fact.unit)}" if fact.unit else ""
    return chosen or f"{text}{unit}"


def fact_label(pack: Pack, key: str) -> str:
    """Return the name of a fact in the reader's language; its key where the pack no longer has it."""
    fact = fact_of(pack, key)
    return label_text(fact.label) if fact else key


def spoken_facts(pack: Pack, facts: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return facts as pairs of name and value for people, in the given order."""
    return tuple(
        (fact_label(pack, key), spoken_value(fact_of(pack, key), value)) for key, value in facts.items()
    )
