"""Order, page and filters of a list, read from its address and kept in every link of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import QueryDict

NEAR = 2  # pages shown on each side of the current one


@dataclass(frozen=True, slots=True)
class Listing:
    """What the address of a list asks for.

    Unknown orders and broken page numbers fall back to the default: a shared link never breaks.
    """

    query: QueryDict
    sort: str
    page: int

    @classmethod
    def read(cls, query: QueryDict, *, sorts: Collection[str] = (), default: str = "") -> "Listing":
        """Read ``sort`` (a key of ``sorts``, with ``-`` for descending) and ``page`` from the query."""
        wish = query.get("sort", "")
        sort = wish if wish.removeprefix("-") in sorts else default
        digits = query.get("page", "1")
        page = int(digits) if digits.isdecimal() and len(digits) < 7 else 1  # noqa: PLR2004 - a million pages
        return cls(query, sort, max(page, 1))

    @property
    def key(self) -> str:
        """The order without its direction."""
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        """Whether the order runs from high to low."""
        return self.sort.startswith("-")

    def value(self, name: str) -> str:
        """Give the filter ``name`` as typed, without surrounding blanks."""
        return self.query.get(name, "").strip()

    def link(self, **changes: str) -> str:
        """Address of the same list with some arguments changed; an empty value removes one."""
        query = self.query.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return "?" + query.urlencode()

    def sort_link(self, key: str) -> str:
        """Address of the list in this order, turned round when it is the current one; page 1."""
        return self.link(sort=f"-{key}" if self.sort == key else key, page="")


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page number; without ``url`` it is the current page, without ``number`` a gap."""

    number: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """One page of a list: rows ``start`` to ``stop`` (half open, from 0) of ``total``."""

    total: int
    page: int
    pages: int
    start: int
    stop: int
    previous: str
    next: str
    links: Sequence[PageLink]

    @classmethod
    def of(cls, listing: Listing, total: int, *, size: int = 50) -> "Pager":
        """Give the page the listing asks for; past the end it is the last page."""
        pages = max(-(-total // size), 1)
        page = min(listing.page, pages)
        start = (page - 1) * size
        return cls(
            total=total,
            page=page,
            pages=pages,
            start=start,
            stop=min(start + size, total),
            previous=_page_url(listing, page - 1) if page > 1 else "",
            next=_page_url(listing, page + 1) if page < pages else "",
            links=_links(listing, page, pages),
        )

    @property
    def first(self) -> int:
        """Number of the first row shown, from 1; 0 when there is none."""
        return self.start + 1 if self.total else 0


def _page_url(listing: Listing, page: int) -> str:
    return listing.link(page=str(page) if page > 1 else "")


def _links(listing: Listing, page: int, pages: int) -> list[PageLink]:
    wanted = {1, pages, *range(max(page - NEAR, 1), min(page + NEAR, pages) + 1)}
    links: list[PageLink] = []
    before = 0
    for number in sorted(wanted):
        if number > before + 1:
            links.append(PageLink())
        links.append(PageLink(number, "" if number == page else _page_url(listing, number)))
        before = number
    return links


@dataclass(frozen=True, slots=True)
class FilterField:
    """One filter: a text field, or a choice when ``options`` (value, label) are given."""

    name: str
    label: str
    value: str = ""
    options: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class FilterBar:
    """A GET form over a list; survives reload because everything is in the address. ``view`` is kept by it."""

    fields: Sequence[FilterField]
    sort: str = ""
    reset_url: str = ""
    result: str = ""
    view: str = ""

    @property
    def active(self) -> bool:
        """Whether any filter narrows the list."""
        return any(field.value for field in self.fields)
