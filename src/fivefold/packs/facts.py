"""Facts of a pack: from the text of a cell or of an example to a value of the fact's kind."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from fivefold.packs.fields import EXACT, WHOLE
from fivefold.packs.schema.classify import Fact

FactValue = bool | str | int | Decimal | date | None

_FLAGS = {"1": True, "true": True, "是": True, "0": False, "false": False, "否": False}


class FactValueError(ValueError):
    """A text is no value of a fact; `code` and `params` name the sentence in this room's catalogue."""

    def __init__(self, fact: Fact, code: str, **params: str) -> None:
        super().__init__(f"{fact.key}: {code}")
        self.fact = fact
        self.code = code
        self.params = params


def typed(fact: Fact, text: str | None) -> FactValue:
    """Return the value of one fact: None for an empty text (not known). Raises `FactValueError`."""
    if text is None or not text.strip():
        return None
    text = text.strip()
    if fact.kind == "flag":
        if text.lower() not in _FLAGS:
            raise FactValueError(fact, "value.not_flag", value=text)
        return _FLAGS[text.lower()]
    if fact.kind == "choice":
        values = [choice.value for choice in fact.choices]
        if text not in values:
            raise FactValueError(fact, "value.not_one_of", value=text, choices=", ".join(values))
        return text
    return _measured(fact, text)


def _measured(fact: Fact, text: str) -> FactValue:
    if fact.kind == "text":
        return text
    if fact.kind == "date":
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise FactValueError(fact, "value.not_day", value=text) from error
    if fact.kind == "whole":
        if not WHOLE.fullmatch(text):
            raise FactValueError(fact, "value.not_whole", value=text)
        return int(text)
    if not EXACT.fullmatch(text):
        raise FactValueError(fact, "value.not_exact", value=text)
    return Decimal(text)


def typed_facts(facts: Iterable[Fact], texts: Mapping[str, str | None]) -> dict[str, FactValue]:
    """Return all facts from their texts; a fact without a text is None. Raises `FactValueError`."""
    return {fact.key: typed(fact, texts.get(fact.key)) for fact in facts}
