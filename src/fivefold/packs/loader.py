"""Load a programme pack: read, give types, check references; all faults at once, each with its place.

`load_pack(folder)` is for pack folders; `pack_from_canonical(octets)` rebuilds a pack from the canonical
content that a programme has pinned, so that a running programme never depends on files that may have changed.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar, cast

from fivefold.method import canonical
from fivefold.packs.content import FORM, OPTIONAL, REQUIRED, Content, read_folder
from fivefold.packs.fields import Part, Tongues
from fivefold.packs.pack import Pack
from fivefold.packs.problems import Mark, PackError, PackRefusedError
from fivefold.packs.references import check_references
from fivefold.packs.schema.calendar import CalendarFile
from fivefold.packs.schema.claim import ClaimFile
from fivefold.packs.schema.classify import ClassifyFile
from fivefold.packs.schema.decompose import DecomposeFile
from fivefold.packs.schema.examples import ExamplesFile
from fivefold.packs.schema.programme import ProgrammeFile
from fivefold.packs.validate import validate
from fivefold.packs.yaml_loader import Data, Document

Model = TypeVar("Model", bound=Part)


def load_pack(folder: Path) -> Pack:
    """Load the pack in a folder.

    Raises `PackRefusedError` with every fault of syntax, schema and reference. Whether the pack's own
    examples come out as it says is the business of `checker.check_pack`.
    """
    content = read_folder(folder)
    if content.errors:
        raise PackRefusedError(content.errors)
    return _build(content, folder)


def pack_from_canonical(octets: bytes) -> Pack:
    """Rebuild a pack from its canonical content (`Pack.canonical`).

    Raises `PackRefusedError` when the octets are not the canonical content of a pack.
    """
    content = Content()
    try:
        value = canonical.loads(octets)
    except canonical.CanonicalError as error:
        raise PackRefusedError(
            [PackError.at(Mark("content"), "content.unreadable", why=str(error))]
        ) from error
    if not isinstance(value, dict) or value.get("form") != FORM or canonical.dumps(value) != octets:
        raise PackRefusedError([PackError.at(Mark("content"), "content.unreadable", why=FORM)])
    # The form was written by `Content.plain`, which fixes the types below.
    files, texts = cast("dict[str, Data]", value["files"]), cast("dict[str, str]", value["texts"])
    content.documents = {name: Document(name, data) for name, data in files.items()}
    content.texts = texts
    return _build(content, None)


def _build(content: Content, folder: Path | None) -> Pack:
    reader = _Reader(content, _tongues(content))
    programme = reader.read(ProgrammeFile, "pack.yaml")
    classify = reader.read(ClassifyFile, "classify.yaml")
    decompose = reader.read(DecomposeFile, "decompose.yaml")
    claim = reader.read(ClaimFile, "claim.yaml")
    calendar = (
        reader.read(CalendarFile, "calendar.yaml") if "calendar.yaml" in content.documents else CalendarFile()
    )
    examples = reader.read(ExamplesFile, "examples.yaml")
    if not (programme and classify and decompose and claim and calendar and examples):
        raise PackRefusedError(reader.errors)
    octets = canonical.dumps(content.plain())
    pack = Pack(
        programme=programme,
        classify=classify,
        decompose=decompose,
        claim=reader.with_paragraphs(claim),
        calendar=calendar,
        examples=examples,
        canonical=octets,
        sha256=hashlib.sha256(octets).hexdigest(),
        folder=folder,
        documents=content.documents,
    )
    errors = [*reader.errors, *check_references(pack), *reader.unused()]
    if errors:
        raise PackRefusedError(errors)
    return pack


def _tongues(content: Content) -> Tongues:
    """Find the languages and catalogues of a pack, leniently: the schema reports what is wrong there."""
    head = content.documents["pack.yaml"].data if "pack.yaml" in content.documents else None
    named = head.get("languages") if isinstance(head, dict) else None
    languages = tuple(str(language) for language in named) if isinstance(named, list) and named else ("zh",)
    catalogues: dict[str, Mapping[str, str]] = {}
    for name, document in content.documents.items():
        if name.startswith("locale/") and isinstance(document.data, dict):
            texts = {key: text for key, text in document.data.items() if isinstance(text, str)}
            catalogues[Path(name).stem] = texts
    return Tongues(languages, catalogues)


class _Reader:
    """Reads the files of one pack and keeps every fault."""

    def __init__(self, content: Content, tongues: Tongues) -> None:
        self.content = content
        self.tongues = tongues
        self.errors = list(self._locale_faults())
        self.used_texts: set[str] = set()

    def _locale_faults(self) -> list[PackError]:
        faults = []
        for name, document in self.content.documents.items():
            if name.startswith("locale/"):
                if Path(name).stem not in self.tongues.languages[1:]:
                    faults.append(PackError.at(Mark(name), "locale.language", language=Path(name).stem))
                entries = document.data if isinstance(document.data, dict) else {"": None}
                faults += [
                    PackError.at(document.mark((key,)), "locale.not_text", key=key)
                    for key, text in entries.items()
                    if not isinstance(text, str)
                ]
            elif name not in REQUIRED and name not in OPTIONAL:
                faults.append(PackError.at(Mark(name), "folder.unknown_file", name=name))
        return faults

    def read(self, model: type[Model], name: str) -> Model | None:
        """Validate one file; its faults join the others."""
        document = self.content.documents.get(name) or Document(name)
        part, errors = validate(model, document, self.tongues)
        self.errors.extend(errors)
        return part

    def with_paragraphs(self, claim: ClaimFile) -> ClaimFile:
        """Fill in the paragraphs that stand in files under `documents/`."""
        documents = []
        for index, text in enumerate(claim.documents):
            name = text.paragraphs_file
            place = self.content.documents["claim.yaml"].mark(("documents", index, "paragraphs_file"))
            if name is not None and text.paragraphs:
                self.errors.append(PackError.at(place, "document.both", name=name))
            elif name is not None and name not in self.content.texts:
                self.errors.append(PackError.at(place, "document.no_file", name=name))
            elif name is not None:
                self.used_texts.add(name)
                parts = [part for part in self.content.texts[name].split("\n\n") if part.strip()]
                first = self.tongues.languages[0]
                labels = tuple(self.tongues.label({first: part.replace("\n", "").strip()}) for part in parts)
                documents.append(text.model_copy(update={"paragraphs": labels}))
                continue
            documents.append(text)
        return claim.model_copy(update={"documents": tuple(documents)})

    def unused(self) -> list[PackError]:
        """Texts and translations that nothing in the pack uses: mostly a sign of a misspelt original."""
        faults = [
            PackError.at(Mark(name, 1, 1), "folder.unused_text", name=name)
            for name in sorted(self.content.texts.keys() - self.used_texts)
        ]
        for language, texts in self.tongues.catalogues.items():
            document = self.content.documents[f"locale/{language}.yaml"]
            faults += [
                PackError.at(document.key_mark((key,)), "locale.unused", text=key)
                for key in texts
                if (language, key) not in self.tongues.used
            ]
        return faults
