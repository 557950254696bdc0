"""A loaded pack: frozen, with the digest of its content."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fivefold.packs.fields import Label
from fivefold.packs.problems import Mark
from fivefold.packs.schema.calendar import CalendarFile
from fivefold.packs.schema.claim import ClaimFile, DocumentKey, OfficialText
from fivefold.packs.schema.classify import ClassifyFile
from fivefold.packs.schema.decompose import DecomposeFile
from fivefold.packs.schema.examples import ExamplesFile
from fivefold.packs.schema.programme import Batch, Level, ProgrammeFile, RegionClass
from fivefold.packs.yaml_loader import Document
from fivefold.packs.yaml_loader import Path as DataPath


@dataclass(frozen=True)
class Pack:
    """One version of a programme pack.

    `canonical` is the canonical JSON of everything that the pack says (see `content`), `sha256` its digest:
    what a programme pins, and enough to rebuild the same pack later (`loader.pack_from_canonical`).
    `folder` and `documents` (where each value stands) are conveniences and take no part in comparison.
    """

    programme: ProgrammeFile
    classify: ClassifyFile
    decompose: DecomposeFile
    claim: ClaimFile
    calendar: CalendarFile
    examples: ExamplesFile
    canonical: bytes = field(repr=False)
    sha256: str
    folder: Path | None = field(default=None, compare=False)
    documents: Mapping[str, Document] = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> str:
        """The pack's key, e.g. `cn-2021-shiyu`."""
        return self.programme.key

    @property
    def version(self) -> str:
        """The pack's own version."""
        return self.programme.version

    @property
    def title(self) -> Label:
        """The title of the programme."""
        return self.programme.title

    @property
    def participant_level(self) -> int:
        """The index of the level that holds participants (0 is the top)."""
        return next(index for index, level in enumerate(self.programme.levels) if level.participants)

    @property
    def participant_word(self) -> str:
        """What a participant is called in Chinese documents, as 试点地区."""
        own = self.programme.vocabulary.participant
        return own.zh if own else self.programme.levels[self.participant_level].label.zh

    @property
    def coordinator_word(self) -> str:
        """What a body right above participants is called in Chinese documents, as 省级单位."""
        label = self.programme.levels[max(self.participant_level - 1, 0)].label.zh
        return f"{label}单位" if label.endswith("级") else label

    def level_index(self, key: str) -> int:
        """Return the index of a level; KeyError when the pack has none of that key."""
        return {level.key: index for index, level in enumerate(self.programme.levels)}[key]

    def level(self, key: str) -> Level:
        """Return the level with a key; KeyError when there is none."""
        return self.programme.levels[self.level_index(key)]

    def level_of_area(self, area_level: str) -> Level | None:
        """Return the level whose bodies are areas of a register level; None for a level without bodies."""
        return next((level for level in self.programme.levels if area_level in level.area_levels), None)

    def region_class(self, key: str) -> RegionClass:
        """Return the class with a key; KeyError when there is none."""
        return {entry.key: entry for entry in self.programme.classes}[key]

    def batch(self, key: str) -> Batch:
        """Return the batch with a key; KeyError when there is none."""
        return {entry.key: entry for entry in self.programme.batches}[key]

    def official_text(self, key: DocumentKey) -> OfficialText:
        """Return the text of a document (`posting`, `correction`); KeyError when the pack has none."""
        return {document.key: document for document in self.claim.documents}[key]

    def mark(self, file: str, path: DataPath = ()) -> Mark:
        """Where a value stands; only the file's name when the pack was not read from a folder."""
        document = self.documents.get(file)
        return document.mark(path) if document else Mark(file)

    def file(self, name: str) -> Path | None:
        """Return a further file (source text, register); None when it is not there, or not in the folder."""
        if self.folder is None:
            return None
        root = self.folder.resolve()
        path = (root / name).resolve()
        return path if path.is_relative_to(root) and path.is_file() else None
