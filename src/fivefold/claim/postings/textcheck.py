"""Does a document say what the list says? The printed rows are looked for in the document's text, one by one.

Only letters are compared, not blanks and line breaks, so that the same list is found in a docx and a pdf. What lies
between two rows must be page furniture; anything else was altered or added, and the entry is named.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fivefold.claim.postings.changes import sentence
from fivefold.claim.postings.rising import rising
from fivefold.claim.postings.rows import heads_of, table_of
from fivefold.method.reason import Reason, speak

_RADICALS = re.compile("[\u2e80-\u2fdf]")
_BREAK = "\u200b"  # where a renderer allows a long word to be broken
_PAGE_NUMBER = re.compile("—[0-9]{1,4}—")
_TAIL = "核验：扫描二维码"
_SHOWN = 60
MAX_NAMED = 200


def compact(text: str) -> str:
    """Return the letters of a text without any blanks; radicals that pdf readers give become characters again."""
    joined = "".join(unicodedata.normalize("NFC", text).replace(_BREAK, "").split())
    return _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), joined)


def compare_text(text: str, posting: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Return what differs between a document's text and the published list; nothing when they say the same."""
    whole = compact(text)
    entries = posting["entries"]
    head = compact("".join(heads_of(posting)))
    start = whole.find(head)
    if start < 0:
        return (Reason("claim.postings.text.no_list"),)
    furniture = (head, compact(str(posting.get("label") or "")))
    found = list(_front(whole[:start], whole, posting))
    found += _changes(whole[:start], posting, furniture)
    listed = [compact("".join(row)) for row in table_of(entries)]
    found += _compare(whole[start + len(head) :], listed, entries, furniture)
    if len(found) > MAX_NAMED:
        more = Reason("claim.postings.text.more", {"count": len(found) - MAX_NAMED})
        found = [*found[:MAX_NAMED], more]
    return tuple(found)


def _front(front: str, whole: str, posting: Mapping[str, Any]) -> Iterator[Reason]:
    """Compare what the head of a document repeats of the list's head."""
    for name in ("document_number", "title"):
        if compact(str(posting[name])) not in front:
            yield Reason("claim.postings.text.head", {"field": Reason(f"claim.postings.field.{name}")})
    if _TAIL not in whole:
        yield Reason("claim.postings.text.no_tail")


def _changes(front: str, posting: Mapping[str, Any], furniture: Sequence[str]) -> Iterator[Reason]:
    """Look for what a correction changed: each sentence stands in the document's text, over a page break too."""
    text = _bare(front, furniture)
    for change in posting.get("changes", ()):
        if _bare(compact(speak(sentence(change), "zh")), furniture) not in text:
            yield Reason("claim.postings.text.change", {"seq": str(change["seq"])})


def _compare(
    text: str, listed: Sequence[str], entries: Sequence[Mapping[str, Any]], furniture: Sequence[str]
) -> Iterator[Reason]:
    """Find each row, keep the longest part of them that stands in order, and judge what lies between."""
    found = [(number, text.find(row)) for number, row in enumerate(listed)]
    there = [(number, at) for number, at in found if at >= 0]
    kept = rising(there)
    moved = [number for number, _ in there if number not in {one for one, _ in kept}]
    yield from (Reason("claim.postings.text.moved", _naming(entries[number])) for number in moved)
    known = (*furniture, *(listed[number] for number in moved))
    place, after = 0, -1
    for number, at in [*kept, (len(listed), _end(text, listed, kept))]:
        missing = [lost for lost in range(after + 1, number) if lost not in moved]
        yield from _gap(_bare(text[place:at], known), missing, entries, number)
        place, after = at + len(listed[number]) if number < len(listed) else at, number


def _end(text: str, listed: Sequence[str], kept: Sequence[tuple[int, int]]) -> int:
    """Return where the list ends: at the lines on verification, else at the end of the text."""
    last = kept[-1][1] + len(listed[kept[-1][0]]) if kept else 0
    tail = text.find(_TAIL, last)
    return tail if tail >= 0 else len(text)


def _bare(gap: str, furniture: Sequence[str]) -> str:
    """Return what is left between two rows without page numbers, labels and repeated heads."""
    for known in filter(None, furniture):
        gap = gap.replace(known, "")
    return _PAGE_NUMBER.sub("", gap)


def _gap(
    gap: str, missing: Sequence[int], entries: Sequence[Mapping[str, Any]], number: int
) -> Iterator[Reason]:
    """Say what a gap before entry ``number`` means: altered entries, removed ones, or something added."""
    for lost in missing:
        code = "altered" if gap else "removed"
        yield Reason(f"claim.postings.text.{code}", {**_naming(entries[lost]), "found": gap[:_SHOWN]})
    if gap and not missing:
        yield Reason("claim.postings.text.added", {"place": number + 1, "found": gap[:_SHOWN]})


def _naming(entry: Mapping[str, Any]) -> dict[str, str]:
    return {
        "seq": str(entry["seq"]),
        "region": str(entry["region"]["name"]),
        "project": str(entry["project"]["name"]),
    }
