"""Every name of a pack must be said in every language of the pack."""

from collections.abc import Iterator

from fivefold.packs.fields import Label, Part
from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.references.finder import Finder
from fivefold.packs.yaml_loader import Path

# Short names that head pages, columns and buttons. Longer texts may stay in the first language.
NAMES = frozenset({"title", "label", "members", "goal", "goal_scope", "planned_name"})


def check(pack: Pack) -> list[PackError]:
    """Return a fault for each name and each word of the vocabulary that lacks a language."""
    errors = []
    parts = {
        "pack.yaml": pack.programme,
        "classify.yaml": pack.classify,
        "decompose.yaml": pack.decompose,
        "claim.yaml": pack.claim,
        "calendar.yaml": pack.calendar,
    }
    for file, part in parts.items():
        finder = Finder(pack, file)
        for path, label in _labels(part, ()):
            if path[-1] in NAMES or path[0] == "vocabulary":
                for language in pack.programme.languages:
                    finder.unless(
                        language in label.languages, path, "name.language", text=str(label), language=language
                    )
        errors += finder.errors
    return errors


def _labels(value: object, path: Path) -> Iterator[tuple[Path, Label]]:
    if isinstance(value, Label):
        yield path, value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _labels(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _labels(entry, (*path, index))
