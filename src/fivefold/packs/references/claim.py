"""References inside `claim.yaml`, and from it to levels, projects and placeholders."""

from fivefold.packs import placeholders
from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.references.finder import Finder
from fivefold.packs.schema.claim import OfficialText
from fivefold.packs.yaml_loader import Path


def check(pack: Pack) -> list[PackError]:
    """Demand a possible cap, a chain upwards, known levels, terms of a day or more, known placeholders."""
    finder, claim = Finder(pack, "claim.yaml"), pack.claim
    for name in ("bases", "parts", "objections", "documents"):
        finder.unique_in(getattr(claim, name), "key", (name,))
    _cap(finder)
    _chain(finder)
    _extension(finder)
    for name in ("notice", "answer", "acknowledgement", "confirm"):
        finder.unless(getattr(claim, name).days >= 1, (name, "days"), "claim.no_days")
    share = claim.not_applicable.max_share_per_project
    if share is not None:
        finder.unless(0 <= share < 1, ("not_applicable", "max_share_per_project"), "claim.share")
    finder.unless(
        "posting" in {text.key for text in claim.documents}, ("documents",), "claim.no_posting_text"
    )
    for index, text in enumerate(claim.documents):
        _document(finder, text, index)
    return finder.errors


def _cap(finder: Finder) -> None:
    cap = finder.pack.claim.cap
    finder.unless(cap.min >= 1, ("cap", "min"), "claim.cap_min")
    finder.unless(cap.min <= cap.max, ("cap", "max"), "claim.cap_order", least=cap.min, most=cap.max)
    for edition in finder.pack.decompose.editions:
        count = len(edition.projects)
        finder.unless(
            cap.max <= count,
            ("cap", "max"),
            "claim.cap_beyond",
            most=cap.max,
            edition=edition.code,
            count=count,
        )


def _chain(finder: Finder) -> None:
    """Reviews go upwards from the participants, and the posting level is not below the last of them."""
    pack = finder.pack
    levels = [level.key for level in pack.programme.levels]
    below = next(
        (index for index, level in enumerate(pack.programme.levels) if level.participants), len(levels)
    )
    finder.unless(pack.claim.review, ("review",), "claim.no_review")
    for index, step in enumerate(pack.claim.review):
        finder.known(step.level, levels, ("review", index, "level"), "level")
        if step.level in levels:
            here = levels.index(step.level)
            finder.unless(here < below, ("review", index, "level"), "claim.chain_order", level=step.level)
            below = here
    posting = pack.claim.posting
    finder.known(posting.level, levels, ("posting", "level"), "level")
    if posting.level in levels:
        finder.unless(
            levels.index(posting.level) <= below,
            ("posting", "level"),
            "claim.posting_low",
            level=posting.level,
        )
    pattern, path = posting.number_pattern, ("posting", "number_pattern")
    for name in placeholders.unknown(pattern, placeholders.NUMBER):
        finder.fault(path, "claim.placeholder", name=name)
    finder.unless("{serial}" in pattern and "{year}" in pattern, path, "claim.number_pattern")


def _extension(finder: Finder) -> None:
    extension = finder.pack.claim.extension
    levels = [level.key for level in finder.pack.programme.levels]
    for name in ("asked_by", "decided_by"):
        finder.known(getattr(extension, name), levels, ("extension", name), "level")
    if extension.asked_by in levels and extension.decided_by in levels:
        above = levels.index(extension.decided_by) < levels.index(extension.asked_by)
        finder.unless(above, ("extension", "decided_by"), "claim.extension_order")
    if extension.allowed:
        finder.unless(extension.max_days and extension.max_times, ("extension",), "claim.extension_empty")


def _document(finder: Finder, text: OfficialText, index: int) -> None:
    known = placeholders.CORRECTION if text.key == "correction" else placeholders.POSTING
    finder.unless(
        text.paragraphs or text.paragraphs_file, ("documents", index), "document.no_paragraphs", key=text.key
    )
    for path, label in text.texts():
        from_file = path[0] == "paragraphs" and text.paragraphs_file is not None
        place: Path = ("documents", index, *(("paragraphs_file",) if from_file else path))
        for _, written in label.texts:
            for name in placeholders.unknown(written, known):
                finder.fault(place, "claim.placeholder", name=name)
