"""From lines to a plan: every line checked against the pack and the register, every fault named at its cell."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from fivefold.classify.regions.values import to_store
from fivefold.classify.register.plan import Change, Known, Line, Plan, Problem
from fivefold.classify.register.reading import BATCH
from fivefold.jobs.queue import Told, untold
from fivefold.method.classify import Verdict, classify
from fivefold.method.reason import Reason
from fivefold.packs.facts import FactValueError, typed
from fivefold.packs.pack import Pack
from fivefold.packs.register import COLUMNS_AFTER, ORIGINS, AreaRow, fact_columns
from fivefold.packs.rules import contradictions_of, rules_of

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")
_BATCHES = re.compile(r"[、,，;；/\n]+")
# Changing one of these begins a new life of the area; the others are corrected in place.
IDENTITY = ("name", "level", "kind", "parent_code")
PART = 5000  # lines after which it is told how far the work is
DESCRIPTIVE = ("valid_from", "valid_to", *COLUMNS_AFTER)


class Checker:
    """Checks the lines of one file. ``address`` names the cell of a row and a column key."""

    def __init__(self, pack: Pack, known: Mapping[str, Known], address: Callable[[int, str], str]) -> None:
        self.pack, self.known, self.address = pack, known, address
        self.facts = {fact.key: fact for fact in pack.classify.facts}
        self.own = fact_columns(pack.classify.facts)
        self.rules, self.contradictions = rules_of(pack.classify), contradictions_of(pack.classify)
        levels = enumerate(pack.programme.levels)
        self.levels = {name: index for index, level in levels for name in level.area_levels}
        self.batch_words = _batch_words(pack)
        self.plan = Plan()
        self.at: dict[str, int] = {}
        self.parents: dict[str, str] = {code: row.parent_code for code, row in known.items()}

    def fault(self, line: int, column: str, code: str, /, **params: object) -> None:
        """Name a fault at a cell."""
        self.plan.problems.append(Problem(line, column, self.address(line, column), Reason(code, params)))

    def areas(self, lines: Sequence[Line], told: Told = untold) -> Plan:
        """Check a register of areas, with facts and, where the file has it, the batch; ``told`` hears of every part."""
        self.plan.rows = len(lines)
        for line in lines:
            if line.cells["code"]:
                self.at.setdefault(line.cells["code"], line.number)
                self.parents[line.cells["code"]] = line.cells["parent_code"]
        parts = -(-len(lines) // PART)
        for part in range(parts):
            for line in lines[part * PART : (part + 1) * PART]:
                row = self._area(line) if line.sound else None
                if row is not None:
                    self._place(line, row)
            told(part + 1, parts)
        self._tree()
        return self.plan

    def _area(self, line: Line) -> AreaRow | None:
        before = len(self.plan.problems)
        cells = line.cells
        if not _CODE.fullmatch(cells["code"]):
            self.fault(line.number, "code", "register.code", value=cells["code"])
        if cells["level"] not in self.levels:
            choices = "、".join(self.levels)
            self.fault(line.number, "level", "register.level", value=cells["level"], choices=choices)
        if cells["code_origin"] and cells["code_origin"] not in ORIGINS:
            choices = "、".join(ORIGINS)
            self.fault(
                line.number,
                "code_origin",
                "pack.value.not_one_of",
                value=cells["code_origin"],
                choices=choices,
            )
        start, end = _day(cells["valid_from"]), _day(cells["valid_to"])
        if start and end and start >= end:
            self.fault(line.number, "valid_to", "register.dates")
        self._facts(line)
        if len(self.plan.problems) > before:
            return None
        return AreaRow(
            code=cells["code"],
            name=cells["name"],
            level=cells["level"],
            kind=cells["kind"],
            parent_code=cells["parent_code"],
            valid_from=start,
            valid_to=end,
            facts={key: cells[key] for key in self.own},
            code_origin=cells["code_origin"] or ORIGINS[0],
            source=cells["source"],
            note=cells["note"],
        )

    def _facts(self, line: Line) -> None:
        for key, fact in self.facts.items():
            if key == "level" and line.cells[key] not in self.levels:
                continue
            try:
                typed(fact, line.cells[key])
            except FactValueError as error:
                self.fault(line.number, key, f"pack.{error.code}", **error.params)

    def _place(self, line: Line, row: AreaRow) -> None:
        batch = self._batch(line, row.level, lambda: self._verdict(row))
        known = self.known.get(row.code)
        columns = self._differences(row, known) if known else {}
        if known is None:
            self.plan.new.append(row)
        elif columns:
            self._change(line, Change(row, known, columns))
        elif not batch:
            self.plan.unchanged += 1
        if batch:
            self.plan.joined[row.code] = batch

    def _change(self, line: Line, change: Change) -> None:
        if change.row.valid_to and change.known.state == "participating":
            self.fault(line.number, "valid_to", "register.ends_participant", name=change.known.name)
        self.plan.changed.append(change)

    def _verdict(self, row: AreaRow) -> Verdict:
        return classify(row.typed(self.pack.classify.facts), self.rules, self.contradictions)

    def _differences(self, row: AreaRow, known: Known) -> dict[str, tuple[str, str]]:
        found = {}
        for name in (*IDENTITY, *DESCRIPTIVE):
            before, after = _said(getattr(known, name)), _said(getattr(row, name))
            if before != after:
                found[name] = (before, after)
        for key in self.own:
            old, new = known.facts.get(key), to_store(typed(self.facts[key], row.facts[key]))
            if old != new:
                found[key] = (_said(old), _said(new))
        return found

    def participation(self, lines: Sequence[Line], verdict: Callable[[str], Verdict]) -> Plan:
        """Check a list of codes and batches against the register; ``verdict`` places a known area by its facts."""
        self.plan.rows = len(lines)
        for line in lines:
            if line.sound:
                self._participant(line, verdict)
        return self.plan

    def _participant(self, line: Line, verdict: Callable[[str], Verdict]) -> None:
        code, name = line.cells["code"], line.cells["name"]
        known = self.known.get(code)
        if known is None:
            self.fault(line.number, "code", "register.code_unknown", value=code)
            return
        if name and name != known.name:
            self.fault(line.number, "name", "register.name_differs", value=name, known=known.name, code=code)
            return
        before = len(self.plan.problems)
        batch = self._batch(line, known.level, lambda: verdict(code))
        if batch:
            self.plan.joined[code] = batch
        elif len(self.plan.problems) == before:
            self.plan.unchanged += 1

    def _batch(self, line: Line, level: str, verdict: Callable[[], Verdict]) -> str:
        """Return the batch that the area would newly join; empty for none, no change, or a fault."""
        text = line.cells[BATCH]
        words = [word.strip() for word in _BATCHES.split(text) if word.strip()]
        keys = list(dict.fromkeys(self.batch_words.get(word, "") for word in words))
        if not keys:
            return ""
        known = self.known.get(line.cells["code"])
        fault = self._batch_fault(text, keys, level, known)
        if fault is None:
            found = verdict()
            if found.outcome == "excluded":
                fault = Reason("register.excluded", {"rule": found.rule})
        if fault is not None:
            self.fault(line.number, BATCH, fault.code, **fault.params)
            return ""
        return "" if known is not None and known.batch == keys[0] else keys[0]

    def _batch_fault(self, text: str, keys: Sequence[str], level: str, known: Known | None) -> Reason | None:
        if "" in keys:
            choices = "、".join(str(batch.label) for batch in self.pack.programme.batches)
            return Reason("register.batch_unknown", {"value": text, "choices": choices})
        if len(keys) > 1:
            return Reason("register.two_batches", {"value": text})
        if self.levels.get(level) != self.pack.participant_level:
            return Reason("register.not_a_region", {"level": level})
        return self._stay_fault(keys[0], known) if known is not None and known.region_id else None

    def _stay_fault(self, key: str, known: Known) -> Reason | None:
        """Say why a region that has a history of its own cannot be put into a batch by a file."""
        if known.state != "participating":
            return Reason("register.has_left", {"name": known.name})
        if known.batch != key:
            present = str(self.pack.batch(known.batch).label)
            return Reason("register.batch_differs", {"name": known.name, "batch": present})
        return None

    def _tree(self) -> None:
        """Name unknown parents and circles, once for each row of the file that is part of them."""
        settled: set[str] = set()
        for code, line in self.at.items():
            parent = self.parents.get(code, "")
            if parent and parent not in self.parents:
                self.fault(line, "parent_code", "register.parent_unknown", value=parent)
            elif code not in settled and self._circles(code, settled):
                self.fault(line, "parent_code", "register.circle", value=parent)

    def _circles(self, start: str, settled: set[str]) -> bool:
        """Say whether the way up from ``start`` comes back to it; ways that end at the top are remembered."""
        way: dict[str, None] = {}
        code = start
        while code and code not in settled and code not in way:
            way[code] = None
            code = self.parents.get(code, "")
        if code in way:
            return code == start
        settled.update(way)
        return False


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _batch_words(pack: Pack) -> dict[str, str]:
    """Every way to write a batch: its key, its number, its label in each language."""
    words = {}
    for batch in pack.programme.batches:
        for word in (batch.key, str(batch.number), *(text for _, text in batch.label.texts)):
            words[word] = batch.key
    return words
