"""Reasons: why something was decided or refused, as data that speaks Chinese and English.

A `Reason` is a code with parameters. Decisions, ledger entries and refusals store both;
the sentence is made when somebody reads it, in the reader's language. Each room keeps its sentences in a
*catalogue*, one JSON file per language, and registers it once with `register_catalogue`.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias, Union

Param: TypeAlias = Union["Reason", str, int, bool, tuple["Param", ...], None]

LANGUAGES = ("zh_Hans", "en")
_FAMILY = {"zh": "zh_Hans", "en": "en"}
_WORDS = {"zh_Hans": ("是", "否", "未填", "、"), "en": ("yes", "no", "not given", ", ")}
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class CatalogueError(ValueError):
    """A catalogue that cannot be registered: untranslated, mismatched or contradictory."""


class UnknownCodeError(LookupError):
    """No catalogue holds a sentence for this code."""


class MissingParamError(LookupError):
    """The sentence names a placeholder that the reason does not carry."""


@dataclass(frozen=True)
class Reason:
    """One reason: a code of a registered catalogue and the parameters of its sentence.

    `params` holds text, whole numbers, yes/no, nothing, further reasons, or tuples of these. Decimals are
    kept as plain text, lists become tuples; anything else raises `TypeError`.
    """

    code: str
    params: Mapping[str, Param]

    def __init__(self, code: str, params: Mapping[str, object] | None = None) -> None:
        plain = {name: _plain(value) for name, value in (params or {}).items()}
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "params", MappingProxyType(plain))

    @classmethod
    def of(cls, code: str, **params: object) -> "Reason":
        """Return `Reason(code, params)`, with the parameters written as keywords."""
        return cls(code, params)

    def to_data(self) -> dict[str, object]:
        """Return the reason as JSON values: `{"code": ..., "params": {...}}`."""
        return {"code": self.code, "params": {name: _data(value) for name, value in self.params.items()}}

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> "Reason":
        """Read back what `to_data` wrote. `TypeError` if the shape is another one."""
        code, params = data.get("code"), data.get("params")
        if not isinstance(code, str) or not isinstance(params, Mapping) or set(data) != {"code", "params"}:
            raise TypeError("a stored reason has exactly a text 'code' and a mapping 'params'")
        return cls(code, {name: _revived(value) for name, value in params.items()})

    def __hash__(self) -> int:
        return hash((self.code, frozenset(self.params.items())))

    def __reduce__(self) -> tuple[type["Reason"], tuple[str, dict[str, Param]]]:
        return Reason, (self.code, dict(self.params))


class Refused(Exception):  # noqa: N818 - the word of the domain: an act is refused, with reasons
    """An act was refused. Carries one or more reasons that a person can read.

    Rooms raise it, or a named subclass of it, for everything that a user can put right.
    """

    def __init__(self, *reasons: Reason) -> None:
        if not reasons:
            raise ValueError("a refusal needs at least one reason")
        super().__init__(*reasons)
        self.reasons: tuple[Reason, ...] = reasons

    def spoken(self, language: str) -> tuple[str, ...]:
        """Return one sentence per reason in `language`."""
        return tuple(speak(reason, language) for reason in self.reasons)

    def __str__(self) -> str:
        return "; ".join(f"{reason.code} {dict(reason.params)}" for reason in self.reasons)


_SENTENCES: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}


def register_catalogue(source: Path | Mapping[str, Mapping[str, str]]) -> None:
    """Add a room's sentences: a folder with `zh_Hans.json` and `en.json`, or language -> code -> sentence.

    Registering the same sentences twice is harmless. Raises `CatalogueError` when a language is missing, a
    code is untranslated, placeholders differ between languages, or a code already says something else.

    >>> before = codes()
    >>> register_catalogue(Path(__file__).parent / "catalogue")
    >>> codes() == before
    True
    >>> register_catalogue({"zh_Hans": {"demo.hello": "你好"}, "en": {}})
    Traceback (most recent call last):
    ...
    fivefold.method.reason.CatalogueError: demo.hello is not translated into every language
    """
    if isinstance(source, Path):
        source = {language: _read(source / f"{language}.json") for language in LANGUAGES}
    _check_catalogue(source)
    for language in LANGUAGES:
        _SENTENCES[language].update(source[language])


def codes() -> frozenset[str]:
    """Return every registered code.

    >>> "claim.cap" in codes(), "claim.no_such_code" in codes()
    (True, False)
    """
    return frozenset(_SENTENCES["en"])


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names in braces of a sentence. `CatalogueError` for a brace that is no plain `{name}`.

    >>> sorted(placeholders("认领{count}项，超过上限{cap}项"))
    ['cap', 'count']
    """
    if re.search(r"[{}]", _PLACEHOLDER.sub("", sentence)):
        raise CatalogueError(f"only plain {{name}} placeholders are allowed: {sentence!r}")
    return frozenset(_PLACEHOLDER.findall(sentence))


def speak(reason: Reason, language: str) -> str:
    """Return the sentence of a reason in `language` ("zh-hans", "zh_Hans", "en", "en-gb" ...).

    Raises `ValueError` for a language we do not speak, `UnknownCodeError` for an unregistered code and
    `MissingParamError` when the sentence needs a parameter that the reason does not carry.

    >>> reason = Reason.of("claim.cap", count=3, cap=2)
    >>> speak(reason, "zh-hans"), speak(reason, "en-gb")
    ('认领3项，超过上限2项', '3 projects claimed, at most 2 are allowed')
    """
    tongue = _FAMILY.get(re.split("[-_]", language)[0].lower())
    if tongue is None:
        raise ValueError(f"no sentences in language {language!r}")
    if reason.code not in _SENTENCES[tongue]:
        raise UnknownCodeError(reason.code)

    def fill(match: re.Match[str]) -> str:
        if match[1] not in reason.params:
            raise MissingParamError(f"{reason.code}: {match[1]}")
        return _word(reason.params[match[1]], tongue)

    return _PLACEHOLDER.sub(fill, _SENTENCES[tongue][reason.code])


def _read(path: Path) -> dict[str, str]:
    sentences: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return sentences


def _word(value: Param, tongue: str) -> str:
    yes, no, nothing, comma = _WORDS[tongue]
    if isinstance(value, Reason):
        return speak(value, tongue)
    if isinstance(value, tuple):
        return comma.join(_word(part, tongue) for part in value)
    if isinstance(value, bool):
        return yes if value else no
    return nothing if value is None else str(value)


def _plain(value: object) -> Param:
    if value is None or isinstance(value, (Reason, str, int)):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (list, tuple)):
        return tuple(_plain(part) for part in value)
    raise TypeError(f"a reason cannot carry {type(value).__name__}")


def _data(value: Param) -> object:
    if isinstance(value, Reason):
        return value.to_data()
    return [_data(part) for part in value] if isinstance(value, tuple) else value


def _revived(value: object) -> object:
    if isinstance(value, Mapping):
        return Reason.from_data(value)
    return [_revived(part) for part in value] if isinstance(value, list) else value


def _check_catalogue(source: Mapping[str, Mapping[str, str]]) -> None:
    if set(source) != set(LANGUAGES):
        raise CatalogueError(f"a catalogue speaks exactly {', '.join(LANGUAGES)}")
    everywhere = {code for sentences in source.values() for code in sentences}
    for code in sorted(everywhere):
        _check_code(code, [sentences.get(code) for sentences in source.values()])
        for language in LANGUAGES:
            if _SENTENCES[language].get(code, source[language][code]) != source[language][code]:
                raise CatalogueError(f"{code} already says something else in {language}")


def _check_code(code: str, sentences: Iterable[str | None]) -> None:
    found = set()
    for sentence in sentences:
        if not sentence:
            raise CatalogueError(f"{code} is not translated into every language")
        found.add(placeholders(sentence))
    if len(found) != 1:
        raise CatalogueError(f"{code} has different placeholders in its languages")


register_catalogue(Path(__file__).parent / "catalogue")
