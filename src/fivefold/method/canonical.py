"""Canonical JSON: one value, one sequence of bytes, so that a digest means something.

The form is RFC 8785 (JSON Canonicalization Scheme) narrowed to what the project writes: no floating-point
numbers (decimals are text), whole numbers within +-(2^53-1), text in Unicode NFC without lone surrogates,
keys ordered by their UTF-16 code units, at most 64 levels deep.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None

MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 64
_TOO_LARGE = "a whole number beyond 2^53-1 is written as text"
_DIGITS = len(str(MAX_INTEGER)) + 1


class CanonicalError(ValueError):
    """A value or text outside the profile. `path` says where (`$.entries[3].title`), `what` says why."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.path = path
        self.what = what


class _Foreign:
    """Marks a token that the parser met and the profile refuses, until the walk knows its path."""

    def __init__(self, what: str) -> None:
        self.what = what


def dumps(value: object) -> bytes:
    """Return the canonical bytes (UTF-8) of a JSON value: None, bool, int, str, lists, tuples, mappings.

    Raises `CanonicalError` naming the path of the first value outside the profile.

    >>> dumps({"b": [1, True, None], "a": "市"}).decode()
    '{"a":"市","b":[1,true,null]}'
    >>> dumps({"score": 1.5})
    Traceback (most recent call last):
    ...
    fivefold.method.canonical.CanonicalError: $.score: numbers with a fraction are written as text
    """
    _check(value, "$", 0)
    return _written(value).encode("utf-8")


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical bytes as 64 lower-case hexadecimal digits.

    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1}), digest({})[:16]
    (True, '44136fa355b3678a')
    """
    return hashlib.sha256(dumps(value)).hexdigest()


def loads(data: bytes) -> Json:
    """Read JSON text strictly: the text need not be canonical, but its value must be inside the profile.

    Raises `CanonicalError` for anything else: bytes that are not UTF-8, a byte order mark, duplicate keys,
    numbers with a fraction or exponent, NaN, text that is not NFC, lone surrogates, too deep or broken JSON.

    >>> loads(b'{"b": 1, "a": 2}')
    {'b': 1, 'a': 2}
    >>> loads(b'{"a": 1, "a": 2}')
    Traceback (most recent call last):
    ...
    fivefold.method.canonical.CanonicalError: $: the key 'a' appears twice
    """
    try:
        text = data.decode("utf-8")
        value: Json = json.loads(
            text, parse_int=_integer, parse_float=_number, parse_constant=_number, object_pairs_hook=_mapping
        )
    except UnicodeDecodeError as error:
        raise CanonicalError("$", "the bytes are not UTF-8") from error
    except RecursionError as error:
        raise CanonicalError("$", "nested too deeply") from error
    except json.JSONDecodeError as error:
        raise CanonicalError("$", f"not JSON: {error}") from error
    _check(value, "$", 0)
    return value


def is_canonical(data: bytes) -> bool:
    """Return whether the bytes are the canonical form of their value. `CanonicalError` if unreadable.

    >>> is_canonical(b'{"a":2,"b":1}'), is_canonical(b'{"b": 1, "a": 2}')
    (True, False)
    """
    return dumps(loads(data)) == data


def normalise(value: object) -> Json:
    """Prepare a value for `dumps`: text and keys to NFC, `Decimal` to plain text, tuples to lists.

    For the writing side only; readers refuse what is not normal. Raises `CanonicalError` when two keys become
    one, and for decimals that are not finite. Other values pass unchanged, so that `dumps` may name them.

    >>> normalise({"score": Decimal("1.50"), "names": ("甲", "乙")})
    {'score': '1.50', 'names': ['甲', '乙']}
    """
    return _normal(value, "$", 0)


def _normal(value: object, path: str, depth: int) -> Json:
    _check_depth(path, depth)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise CanonicalError(path, f"{value} is not a number")
        return format(value, "f")
    if isinstance(value, (list, tuple)):
        return [_normal(item, f"{path}[{place}]", depth + 1) for place, item in enumerate(value)]
    if isinstance(value, Mapping):
        return _normal_mapping(value, path, depth)
    return value  # type: ignore[return-value]  # dumps names what is not JSON


def _normal_mapping(value: Mapping[object, object], path: str, depth: int) -> Json:
    found: dict[str, Json] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise CanonicalError(path, "a key is not text")
        normal = unicodedata.normalize("NFC", key)
        if normal in found:
            raise CanonicalError(path, f"two keys become {normal!r}")
        found[normal] = _normal(item, f"{path}.{normal}", depth + 1)
    return found


def _check_depth(path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise CanonicalError(path, "nested too deeply")


def _check(value: object, path: str, depth: int) -> None:
    """Walk a value and raise at the first thing outside the profile."""
    _check_depth(path, depth)
    if isinstance(value, str):
        _check_text(value, path)
    elif isinstance(value, (list, tuple)):
        for place, item in enumerate(value):
            _check(item, f"{path}[{place}]", depth + 1)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise CanonicalError(path, "a key is not text")
            _check_text(key, path)
            _check(item, f"{path}.{key}", depth + 1)
    elif value is not None and not isinstance(value, bool):
        _check_number(value, path)


def _check_number(value: object, path: str) -> None:
    if isinstance(value, _Foreign):
        raise CanonicalError(path, value.what)
    if isinstance(value, (float, Decimal)):
        raise CanonicalError(path, "numbers with a fraction are written as text")
    if not isinstance(value, int):
        raise CanonicalError(path, f"{type(value).__name__} is not a JSON value")
    if abs(value) > MAX_INTEGER:
        raise CanonicalError(path, _TOO_LARGE)


def _check_text(text: str, path: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise CanonicalError(path, "text holds a lone surrogate")
    if not unicodedata.is_normalized("NFC", text):
        raise CanonicalError(path, "text is not in Unicode NFC")


def _written(value: object) -> str:
    """Write a checked value. Python escapes text as RFC 8785 3.2.2.2 asks, once ASCII is not forced."""
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{_written(key)}:{_written(value[key])}" for key in keys) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(_written(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _integer(digits: str) -> object:
    return (
        int(digits) if len(digits) <= _DIGITS else _Foreign("a whole number beyond 2^53-1 is written as text")
    )


def _number(_text: str) -> object:
    return _Foreign("numbers with a fraction, exponent or no value are written as text")


def _mapping(pairs: list[tuple[str, object]]) -> object:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            return _Foreign(f"the key {key!r} appears twice")
        found[key] = value
    return found
