"""A page as a person without a browser has it: its text, its links, and its forms with what they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_UNSEEN = frozenset({"script", "style", "template"})
_LINE = frozenset(
    {"p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "div", "tr", "button", "label", "legend"}
)


@dataclass
class Form:
    """A form: ``values`` are what it would send untouched, ``offered`` what can be chosen.

    ``buttons`` are (name, value, text).
    """

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """All fields of the form."""
        return set(self.values) | set(self.offered) | self.files

    def filled(self, typed: Mapping[str, object]) -> dict[str, list[str]]:
        """Return what is sent after ``typed``. Only fields that are there, only choices that are offered."""
        sent = {name: list(values) for name, values in self.values.items()}
        for name, value in typed.items():
            given = [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
            assert name in self.names, (name, sorted(self.names))
            missing = set(given) - set(self.offered.get(name, given)) - {""}
            assert not missing, (name, missing, self.offered[name])
            sent[name] = [one for one in given if one or name not in self.offered]
        return sent


@dataclass
class Page:
    """What came back: status, the address it came from after redirects, text, links (text, address) and forms."""

    status: int
    path: str
    text: str
    links: list[tuple[str, str]]
    forms: list[Form]
    content: bytes

    def form(self, *names: str, action: str = "") -> Form:
        """Return the one form that has these fields, or goes to an address that ends so."""
        fits = [
            form
            for form in self.forms
            if set(names) <= form.names and (form.action or self.path).split("?")[0].endswith(action)
        ]
        fits = [form for form in fits if form.method == "post" and "/web/" not in form.action] or fits
        assert fits, (self.path, names, action, [(form.action, sorted(form.names)) for form in self.forms])
        return fits[-1]

    def link(self, part: str) -> str:
        """Return the first address that a link's text or address contains ``part``."""
        found = [address for text, address in self.links if part in text or part in address]
        assert found, (self.path, part, [address for _text, address in self.links])
        return found[0]

    def says(self, *sentences: str) -> None:
        """Insist that the page says this."""
        for sentence in sentences:
            assert sentence in self.text, (self.path, sentence, self.text[:4000])


class PageReader(HTMLParser):
    """Reads forms, links and text of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self._text: list[str] = []
        self._form = Form("", "")  # fields outside a form belong to nobody
        self._open: list[tuple[str, str, int]] = []  # element, what it stands for, where its text begins
        self._select = ""
        self._unseen = 0
        self.feed(html)

    @property
    def text(self) -> str:
        """The visible text, blanks joined."""
        return " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take up an element."""
        found = {name: value or "" for name, value in attrs}
        self._unseen += tag in _UNSEEN
        self._text.append(" " if tag in _LINE else "")
        if tag == "form":
            self._form = Form(found.get("action", ""), found.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "a":
            self._open.append((tag, found.get("href", ""), len(self._text)))
        elif "disabled" not in found:
            self._control(tag, found)

    def _control(self, tag: str, found: dict[str, str]) -> None:
        name = found.get("name", "")
        if tag == "input" and name:
            self._input(name, found)
        elif tag == "select":
            self._select = name
            self._form.offered.setdefault(name, [])
        elif tag == "option":
            self._option(found)
        elif tag == "textarea":
            self._open.append((tag, name, len(self._text)))
        elif tag == "button":
            self._open.append((tag, f"{name}={found.get('value', '')}", len(self._text)))

    def _input(self, name: str, found: dict[str, str]) -> None:
        kind, value = found.get("type", "text"), found.get("value", "")
        if kind == "file":
            self._form.files.add(name)
        elif kind in {"checkbox", "radio"}:
            self._form.offered.setdefault(name, []).append(value or "on")
            if "checked" in found:
                self._form.values.setdefault(name, []).append(value or "on")
        else:
            self._form.values.setdefault(name, []).append(value)

    def _option(self, found: dict[str, str]) -> None:
        offered = self._form.offered[self._select]
        offered.append(found.get("value", ""))
        if "selected" in found or len(offered) == 1:
            self._form.values[self._select] = [found.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        """Close an element; its text belongs to it."""
        self._unseen -= tag in _UNSEEN
        if self._open and self._open[-1][0] == tag:
            _tag, what, start = self._open.pop()
            inner = "".join(self._text[start:])
            if tag == "a":
                self.links.append((" ".join(inner.split()), what))
            elif tag == "textarea":
                self._form.values.setdefault(what, []).append(inner.removeprefix("\n"))
            else:
                name, _, value = what.partition("=")
                self._form.buttons.append((name, value, " ".join(inner.split())))
        if tag == "form":
            self._form = Form("", "")

    def handle_data(self, data: str) -> None:
        """Take up text."""
        if not self._unseen:
            self._text.append(data)
