"""Check a loaded pack against its own examples: what `examples.yaml` promises must come out of its rules."""

from fivefold.method.reason import Reason
from fivefold.packs import placing
from fivefold.packs.pack import Pack
from fivefold.packs.problems import PackError
from fivefold.packs.workdays import NoWorkingYearError, last_day
from fivefold.packs.yaml_loader import Path

FILE = "examples.yaml"


def check_pack(pack: Pack) -> list[PackError]:
    """Return a fault for each example that does not come out and each missing source; empty when sound."""
    return [
        *_sources(pack),
        *placing.check(pack),
        *_claim_counts(pack),
        *_blocks(pack),
        *_forms(pack),
        *_terms(pack),
    ]


def _fault(pack: Pack, path: Path, code: str, /, **params: object) -> PackError:
    return PackError.at(pack.mark(FILE, path), f"examples.{code}", **params)


def _sources(pack: Pack) -> list[PackError]:
    """Find the sources of `pack.yaml` whose files are missing (known only for a pack from a folder)."""
    if pack.folder is None:
        return []
    faults = []
    for index, source in enumerate(pack.programme.sources):
        if source.file and pack.file(source.file) is None:
            mark = pack.mark("pack.yaml", ("sources", index, "file"))
            faults.append(PackError.at(mark, "source.no_file", name=source.file))
    return faults


def _claim_counts(pack: Pack) -> list[PackError]:
    words = {True: Reason("pack.word.accepted"), False: Reason("pack.word.refused")}
    faults = []
    for index, example in enumerate(pack.examples.claim_counts):
        accepted = pack.claim.cap.allows(example.claimed)
        if accepted != example.accepted:
            expected, found = words[example.accepted], words[accepted]
            path = ("claim_counts", index)
            faults.append(
                _fault(pack, path, "claim_count", claimed=example.claimed, expected=expected, found=found)
            )
    return faults


def _blocks(pack: Pack) -> list[PackError]:
    faults = []
    for index, example in enumerate(pack.examples.blocks):
        edition = pack.decompose.edition(example.edition)
        found = tuple(len(block.projects) for block in edition.blocks)
        if found != example.projects:
            counts = {"expected": _sum(example.projects), "found": _sum(found)}
            faults.append(_fault(pack, ("blocks", index), "blocks", edition=edition.code, **counts))
    return faults


def _sum(counts: tuple[int, ...]) -> str:
    return " + ".join(str(count) for count in counts)


def _forms(pack: Pack) -> list[PackError]:
    faults = []
    for index, example in enumerate(pack.examples.forms):
        found = len(pack.decompose.edition(example.edition).items_for(example.region_class))
        if found != example.items:
            words = {"edition": example.edition, "region_class": example.region_class}
            faults.append(
                _fault(pack, ("forms", index), "form", expected=example.items, found=found, **words)
            )
    return faults


def _terms(pack: Pack) -> list[PackError]:
    faults = []
    for index, example in enumerate(pack.examples.terms):
        path = ("terms", index)
        try:
            found = last_day(example.start, example.days, example.kind, pack.calendar.working_years)
        except NoWorkingYearError as error:
            mark = pack.mark(FILE, path)
            reason = Reason("pack.calendar.no_table", error.reasons[0].params)
            faults.append(PackError(mark.file, mark.line, mark.column, reason))
            continue
        if found != example.last_day:
            days = {"start": example.start, "expected": example.last_day, "found": found}
            said = {name: day.isoformat() for name, day in days.items()}
            faults.append(_fault(pack, path, "term", days=example.days, **said))
    return faults
