"""Addresses by name: as Django makes them, but the resolver is asked once for each kind of page, not for each row."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django import urls
from django.conf import settings

_SAFE = "!$&'()*+,;=/~:@"  # what Django leaves as it is
_Kinds = tuple[tuple[str, type], ...]


def reverse(name: str, args: Sequence[Any] | None = None, kwargs: Mapping[str, Any] | None = None) -> str:
    """Return the address of a page. Raises NoReverseMatch."""
    known = dict(kwargs or {})
    if args or not all(map(_plain, known.values())):
        return urls.reverse(name, args=args, kwargs=known)
    kinds = tuple((key, type(value)) for key, value in known.items())
    address, order = _pattern(name, kinds, (settings.ROOT_URLCONF, urls.get_script_prefix()))
    return address % tuple(quote(str(known[key]), safe=_SAFE) for key in order)


def of_rows(name: str, key: str, **known: Any) -> Callable[[UUID], str]:
    """Return what makes the addresses of pages that differ in the id ``key`` alone. Raises NoReverseMatch."""
    mark = UUID(int=0x5CA1AB1E << 96)
    before, _, after = reverse(name, kwargs={**known, key: mark}).partition(str(mark))
    return lambda value: f"{before}{value}{after}"


def _plain(value: Any) -> bool:
    """Say whether a value fits wherever its kind does; all others are left to Django, which may refuse them."""
    return type(value) is UUID or (type(value) is str and value != "" and "/" not in value)


@lru_cache(maxsize=1024)
def _pattern(name: str, kinds: _Kinds, _site: tuple[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return an address with ``%s`` for each argument, and the arguments in the order in which they stand in it."""
    marks = {key: UUID(int=place + (0x5CA1AB1E << 96)) for place, (key, _) in enumerate(kinds)}
    address = urls.reverse(name, kwargs={key: kind(str(marks[key])) for key, kind in kinds})
    order = sorted(marks, key=lambda key: address.index(str(marks[key])))
    address = address.replace("%", "%%")
    for mark in marks.values():
        address = address.replace(str(mark), "%s")
    return address, tuple(order)
