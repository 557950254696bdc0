"""Read one pack file: YAML without its surprises, every fault with file, line and column.

What is allowed is mappings, lists and scalars. Scalars stay text (`01`, `no` and `2021-08-20` are not
numbers, booleans or dates) until the schema gives them a type; an empty plain scalar is None. Duplicate
keys, anchors, aliases, tags, merge keys and second documents are refused, and so are files beyond the
limits below.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from fivefold.packs.problems import Mark, PackError

MAX_BYTES = 512 * 1024
MAX_DEPTH = 24
MAX_NODES = 50_000

Step = str | int
Path = tuple[Step, ...]
Data = str | None | list["Data"] | dict[str, "Data"]

# libyaml's scanner where the wheel carries it: the same events fourteen times as fast.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML 1.1 does not allow in a stream (section 5.1), found before either scanner meets it.
_FOREIGN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Characters that change the reading order of what an official sees: refused, so that no text hides another.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass
class Document:
    """The content of one file: plain data, the marks of values and of keys by path, and the faults found."""

    file: str
    data: Data = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    errors: list[PackError] = field(default_factory=list)

    def key_mark(self, path: Path) -> Mark:
        """Return the mark of the key that a path ends with, or of the value when it is no key."""
        return self.keys.get(path) or self.mark(path)

    def mark(self, path: Path) -> Mark:
        """Return the mark of the value at a path, or of its nearest ancestor that stands in the file."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.marks:
                return self.marks[path[:length]]
        return Mark(self.file)


class _StopError(Exception):
    """Reading further is pointless or dangerous; the fault is already recorded."""


class _Builder:
    """Turns the events of one file into data, without recursion beyond MAX_DEPTH and without constructors."""

    def __init__(self, file: str, events: Iterator[Event]) -> None:
        self.document = Document(file)
        self.events = events
        self.nodes = 0

    def place(self, event: Event) -> Mark:
        start = event.start_mark
        return (
            Mark(self.document.file, start.line + 1, start.column + 1) if start else Mark(self.document.file)
        )

    def fault(self, event: Event, code: str, /, **params: object) -> None:
        self.document.errors.append(PackError.at(self.place(event), code, **params))

    def stop(self, event: Event, code: str, /, **params: object) -> _StopError:
        self.fault(event, code, **params)
        return _StopError()

    def read(self) -> None:
        """Read the only document of the stream; a second one is a fault."""
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.stop(event, "yaml.second_document")
                self.document.data = self.value(next(self.events), ())
        if documents == 0:
            self.document.errors.append(PackError.at(Mark(self.document.file, 1, 1), "yaml.empty"))

    def value(self, event: Event, path: Path) -> Data:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.stop(event, "yaml.too_many_nodes", limit=MAX_NODES)
        if len(path) > MAX_DEPTH:
            raise self.stop(event, "yaml.too_deep", limit=MAX_DEPTH)
        self.document.marks.setdefault(path, self.place(event))
        if isinstance(event, AliasEvent):
            self.fault(event, "yaml.alias", name=event.anchor)
            return None
        if getattr(event, "anchor", None) is not None:
            self.fault(event, "yaml.anchor", name=getattr(event, "anchor", ""))
        if getattr(event, "tag", None) is not None:
            self.fault(event, "yaml.tag", name=getattr(event, "tag", ""))
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        return self.scalar(event)

    def scalar(self, event: Event) -> str | None:
        text = unicodedata.normalize("NFC", str(getattr(event, "value", "")))
        if not _BIDI.isdisjoint(text):
            self.fault(event, "yaml.bidi")
        # Both parsers say "plain" by the first of the two implicit flags; quotes make the empty text
        # explicit.
        plain = getattr(event, "implicit", (False, False))[0]
        return None if plain and text == "" else text

    def sequence(self, path: Path) -> list[Data]:
        items: list[Data] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        return items

    def mapping(self, path: Path) -> dict[str, Data]:
        entries: dict[str, Data] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.key(event)
            if key in entries:
                first = self.document.keys[(*path, key)]
                self.fault(event, "yaml.duplicate_key", key=key, line=first.line)
            self.document.keys.setdefault((*path, key), self.place(event))
            value = self.value(next(self.events), (*path, key))
            entries.setdefault(key, value)
        return entries

    def key(self, event: Event) -> str:
        if not isinstance(event, ScalarEvent):
            raise self.stop(event, "yaml.key_not_text")
        if event.value == "<<":
            self.fault(event, "yaml.merge_key")
        if event.anchor is not None:
            self.fault(event, "yaml.anchor", name=event.anchor)
        if event.tag is not None:
            self.fault(event, "yaml.tag", name=event.tag)
        return unicodedata.normalize("NFC", event.value)


def read_yaml(file: str, content: bytes) -> Document:
    """Read the bytes of one pack file.

    `file` is the name that faults carry. Never raises for bad content: faults are in `Document.errors`, and
    `data` holds what was read up to a fault that ends the reading.
    """
    document = Document(file)
    if len(content) > MAX_BYTES:
        document.errors.append(PackError.at(Mark(file, 1, 1), "yaml.too_large", limit=MAX_BYTES))
        return document
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        readable = content[: error.start].decode("utf-8-sig")
        document.errors.append(PackError.at(_mark_of(file, readable, len(readable)), "yaml.not_utf8"))
        return document
    if foreign := _FOREIGN.search(text):
        number = f"U+{ord(foreign[0]):04X}"
        document.errors.append(
            PackError.at(_mark_of(file, text, foreign.start()), "yaml.character", number=number)
        )
        return document
    builder = _Builder(file, yaml.parse(text, Loader=_PARSER))
    try:
        builder.read()
    except _StopError:
        pass
    except yaml.MarkedYAMLError as error:
        builder.document.errors.append(_syntax_fault(file, error))
    return builder.document


def _mark_of(file: str, text: str, position: int) -> Mark:
    before = text[:position]
    return Mark(file, before.count("\n") + 1, position - before.rfind("\n"))


def _syntax_fault(file: str, error: yaml.MarkedYAMLError) -> PackError:
    place = error.problem_mark
    mark = Mark(file, place.line + 1, place.column + 1) if place else Mark(file, 1, 1)
    return PackError.at(mark, "yaml.syntax", problem=error.problem or "")
