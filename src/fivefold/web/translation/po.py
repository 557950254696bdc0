"""Reading and writing PO files: the part of the format that hand-written fragments use."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(r'^(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+)?"((?:[^"\\]|\\.)*)"\s*$')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
SEPARATOR = "\x04"  # between context and message in a compiled catalogue


class PoError(ValueError):
    """A line of a PO file that cannot be read; the text names file and line."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its key (context, text, plural) and its translations, one per plural form."""

    context: str
    text: str
    plural: str
    forms: tuple[str, ...]
    place: str

    @property
    def key(self) -> str:
        """The key of a compiled catalogue."""
        return f"{self.context}{SEPARATOR}{self.text}" if self.context else self.text


def read(path: Path) -> list[Message]:
    """Read the messages of a file, without its header. Raises PoError."""
    return [message for message in _messages(path) if message.text]


def _messages(path: Path) -> Iterator[Message]:
    fields: dict[str, str] = {}
    current, start = "", 0
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        match = _LINE.match(line)
        if match is None:
            raise PoError(f"{path.name}:{number}: not a PO line: {line}")
        keyword, form, text = match.groups()
        if keyword in {"msgctxt", "msgid"} and "msgstr0" in fields:
            yield _message(fields, f"{path.name}:{start}")
            fields = {}
        if keyword:
            current = f"msgstr{form or 0}" if keyword == "msgstr" else keyword
            start = number if keyword == "msgid" else start
        if not current:
            raise PoError(f"{path.name}:{number}: text before any keyword")
        fields[current] = fields.get(current, "") + _unescape(text)
    if fields:
        yield _message(fields, f"{path.name}:{start}")


def _message(fields: dict[str, str], place: str) -> Message:
    if "msgid" not in fields or "msgstr0" not in fields:
        raise PoError(f"{place}: a message needs msgid and msgstr")
    forms = tuple(fields[name] for name in sorted(fields) if name.startswith("msgstr"))
    return Message(fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""), forms, place)


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), text)


def escape(text: str) -> str:
    """Write a text as it stands between the quotes of a PO file."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")


def write(header: str, messages: Iterable[Message]) -> str:
    """Return the text of a PO file."""
    blocks = [f'msgid ""\nmsgstr "{escape(header)}"\n']
    for message in messages:
        lines = [f"#: {message.place.split(':')[0]}"]
        if message.context:
            lines.append(f'msgctxt "{escape(message.context)}"')
        lines.append(f'msgid "{escape(message.text)}"')
        if message.plural:
            lines.append(f'msgid_plural "{escape(message.plural)}"')
            lines += [f'msgstr[{index}] "{escape(form)}"' for index, form in enumerate(message.forms)]
        else:
            lines.append(f'msgstr "{escape(message.forms[0])}"')
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)
