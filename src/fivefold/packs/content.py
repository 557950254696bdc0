"""The files of a pack folder, and the canonical content that its digest is taken over.

Part of the content: every value of every YAML file (`pack`, `classify`, `decompose`, `claim`, `calendar`,
`examples`, `locale/*`) and the text files under `documents/`. No part of it: comments, order of keys,
quoting, indentation, line ends, file times, and the folders `register/`, `source/` and `demo/`. Two folders
with the same content have the same SHA-256.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fivefold.packs.problems import Mark, PackError
from fivefold.packs.yaml_loader import MAX_BYTES, Data, Document, read_yaml

REQUIRED = ("pack.yaml", "classify.yaml", "decompose.yaml", "claim.yaml", "examples.yaml")
OPTIONAL = ("calendar.yaml",)
FORM = "fivefold-pack/1"
MAX_FILES = 64


@dataclass
class Content:
    """What stands in a pack: YAML documents and texts by their names relative to the folder, and faults."""

    documents: dict[str, Document] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    errors: list[PackError] = field(default_factory=list)

    def plain(self) -> dict[str, object]:
        """Return the value whose canonical JSON is the pack's content."""
        files: dict[str, Data] = {name: document.data for name, document in self.documents.items()}
        return {"form": FORM, "files": files, "texts": dict(self.texts)}


def read_folder(folder: Path) -> Content:
    """Read a pack folder. Never raises for what it finds: faults are in `errors`."""
    content = Content()
    if not folder.is_dir():
        content.errors.append(PackError.at(Mark(folder.name), "folder.missing", folder=folder.name))
        return content
    names = list(_files(folder, content))
    if len(names) > MAX_FILES:
        content.errors.append(PackError.at(Mark(folder.name), "folder.too_many", limit=MAX_FILES))
        return content
    for name in names:
        _read(folder, name, content)
    for name in REQUIRED:
        if name not in names:
            content.errors.append(PackError.at(Mark(name), "folder.file_missing", name=name))
    return content


def _files(folder: Path, content: Content) -> Iterator[str]:
    """Find the content's files, sorted by name; names that nothing reads are faults."""
    for path in sorted(folder.glob("*")):
        if path.suffix in {".yaml", ".yml"}:
            if path.name in REQUIRED or path.name in OPTIONAL:
                yield path.name
            else:
                content.errors.append(PackError.at(Mark(path.name), "folder.unknown_file", name=path.name))
    for part, suffix in (("documents", ".txt"), ("locale", ".yaml")):
        for path in sorted((folder / part).glob("*")):
            name = f"{part}/{path.name}"
            if path.suffix == suffix:
                yield name
            else:
                content.errors.append(PackError.at(Mark(name), "folder.unknown_file", name=name))


def _read(folder: Path, name: str, content: Content) -> None:
    path = folder / name
    if path.is_symlink() or not path.is_file():
        content.errors.append(PackError.at(Mark(name), "folder.not_plain", name=name))
        return
    with path.open("rb") as file:  # one byte more than the limit is enough to know that a file is too large
        octets = file.read(MAX_BYTES + 1)
    if name.endswith(".yaml"):
        document = read_yaml(name, octets)
        content.documents[name] = document
        content.errors.extend(document.errors)
        return
    try:
        text = octets[:MAX_BYTES].decode("utf-8-sig")
    except UnicodeDecodeError:
        content.errors.append(PackError.at(Mark(name, 1, 1), "yaml.not_utf8"))
        return
    if len(octets) > MAX_BYTES:
        content.errors.append(PackError.at(Mark(name, 1, 1), "yaml.too_large", limit=MAX_BYTES))
    content.texts[name] = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
