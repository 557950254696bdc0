"""Types of single values in a pack: each reads text, all that the loader gives, exactly or says why not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

LINE_LIMIT = 200
PROSE_LIMIT = 8_000

_KEY = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
EXACT = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHEN = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_FLAGS = {"true": True, "false": False}


class Part(BaseModel):
    """A mapping of a pack: frozen, and a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def fault(code: str, **params: object) -> PydanticCustomError:
    """Make an error whose type is a code of this room's catalogue, with the parameters of its sentence."""
    context: dict[str, object] = {key: str(value) for key, value in params.items()}
    return PydanticCustomError(f"pack.{code}", "pack value refused", context)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise fault("value.not_text")
    text = value.strip()
    if not text:
        raise fault("value.blank")
    return text


def _line(value: object) -> str:
    text = _text(value)
    if "\n" in text:
        raise fault("value.several_lines")
    if len(text) > LINE_LIMIT:
        raise fault("value.too_long", limit=LINE_LIMIT, length=len(text))
    return text


def _prose(value: object) -> str:
    text = _text(value)
    if len(text) > PROSE_LIMIT:
        raise fault("value.too_long", limit=PROSE_LIMIT, length=len(text))
    return text


def _matching(pattern: re.Pattern[str], code: str) -> BeforeValidator:
    def check(value: object) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise fault(code, value=text)
        return text

    return BeforeValidator(check)


def _flag(value: object) -> bool:
    text = _text(value)
    if text not in _FLAGS:
        raise fault("value.not_flag", value=text)
    return _FLAGS[text]


def _whole(value: object) -> int:
    text = _text(value)
    if not WHOLE.fullmatch(text):
        raise fault("value.not_whole", value=text)
    return int(text)


def _exact(value: object) -> Decimal:
    text = _text(value)
    if not EXACT.fullmatch(text):
        raise fault("value.not_exact", value=text)
    return Decimal(text)


def _day(value: object) -> date:
    text = _text(value)
    if not _DAY.fullmatch(text):
        raise fault("value.not_day", value=text)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise fault("value.not_day", value=text) from error


def _when(value: object) -> str:
    text = _text(value)
    if not _WHEN.fullmatch(text):
        raise fault("value.not_when", value=text)
    if _DAY.fullmatch(text):
        _day(text)
    return text


@dataclass(frozen=True)
class Label:
    """A text in one or more languages, the pack's first language first.

    A pack may give it as one text (first language; others are looked up in `locale/`) or as a mapping of
    languages.
    """

    texts: tuple[tuple[str, str], ...]

    def text(self, language: str = "") -> str:
        """Return the text in a language (`zh-hans` finds `zh`), else in the pack's first language."""
        found = dict(self.texts)
        return (
            found.get(language) or found.get(language.split("-", maxsplit=1)[0].lower()) or self.texts[0][1]
        )

    @property
    def zh(self) -> str:
        """The Chinese text, else the first one."""
        return self.text("zh")

    @property
    def en(self) -> str:
        """The English text, else the first one."""
        return self.text("en")

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have a text."""
        return tuple(language for language, _ in self.texts)

    def __str__(self) -> str:
        return self.texts[0][1]


@dataclass
class Tongues:
    """What labels need while a pack is read: its languages and the catalogues of `locale/`, by language."""

    languages: tuple[str, ...] = ("zh",)
    catalogues: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def label(self, texts: Mapping[str, str]) -> Label:
        """Order the texts by the pack's languages and fill the missing ones from the catalogues."""
        first = texts[self.languages[0]]
        ordered = []
        for language in self.languages:
            text = texts.get(language) or self._translated(language, first)
            if text:
                ordered.append((language, text))
        return Label(tuple(ordered))

    def _translated(self, language: str, first: str) -> str:
        text = self.catalogues.get(language, {}).get(first, "")
        if text:
            self.used.add((language, first))
        return text


def _label(value: object, info: ValidationInfo) -> Label:
    tongues = info.context if isinstance(info.context, Tongues) else Tongues()
    if isinstance(value, str):
        return tongues.label({tongues.languages[0]: _prose(value)})
    if not isinstance(value, dict):
        raise fault("label.form", language=tongues.languages[0])
    unknown = sorted(set(value) - set(tongues.languages))
    if unknown:
        raise fault("label.language", language=unknown[0], languages=", ".join(tongues.languages))
    if tongues.languages[0] not in value:
        raise fault("label.first_language", language=tongues.languages[0])
    return tongues.label({language: _prose(text) for language, text in value.items()})


def at_least(count: int) -> AfterValidator:
    """Demand at least so many entries; asked only when the entries themselves are sound."""

    def check(value: tuple[object, ...]) -> tuple[object, ...]:
        if len(value) < count:
            raise fault("value.too_few", least=count)
        return value

    return AfterValidator(check)


Key = Annotated[str, _matching(_KEY, "value.not_key")]
Code = Annotated[str, _matching(_CODE, "value.not_code")]
Line = Annotated[str, BeforeValidator(_line)]
Prose = Annotated[str, BeforeValidator(_prose)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Whole = Annotated[int, BeforeValidator(_whole)]
Exact = Annotated[Decimal, BeforeValidator(_exact)]
Day = Annotated[date, BeforeValidator(_day)]
When = Annotated[str, BeforeValidator(_when)]
Text = Annotated[Label, PlainValidator(_label)]
