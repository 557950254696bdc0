"""Check a posted list offline: one file, Python's standard library only.

    python verify.py BUNDLE.json [--key VKEY] [--checkpoint OLD.txt] [--lang zh|en] [--json]
    python verify.py LIST.pdf --bundle BUNDLE.json ...

Exit status: 0 verified, 1 altered, 2 unreadable or undecidable. The format and each step are described in
docs/reference/verification.md, from which another verifier can be written. Programs call `verify_bundle`.
It stands in one file, longer than its neighbours, so that anyone can carry it away and read it.
"""

import argparse
import base64
import bisect
import codecs
import functools
import hashlib
import io
import itertools
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

__all__ = ["MAX_BYTES", "TEXT", "Remark", "Report", "Unclear", "ed25519_verify", "read", "verify_bundle"]

MAX_BYTES, MAX_TOKENS, MAX_DEPTH, MAX_INTEGER = 32 * 2**20, 2_000_000, 64, 2**53 - 1
"""Bounds of what is read: bytes of a file, its separators, levels of nesting, and the largest whole number."""
MAX_SIGNATURES, MAX_NAMED, HASH_SIZE = 100, 200, 32
KINDS = {"posting": "posting.issued", "rendered": "posting.rendered"}
BUNDLE = {"schema": str, "posting": dict, "proof": dict, "rendered": dict | None, "consistency": list}
PROOF = {"leaf": dict, "index": int, "size": int, "path": list, "checkpoint": str, "vkey": str}
GROWTH = {"old_size": int, "new_size": int, "path": list}

Pair: TypeAlias = tuple[int, int]
Point: TypeAlias = tuple[int, int, int, int]
P = 2**255 - 19  # the field, the order of the group and the constant of the curve (RFC 8032 5.1)
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
NEUTRAL: Point = (0, 1, 1, 0)

SENTENCES = """
verified | 核验通过：内容与签名存证一致 | Verified: the content is what was sealed
altered | 核验不通过：内容或证明与签名存证不符 | Not verified: content or proof differ from what was sealed
unclear | 无法判断：文件不能读取，或缺少判断所需的材料 | Cannot tell: the file cannot be read, or something needed is missing
findings | 发现 | Found
checked | 已核验 | Checked
not_checked | 未核验 | Not checked
unclear.size | 文件过大，拒绝读取 | the file is too large and was not read
unclear.open | 文件不能读取：打不开“{name}” | the file cannot be read: “{name}” cannot be opened
unclear.bytes | 文件不能读取：不是 UTF-8 文字 | the file cannot be read: it is not text in UTF-8
unclear.json | 文件不能读取：不是有效的 JSON，读到第{line}行第{column}列为止 | the file cannot be read: it is not valid JSON beyond line {line}, column {column}
unclear.deep | 文件不能读取：嵌套过深 | the file cannot be read: it is nested too deeply
unclear.text | 文件不能读取：{where} 处的文字不是 Unicode NFC | the file cannot be read: the text at {where} is not in Unicode NFC
unclear.range | 文件不能读取：数字超出范围，{digits} | the file cannot be read: a number is out of range, {digits}
unclear.fraction | 文件不能读取：不是整数，{digits} | the file cannot be read: not a whole number, {digits}
unclear.twice | 文件不能读取：同一键出现两次，{key} | the file cannot be read: a key stands twice, {key}
unclear.shape | “{where}”缺失、多余或类型不对 | “{where}” is missing, unexpected or of the wrong type
unclear.key | “{where}”的公钥或检查点格式不对 | the key or checkpoint of “{where}” is malformed
entry.altered | 第{place}条被改动：序号{seq}，{region}，{project} | entry {place} was altered: no. {seq}, {region}, {project}
entry.added | 第{place}条是添加的：序号{seq}，{region}，{project} | entry {place} was added: no. {seq}, {region}, {project}
entry.removed | 存证中的第{place}条被删去，原在“{before}”与“{after}”之间 | sealed entry {place} was removed; it stood between “{before}” and “{after}”
entry.moved | 第{place}条被移动，原为第{old}条：序号{seq}，{region}，{project} | entry {place} was moved, it was entry {old}: no. {seq}, {region}, {project}
entry.more | 另有{count}条有出入，未逐条列出 | {count} more entries differ, not named one by one
head.altered | 表头“{field}”被改动、添加或删去 | in the head, “{field}” was altered, added or removed
head.unnamed | 表头被改动，依存证无法指明是哪一项 | the head was altered; the record does not allow to say where
record.kind | “{where}”不是相应的存证记录 | “{where}” is not a record of the right kind
record.other | 电子文件的存证记录属于另一份榜单 | the record of the documents belongs to another list
record.missing | “{where}”的存证记录不在检查点所示的日志中 | the record of “{where}” is not in the log of its checkpoint
record.origin | “{where}”的检查点属于另一日志：{origin} | the checkpoint of “{where}” is of another log: {origin}
signature | “{where}”的检查点没有这一公钥的正确签名 | the checkpoint of “{where}” has no right signature of this key
file.altered | 文件“{name}”不是存证的文件，或已被改动 | the file “{name}” is not a sealed one, or was altered
unclear.blank | 给出的公钥是空的：请从发布单位另行取得公钥 | the key that was given is empty: get it from the issuer
unclear.file | 存证包中没有电子文件的存证记录，不能核对“{name}” | the bundle has no record of documents, “{name}” cannot be checked
unclear.alone | 核对这类文件，须用 --bundle 给出存证包 | for a file of this kind give its bundle with --bundle
growth.altered | 存证包中第{place}条衔接证明（{old}条至{new}条）不成立 | proof of growth no. {place} of the bundle ({old} to {new} entries) does not hold
old.fork | 日志与旧检查点矛盾：历史被改写，或衔接证明不对 | the log contradicts the old checkpoint: history was rewritten, or the proof is wrong
unclear.old | 旧检查点不属于这一日志，或未经同一公钥签名 | the old checkpoint is of another log, or not signed by the same key
unclear.growth | 存证包中没有与旧检查点衔接的证明 | the bundle has no proof that connects to the old checkpoint
ok.entries | {count}条内容逐条与存证一致 | all {count} entries are as sealed
ok.head | 表头与存证一致 | the head is as sealed
ok.record | “{where}”的存证记录在日志中（第{place}条，共{size}条） | the record of “{where}” is in the log (entry {place} of {size})
ok.signature | “{where}”的检查点由 {name} 签名 | the checkpoint of “{where}” is signed by {name}
ok.file | 文件“{name}”与存证一致 | the file “{name}” is as sealed
ok.connection | 存证包中第{place}条衔接证明（{old}条至{new}条）通向已签名的检查点 | proof of growth no. {place} of the bundle ({old} to {new} entries) leads to a signed checkpoint
ok.growth | 日志与旧检查点（{size}条）相比只增不改 | compared with the old checkpoint ({size} entries) the log only grew
no.key | 公钥取自文件本身：请从发布单位另行取得公钥，用 --key 给出 | the key is the file's own: get it from the issuer and give it with --key
no.growth | 日志是否只增不改：请用 --checkpoint 给出旧检查点 | that the log only grew: give an older checkpoint with --checkpoint
no.connection | 存证包中的一条衔接证明：其两端的检查点不在存证包中 | a proof of growth in the bundle: the checkpoints at its ends are not in the bundle
no.file | 电子文件（docx、pdf）：未给出 | electronic documents (docx, pdf): none was given
no.text | 电子文件中的文字：只核对整个文件的摘要 | the text inside the document: only the digest of the whole file was compared
no.head | 表头：存证未逐项记录，条目被改动时不能单独核对 | the head: not recorded field by field, so it cannot be judged apart from altered entries
no.later | 此后是否另发更正的榜单 | whether a later list corrects this one
no.truth | 所载内容是否属实，存证所记时间是否准确 | whether what is said is true, and whether the recorded times are right
"""  # noqa: E501 - a table: code | 中文 | English
TERMS = """posting:榜单 rendered:电子文件 checkpoint:旧检查点 consistency:衔接证明 origin:日志 label:标注
programme:计划 round:轮次 number:期号 document_number:发文字号 title:标题 issuer:发布单位 issued_at:发布时间
corrects:更正对象 edition:指引版本 class_list:分类名单 notice:公示 words:用语 source:来源 changes:更正内容"""
TEXT = {code: (zh, en) for code, zh, en in (line.split(" | ") for line in SENTENCES.strip().splitlines())}
"""Sentences by code, in Chinese and English."""
WORDS = dict(term.split(":") for term in TERMS.split())


@dataclass(frozen=True)
class Remark:
    """One thing found, checked or not checked: a code of `TEXT`, and the values of its sentence."""

    code: str
    params: tuple[tuple[str, str], ...] = ()

    def text(self, language: str = "zh") -> str:
        """Return the sentence in Chinese (any "zh...") or else in English; hostile text is made harmless."""
        values = {name: _harmless(value) for name, value in self.params}
        if not language.startswith("zh"):
            return TEXT[self.code][1].format_map(values)
        own = {name: WORDS.get(values[name], values[name]) for name in ("where", "field") if name in values}
        return TEXT[self.code][0].format_map(values | own)


@dataclass(frozen=True)
class Report:
    """The answer. `state` is "verified", "altered" or "unclear"; `ok` says whether it is the first."""

    findings: tuple[Remark, ...]
    checked: tuple[Remark, ...]
    not_checked: tuple[Remark, ...]

    @property
    def state(self) -> str:
        """The worst of the findings: altered before unclear."""
        if not self.findings:
            return "verified"
        return "unclear" if all(remark.code.startswith("unclear.") for remark in self.findings) else "altered"

    @property
    def ok(self) -> bool:
        """Whether everything that could be checked was as sealed."""
        return self.state == "verified"


class Checkpoint(NamedTuple):
    """Origin, size and root (32 bytes) of a log, and the signed note that says so."""

    origin: str
    size: int
    root: bytes
    note: str


class Unclear(Exception):  # noqa: N818 - it says how the answer stands, not that the program failed
    """The file cannot be read or decided; carries the remark to show."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.remark = _remark(code, params)


def verify_bundle(
    data: bytes,
    *,
    key: str | None = None,
    checkpoint: str | None = None,
    document: tuple[str, str] | None = None,
) -> Report:
    """Check the bytes of a bundle; never raises for what the bytes may hold.

    `key` is the verifier key to trust (if None the file's own is used, and the report says so; a blank one is
    unclear), `checkpoint` an older signed note of the same log, `document` the (name, SHA-256 in hex) of a docx
    or pdf of the list.

    >>> report = verify_bundle(b"{}")
    >>> report.state, report.findings[0].text("en")
    ('unclear', '“schema” is missing, unexpected or of the wrong type')
    """
    check = _Check()
    check.open += ["no.key"] * (key is None) + ["no.growth"] * (checkpoint is None)
    check.open.append("no.text" if document else "no.file")
    try:
        bundle = read(data.removeprefix(codecs.BOM_UTF8))  # which some editors write when they save
        _require_shape(bundle)
        posting, proof, rendered = bundle["posting"], bundle["proof"], bundle.get("rendered")
        key = _trusted(key, proof["vkey"])
        here = check.proof("posting", proof, key, posting["origin"])
        check.posting(posting, proof["leaf"]["params"])
        if rendered:
            check.proof("rendered", rendered, key, posting["origin"])
            check.rendered(rendered, proof)
        if document:
            check.document(document, rendered)
        used = check.growth(here, checkpoint, key, bundle) if checkpoint is not None else None
        check.connections(bundle, used)
    except Unclear as unclear:
        check.findings.append(unclear.remark)
    return Report(tuple(check.findings), tuple(check.checked), tuple(map(Remark, check.open)))


class _Check:
    """Collects what was found, what was checked, and what stays open, step by step."""

    def __init__(self) -> None:
        self.findings: list[Remark] = []
        self.checked: list[Remark] = []
        self.open = ["no.truth", "no.later"]

    def require(self, right: bool, good: str, bad: str, **params: object) -> None:  # noqa: FBT001 - a verdict
        """Note `good` when right (if there is such a remark), else `bad`."""
        if not right:
            self.findings.append(_remark(bad, params))
        elif good:
            self.checked.append(_remark(good, params))

    def proof(self, where: str, proof: dict[str, Any], key: str, origin: str) -> Checkpoint:
        """Check that a record is in the log of its checkpoint, and that the key signed that checkpoint."""
        here = read_checkpoint(proof["checkpoint"], where)
        name, signed = check_signature(here.note, key, where)
        self.require(signed, "ok.signature", "signature", where=where, name=name)
        path = [_decoded(item, f"{where}.path") for item in proof["path"]]
        leaf = hashlib.sha256(b"\x00" + canonical(proof["leaf"])).digest()
        inside = proof["size"] == here.size and included(leaf, proof["index"], here.size, path, here.root)
        self.require(
            inside, "ok.record", "record.missing", where=where, place=proof["index"] + 1, size=here.size
        )
        self.require(here.origin == origin, "", "record.origin", where=where, origin=here.origin)
        self.require(proof["leaf"]["kind"] == KINDS[where], "", "record.kind", where=where)
        return here

    def posting(self, posting: dict[str, Any], sealed: dict[str, Any]) -> None:
        """Compare the list with its record: entry by entry, then the head, field by field if it can be."""
        all_changes = compare(posting["entries"], sealed["entries"])
        proven = not self.findings
        changes = list(itertools.islice(all_changes, MAX_NAMED))
        self.findings += changes
        if more := sum(1 for _ in all_changes):
            self.findings.append(_remark("entry.more", {"count": more}))
        if proven and not changes:
            self.checked.append(_remark("ok.entries", {"count": len(posting["entries"])}))
        if _digest(posting) == sealed["digest"]:
            self.checked += [Remark("ok.head")] * proven
            return
        found = {name: _digest(value) for name, value in posting.items() if name != "entries"}
        fields = sealed.get("fields", {**found, "number": _digest(sealed.get("number"))})
        wrong = [name for name in {**found, **fields} if found.get(name) != fields.get(name)]
        self.findings += [_remark("head.altered", {"field": name}) for name in wrong]
        if not wrong and not changes:
            self.findings.append(Remark("head.unnamed"))
        elif "fields" not in sealed:
            self.open.append("no.head")

    def rendered(self, rendered: dict[str, Any], proof: dict[str, Any]) -> None:
        """Check that the record of documents speaks of this list and comes from the same signer."""
        same = rendered["leaf"]["params"]["digest"] == proof["leaf"]["params"]["digest"]
        self.require(same, "", "record.other")
        self.require(rendered["vkey"] == proof["vkey"], "", "signature", where="rendered")

    def document(self, document: tuple[str, str], rendered: dict[str, Any] | None) -> None:
        """Check a docx or pdf by its digest."""
        name, digest = document
        if rendered is None:
            raise Unclear("unclear.file", name=name)
        files = rendered["leaf"]["params"]["files"]
        self.require(digest in [file["sha256"] for file in files], "ok.file", "file.altered", name=name)

    def growth(self, here: Checkpoint, note: str, key: str, bundle: dict[str, Any]) -> int | None:
        """Check that the log of an older (or newer) checkpoint and this one only grew in between.

        Return the place of the proof that was used for it.
        """
        old = read_checkpoint(note, "checkpoint")
        if old.origin != here.origin or not check_signature(note, key, "checkpoint")[1]:
            raise Unclear("unclear.old")
        first, last = sorted((here, old), key=lambda state: state.size)
        proofs = bundle.get("consistency", [])
        sizes = [(proof["old_size"], proof["new_size"]) for proof in proofs]
        used = sizes.index((first.size, last.size)) if (first.size, last.size) in sizes else None
        if not first.size or (first.size < last.size and used is None):
            raise Unclear("unclear.growth")
        path = [] if used is None else [_decoded(item, "consistency") for item in proofs[used]["path"]]
        right = grew(first.size, last.size, path, first.root, last.root)
        self.require(right, "ok.growth", "old.fork", size=old.size)
        return used

    def connections(self, bundle: dict[str, Any], used: int | None) -> None:
        """Check that every other proof of growth leads from and to the roots that the bundle itself shows."""
        proofs = [bundle["proof"], *filter(None, [bundle.get("rendered")])]
        known = [read_checkpoint(proof["checkpoint"], "checkpoint") for proof in proofs]
        roots = {here.size: here.root for here in known}
        for place, proof in enumerate(bundle.get("consistency", [])):
            old, new = proof["old_size"], proof["new_size"]
            path = [_decoded(item, "consistency") for item in proof["path"]]
            first = roots.get(old) or _whole(bundle["proof"], old)
            right = None if place == used else _leads(old, new, path, first, roots)
            if right is False or (right and new in roots):
                what = {"place": place + 1, "old": old, "new": new}
                self.require(right, "ok.connection", "growth.altered", **what)
            elif place != used:
                self.open.append("no.connection")


def compare(entries: list[Any], sealed: list[str]) -> Iterator[Remark]:
    """Yield which entries were moved, altered, added or removed, given the sealed digests in order."""
    found = [_digest(entry) for entry in entries]
    kept, moved = _matched(found, sealed)
    new = sorted(set(range(len(found))) - {place for place, _ in kept + moved})
    lost = sorted(set(range(len(sealed))) - {place for _, place in kept + moved})
    altered = _altered(entries, new, lost, kept)
    yield from (_entry("entry.moved", entries[place], place, old=old + 1) for place, old in moved)
    for place in new:
        yield _entry("entry.altered" if place in altered else "entry.added", entries[place], place)
    names = ["—", *(" ".join(_naming(entries[place]).values()) for place, _ in kept), "—"]
    for place in sorted(set(lost) - set(altered.values())):
        gap = bisect.bisect(kept, place, key=lambda pair: pair[1])
        yield _remark("entry.removed", {"place": place + 1, "before": names[gap], "after": names[gap + 1]})


def _matched(found: list[str], sealed: list[str]) -> tuple[list[Pair], list[Pair]]:
    """Pair equal digests as (place here, place sealed): those still in order, and those that moved."""
    start = _common(found, sealed)
    end = _common(found[start:][::-1], sealed[start:][::-1])
    places: dict[str, list[int]] = {}
    for place in range(len(sealed) - end - 1, start - 1, -1):
        places.setdefault(sealed[place], []).append(place)
    middle = range(start, len(found) - end)
    pairs = [(place, places[found[place]].pop()) for place in middle if places.get(found[place])]
    rising = _rising(pairs)
    back = [(len(found) - left, len(sealed) - left) for left in range(end, 0, -1)]
    return [(place, place) for place in range(start)] + rising + back, sorted(set(pairs) - set(rising))


def _common(one: list[str], other: list[str]) -> int:
    """Return how many first items are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (here, there) in pairs if here != there), min(len(one), len(other)))


def _rising(pairs: list[Pair]) -> list[Pair]:
    """Return the longest part of the pairs whose second places rise as the first ones do."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect.bisect(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [place], [number]
    chain, number = [], last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _altered(entries: list[Any], new: list[int], lost: list[int], kept: list[Pair]) -> dict[int, int]:
    """Pair new and lost places between the same kept neighbours: by the entry's number, then in order."""
    gap_here = {place: bisect.bisect(kept, place, key=lambda pair: pair[0]) for place in new}
    gap_there = {place: bisect.bisect(kept, place, key=lambda pair: pair[1]) for place in lost}
    numbers = {place: _part(entries[place], "seq") for place in new}
    numbered = {number - 1: place for place, number in numbers.items() if isinstance(number, int)}
    pairs = {numbered[old]: old for old in lost if gap_here.get(numbered.get(old, -1)) == gap_there[old]}
    rest: dict[int, list[int]] = {}
    for old in sorted(set(lost) - set(pairs.values()), reverse=True):
        rest.setdefault(gap_there[old], []).append(old)
    for place in new:
        if place not in pairs and rest.get(gap_here[place]):
            pairs[place] = rest[gap_here[place]].pop()
    return pairs


def _naming(entry: Any) -> dict[str, str]:
    """Return number, region and project by which a person finds the entry."""
    region, project = _part(entry, "region"), _part(entry, "project")
    named = {"seq": _part(entry, "seq"), "region": _part(region, "name"), "project": _part(project, "name")}
    return {which: "?" if name is None else str(name) for which, name in named.items()}


def _part(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _entry(code: str, entry: Any, place: int, **more: object) -> Remark:
    return _remark(code, {"place": place + 1, **more, **_naming(entry)})


def _remark(code: str, params: dict[str, Any]) -> Remark:
    return Remark(code, tuple((name, str(value)) for name, value in params.items()))


def _harmless(text: str) -> str:
    """Return at most 80 characters without any that could steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text[:80])


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def read(data: bytes) -> Any:
    """Read JSON inside the canonical profile (see the reference), strictly and in bounded time and memory.

    Raises `Unclear` for anything else.

    >>> canonical(read(b'{"b": 1, "a": [true]}'))
    b'{"a":[true],"b":1}'
    """
    if len(data) > MAX_BYTES or sum(map(data.count, (b",", b":", b"[", b"{"))) > MAX_TOKENS:
        raise Unclear("unclear.size")
    try:
        text = data.decode("utf-8")
        value = json.loads(
            text,
            parse_int=_integer,
            parse_float=_foreign,
            parse_constant=_foreign,
            object_pairs_hook=_mapping,
        )
    except json.JSONDecodeError as error:
        raise Unclear("unclear.json", line=error.lineno, column=error.colno) from error
    except UnicodeDecodeError as error:
        raise Unclear("unclear.bytes") from error
    except RecursionError as error:
        raise Unclear("unclear.deep") from error
    _walk(value, "$", 0)
    return value


def canonical(value: Any) -> bytes:
    """Return the canonical bytes (RFC 8785) of a value that `read` accepts."""
    return _written(value).encode("utf-8")


def _written(value: Any) -> str:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{_written(key)}:{_written(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _walk(value: Any, path: str, depth: int) -> None:
    """Refuse text that is not NFC or not encodable, and too deep nesting."""
    if depth > MAX_DEPTH:
        raise Unclear("unclear.deep")
    if isinstance(value, str):
        if re.search("[\ud800-\udfff]", value) or not unicodedata.is_normalized("NFC", value):
            raise Unclear("unclear.text", where=path)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            _walk(item, f"{path}[{place}]", depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            _walk(key, path, depth)
            _walk(item, f"{path}.{key}", depth + 1)


def _integer(digits: str) -> int:
    if len(digits) > len(str(-MAX_INTEGER)) or abs(int(digits)) > MAX_INTEGER:
        raise Unclear("unclear.range", digits=digits[:20])
    return int(digits)


def _foreign(text: str) -> None:
    raise Unclear("unclear.fraction", digits=text[:20])


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Unclear("unclear.twice", key=key)
        found[key] = value
    return found


def _require_shape(bundle: Any) -> None:
    """Refuse a bundle whose parts are missing, of another type, or unknown."""
    if not isinstance(bundle, dict) or bundle.get("schema") != "fivefold-bundle/1":
        raise Unclear("unclear.shape", where="schema")
    _typed({"rendered": None, "consistency": [], **bundle}, BUNDLE, "", closed=True)
    for place, proof in enumerate(bundle.get("consistency", [])):
        _typed({"proof": proof}, {"proof": dict}, "consistency.")
        _typed(proof, GROWTH, f"consistency[{place}].", closed=True)
    _typed(bundle["posting"], {"schema": str, "origin": str, "entries": list}, "posting.")
    if bundle["posting"]["schema"] != "fivefold-posting/1":
        raise Unclear("unclear.shape", where="posting.schema")
    _require_record(bundle["proof"], "proof", {"digest": str, "entries": list})
    sealed = bundle["proof"]["leaf"]["params"]
    _typed({"fields": {}, **sealed}, {"fields": dict}, "proof.leaf.params.")
    for digest in sealed["entries"]:
        _typed({"entries": digest}, {"entries": str}, "proof.leaf.params.")
    if bundle.get("rendered"):
        _require_record(bundle["rendered"], "rendered", {"digest": str, "files": list})
        for file in bundle["rendered"]["leaf"]["params"]["files"]:
            _typed({"file": file}, {"file": dict}, "rendered.leaf.params.")
            _typed(file, {"sha256": str}, "rendered.leaf.params.files.")


def _require_record(proof: dict[str, Any], where: str, params: dict[str, Any]) -> None:
    _typed(proof, PROOF, f"{where}.", closed=True)
    _typed(proof["leaf"], {"kind": str, "params": dict}, f"{where}.leaf.")
    _typed(proof["leaf"]["params"], params, f"{where}.leaf.params.")


def _typed(value: dict[str, Any], kinds: dict[str, Any], where: str, *, closed: bool = False) -> None:
    for name in {**kinds, **(value if closed else {})}:
        kind = kinds.get(name, ())
        if not isinstance(value.get(name, ...), kind) or (kind is int and isinstance(value[name], bool)):
            raise Unclear("unclear.shape", where=where + name)


def read_checkpoint(note: str, where: str) -> Checkpoint:
    """Read a C2SP checkpoint inside a signed note. `Unclear` if it is malformed."""
    text, gap, block = note.rpartition("\n\n")
    head = re.fullmatch(r"([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/=]+)((?:\n[^\n]+)*)", text)
    lines = block.split("\n")
    ended = gap and not lines.pop() and 1 <= len(lines) <= MAX_SIGNATURES
    if head is None or not head[1].strip() or not ended or re.search(r"[\x00-\x09\x0b-\x1f\x7f]", note):
        raise Unclear("unclear.key", where=where)
    for line in lines:
        signature = re.fullmatch(r"— [^\s+]+ ([A-Za-z0-9+/]+=*)", line)
        _decoded(signature[1] if signature else None, where, "unclear.key")
    root = _decoded(head[3], where, "unclear.key")
    if len(root) != HASH_SIZE or int(head[2]) >= 2**63:
        raise Unclear("unclear.key", where=where)
    return Checkpoint(head[1], int(head[2]), root, note)


def _trusted(key: str | None, own: str) -> str:
    """Return the key to check with. A blank one, as of a script's unset variable, never means the file's own."""
    if key is not None and not key.strip():
        raise Unclear("unclear.blank")
    return own if key is None else key


def check_signature(note: str, key: str, where: str) -> tuple[str, bool]:
    """Return the key's name and whether its signature is on the note of a checkpoint, and right."""
    match = re.fullmatch(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)", key)
    public = _decoded(match[3], where, "unclear.key") if match else b""
    if match is None or len(public) != 1 + 32 or public[0] != 1:
        raise Unclear("unclear.key", where=where)
    own_id = hashlib.sha256(match[1].encode() + b"\n" + public).digest()[:4]
    if own_id.hex() != match[2]:
        raise Unclear("unclear.key", where=where)
    text, _, block = note.rpartition("\n\n")
    signatures = [line.split(" ")[1:] for line in block.split("\n")[:-1]]
    signed = [base64.b64decode(coded) for name, coded in signatures if name == match[1]]
    own = [content[4:] for content in signed if content[:4] == own_id]
    message = f"{text}\n".encode()
    return match[1], bool(own) and all(ed25519_verify(public[1:], message, one) for one in own)


def _decoded(coded: Any, where: str, code: str = "unclear.shape") -> bytes:
    """Decode base64 that has one spelling only."""
    try:
        content = base64.b64decode(coded, validate=True)
        if base64.b64encode(content).decode() == coded:
            return content
    except (TypeError, ValueError):
        pass
    raise Unclear(code, where=where)


def included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Return whether a proof of inclusion holds (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size or len(leaf) != HASH_SIZE:
        return False
    place, last, found = index, size - 1, leaf
    for sibling in path:
        if not last:
            return False
        if place & 1 or place == last:
            found = _node(sibling, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = _node(found, sibling)
        place, last = place >> 1, last >> 1
    return not last and found == root


def grew(old_size: int, new_size: int, path: list[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Return whether a proof of consistency holds (RFC 9162 2.1.4.2); from size 0 nothing is proved."""
    if old_size == new_size:
        return old_size > 0 and not path and old_root == new_root
    return 0 < old_size < new_size and _roots(old_size, new_size, path, old_root) == (old_root, new_root)


def _roots(old_size: int, new_size: int, path: list[bytes], old_root: bytes) -> tuple[bytes, bytes] | None:
    """Return the two roots that a path from one size to a larger one leads to, None where it is of another length.

    `old_root` is where the path begins if the old size is a power of two; else the path itself holds its beginning.
    """
    steps = list(path) if old_size & (old_size - 1) else [old_root, *path]
    if not steps:
        return None
    shift = (old_size & -old_size).bit_length() - 1
    place, last = (old_size - 1) >> shift, (new_size - 1) >> shift
    old = new = steps[0]
    for sibling in steps[1:]:
        if not last:
            return None
        if place & 1 or place == last:
            old, new = _node(sibling, old), _node(sibling, new)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new = _node(new, sibling)
        place, last = place >> 1, last >> 1
    return None if last else (old, new)


def _leads(
    old_size: int, new_size: int, path: list[bytes], first: bytes | None, roots: dict[int, bytes]
) -> bool | None:
    """Return whether a proof of growth agrees with the roots that are known; None where it cannot be followed.

    `first` is the root of the old size, where it is known.
    """
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not path
    if first is None and not old_size & (old_size - 1):
        return None
    found = _roots(old_size, new_size, path, first or b"")
    wanted = (first, roots.get(new_size))
    return found is not None and all(end in (None, here) for end, here in zip(wanted, found, strict=True))


def _whole(proof: dict[str, Any], size: int) -> bytes | None:
    """Return the root of the first `size` leaves, a power of two that includes the leaf, as its path passes it."""
    place, path = proof["index"], [_decoded(item, "posting.path") for item in proof["path"]]
    level = size.bit_length() - 1
    if size & (size - 1) or not 0 <= place < size <= proof["size"] or len(path) < level:
        return None
    found = hashlib.sha256(b"\x00" + canonical(proof["leaf"])).digest()
    for sibling in path[:level]:
        found = _node(sibling, found) if place & 1 else _node(found, sibling)
        place >>= 1
    return found


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


@functools.lru_cache(maxsize=256)
def ed25519_verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether an Ed25519 signature is right (RFC 8032 5.1.7); keys of small order are refused.

    >>> public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    >>> one = bytes.fromhex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")
    >>> two = bytes.fromhex("5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")
    >>> ed25519_verify(public, b"", one + two), ed25519_verify(public, b"other", one + two)
    (True, False)
    """
    key, point = _point(public), _point(signature[:HASH_SIZE])
    factor = int.from_bytes(signature[HASH_SIZE:], "little")
    if key is None or point is None or len(signature) != 2 * HASH_SIZE or factor >= ORDER:
        return False
    digest = hashlib.sha512(signature[:HASH_SIZE] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    right = _same(_times(factor, BASE), _add(point, _times(challenge, key)))
    return right and not _same(_times(8, key), NEUTRAL)


def _point(data: bytes) -> Point | None:
    """Decode a curve point into extended coordinates (RFC 8032 5.1.3), or None."""
    sign, y = divmod(int.from_bytes(data, "little"), 2**255)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if len(data) != HASH_SIZE or y >= P or x * x % P != square or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def _add(one: Point, other: Point) -> Point:
    """Add two points (RFC 8032 5.1.4)."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(factor: int, point: Point) -> Point:
    total = NEUTRAL
    while factor:
        total = _add(total, point) if factor & 1 else total
        point, factor = _add(point, point), factor >> 1
    return total


def _same(one: Point, other: Point) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % P == (one[1] * other[2] - other[1] * one[2]) % P == 0


BASE = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little")) or NEUTRAL


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description="核验张榜公布的榜单 / verify a posted list")
    parser.add_argument("file", type=Path, help="存证包 json，或 docx、pdf / a bundle, or a docx or pdf")
    parser.add_argument("--bundle", type=Path, help="docx、pdf 的存证包 / the bundle of a docx or pdf")
    parser.add_argument("--key", help="发布单位的公钥 / the issuer's verifier key")
    parser.add_argument("--checkpoint", type=Path, help="旧检查点文件 / a file with an older checkpoint")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出 / answer in JSON")
    options = parser.parse_args(arguments)
    try:
        report = _report(options)
    except OSError as error:
        report = Report((_remark("unclear.open", {"name": error.filename}),), (), ())
    except UnicodeDecodeError:
        report = Report((Remark("unclear.bytes"),), (), ())
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.stdout.write(_as_json(report, options.lang) if options.json else _as_text(report, options.lang))
    return ("verified", "altered", "unclear").index(report.state)


def _report(options: argparse.Namespace) -> Report:
    with (options.bundle or options.file).open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if data.startswith((b"%PDF", b"PK")):
        return Report((Remark("unclear.alone"),), (), ())
    document = None
    if options.bundle:
        with options.file.open("rb") as stream:
            document = options.file.name, hashlib.file_digest(stream, "sha256").hexdigest()
    old = options.checkpoint.read_text("utf-8-sig") if options.checkpoint else None
    return verify_bundle(data, key=options.key, checkpoint=old, document=document)


def _as_text(report: Report, language: str) -> str:
    lines = [Remark(report.state).text(language)]
    for title in ("findings", "checked", "not_checked"):
        remarks = getattr(report, title)
        lines += ["", Remark(title).text(language)] * bool(remarks)
        lines += [f"  - {remark.text(language)}" for remark in remarks]
    return "\n".join(lines) + "\n"


def _as_json(report: Report, language: str) -> str:
    answer: dict[str, Any] = {"state": report.state}
    for title in ("findings", "checked", "not_checked"):
        answer[title] = [
            {"code": remark.code, "params": dict(remark.params), "text": remark.text(language)}
            for remark in getattr(report, title)
        ]
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
