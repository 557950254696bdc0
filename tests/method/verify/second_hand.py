"""A second verifier, written from `docs/reference/verification.md` alone, to see that the page is enough.

It shares no code with the first: Merkle proofs run by recursion (by the definitions of RFC 9162 2.1.3 and 2.1.4), the
signature is checked by OpenSSL. It answers with the state alone; naming changed entries is no part of the answer.
"""

import base64
import hashlib
import json
import re
import unicodedata

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

WHOLE = {"schema": str, "posting": dict, "proof": dict}
PROOF = {"leaf": dict, "index": int, "size": int, "path": list, "checkpoint": str, "vkey": str}
GROWTH = {"old_size": int, "new_size": int, "path": list}


class UnclearError(Exception):
    """Section 4, step 1, and whatever else cannot be judged."""


class AlteredError(Exception):
    """A step from 2 on that does not hold."""


def hold(condition, error=AlteredError):
    if not condition:
        raise error


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# section 2


def read(data):
    hold(
        len(data) <= 32 * 2**20 and sum(data.count(c) for c in (b",", b":", b"[", b"{")) <= 2_000_000,
        UnclearError,
    )

    def refuse(_):
        raise UnclearError

    def unique(pairs):
        hold(len({key for key, _ in pairs}) == len(pairs), UnclearError)
        return dict(pairs)

    try:
        text = data.decode("utf-8")
        value = json.loads(text, parse_float=refuse, parse_constant=refuse, object_pairs_hook=unique)
        inside(value, 0)
    except (ValueError, RecursionError) as error:
        raise UnclearError from error
    return value


def inside(value, depth):
    hold(depth <= 64, UnclearError)
    if isinstance(value, dict):
        for key, item in value.items():
            inside(key, depth)
            inside(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            inside(item, depth + 1)
    elif isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate is a ValueError
        hold(unicodedata.normalize("NFC", value) == value, UnclearError)
    elif isinstance(value, int):
        hold(abs(value) <= 2**53 - 1, UnclearError)


def canonical(value):
    if isinstance(value, dict):
        units = {key: key.encode("utf-16-be") for key in value}
        return (
            "{"
            + ",".join(canonical(k) + ":" + canonical(value[k]) for k in sorted(value, key=units.get))
            + "}"
        )
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def digest(value):
    return sha(canonical(value).encode()).hex()


# section 3


def shaped(value, kinds, *, closed=False):
    hold(isinstance(value, dict), UnclearError)
    hold(not closed or set(value) == set(kinds), UnclearError)
    for name, kind in kinds.items():
        hold(isinstance(value.get(name), kind) and not isinstance(value.get(name), bool), UnclearError)


def check_shapes(bundle):
    shaped(bundle, WHOLE)
    hold(bundle["schema"] == "fivefold-bundle/1", UnclearError)
    hold(set(bundle) <= {*WHOLE, "rendered", "consistency"}, UnclearError)
    shaped(bundle["posting"], {"schema": str, "origin": str, "entries": list})
    hold(bundle["posting"]["schema"] == "fivefold-posting/1", UnclearError)
    rendered, growth = bundle.get("rendered"), bundle.get("consistency", [])
    for proof, more in ((bundle["proof"], {"entries": list}), (rendered, {"files": list})):
        if proof is not None:
            shaped(proof, PROOF, closed=True)
            shaped(proof["leaf"], {"kind": str, "params": dict})
            shaped(proof["leaf"]["params"], {"digest": str, **more})
    params = bundle["proof"]["leaf"]["params"]
    hold(all(isinstance(one, str) for one in params["entries"]), UnclearError)
    hold(isinstance(params.get("fields", {}), dict), UnclearError)
    for file in rendered["leaf"]["params"]["files"] if rendered is not None else []:
        shaped(file, {"sha256": str})
    hold(isinstance(growth, list), UnclearError)
    for one in growth:
        shaped(one, GROWTH, closed=True)


def plain(text):
    hold(isinstance(text, str), UnclearError)
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise UnclearError from error
    hold(base64.b64encode(content).decode() == text, UnclearError)
    return content


def note_of(note):
    """Return origin, size, root, the signed text and the signatures (name, content)."""
    hold(not re.search("[\x00-\x09\x0b-\x1f\x7f]", note), UnclearError)
    hold("\n\n" in note and note.endswith("\n"), UnclearError)
    text, block = note.rsplit("\n\n", 1)
    lines, signed = text.split("\n"), block[:-1].split("\n")
    hold(len(lines) >= 3 and all(lines) and lines[0].strip() and 1 <= len(signed) <= 100, UnclearError)
    hold(re.fullmatch("0|[1-9][0-9]*", lines[1]) and int(lines[1]) < 2**63, UnclearError)
    root = plain(lines[2])
    hold(len(root) == 32, UnclearError)
    found = []
    for line in signed:
        parts = line.split(" ")
        hold(len(parts) == 3 and parts[0] == "—" and re.fullmatch(r"[^\s+]+", parts[1]), UnclearError)
        hold(parts[2], UnclearError)
        found.append((parts[1], plain(parts[2])))
    return lines[0], int(lines[1]), root, (text + "\n").encode(), found


def key_of(vkey):
    match = re.fullmatch(r"([^\s+]+)\+([0-9a-f]{8})\+(.+)", vkey)
    hold(match, UnclearError)
    key = plain(match[3])
    hold(len(key) == 33 and key[0] == 1, UnclearError)
    own = sha(match[1].encode(), b"\n", key)[:4]
    hold(own.hex() == match[2], UnclearError)
    return match[1], own, key[1:]


# sections 4 and 6


def signed_by(note, vkey):
    name, own, public = key_of(vkey)
    text, signatures = note[3:]
    mine = [content[4:] for who, content in signatures if who == name and content[:4] == own]
    try:
        for signature in mine:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return bool(mine)


def root_by(leaf, index, size, path):
    """RFC 9162 2.1.3: the root that a path leads to, from the top down."""
    if size == 1:
        hold(not path)
        return leaf
    hold(path)
    left = 1 << ((size - 1).bit_length() - 1)
    if index < left:
        return sha(b"\x01", root_by(leaf, index, left, path[:-1]), path[-1])
    return sha(b"\x01", path[-1], root_by(leaf, index - left, size - left, path[:-1]))


def roots_by(old, size, path, known):
    """RFC 9162 2.1.4: the roots of the first `old` leaves and of all `size`; `known` is the old root while whole."""
    if old == size:
        if known is not None:
            hold(not path)
            return known, known
        hold(len(path) == 1)
        return path[0], path[0]
    hold(path)
    left = 1 << ((size - 1).bit_length() - 1)
    if old <= left:
        before, after = roots_by(old, left, path[:-1], known)
        return before, sha(b"\x01", after, path[-1])
    before, after = roots_by(old - left, size - left, path[:-1], None)
    return sha(b"\x01", path[-1], before), sha(b"\x01", path[-1], after)


def check_record(proof, kind, vkey, origin):
    note = note_of(proof["checkpoint"])
    signed, path = signed_by(note, vkey), [plain(one) for one in proof["path"]]
    hold(signed and note[0] == origin and proof["size"] == note[1])
    hold(0 <= proof["index"] < proof["size"] and proof["leaf"]["kind"] == kind)
    leaf = sha(b"\x00", canonical(proof["leaf"]).encode())
    hold(root_by(leaf, proof["index"], proof["size"], path) == note[2])
    return note


def check_growth(here, checkpoint, vkey, proofs):
    old = note_of(checkpoint)
    hold(signed_by(old, vkey) and old[0] == here[0], UnclearError)
    first, last = sorted((old, here), key=lambda note: note[1])
    hold(first[1] > 0, UnclearError)
    if first[1] == last[1]:
        return hold(first[2] == last[2])
    fitting = [one for one in proofs if (one["old_size"], one["new_size"]) == (first[1], last[1])]
    hold(fitting, UnclearError)
    path = [plain(one) for one in fitting[0]["path"]]
    hold(roots_by(first[1], last[1], path, first[2]) == (first[2], last[2]))
    return fitting[0]


def check_other_growth(one, proof, known):
    """Judge a proof of growth by the roots that the bundle shows."""
    old, new, path = one["old_size"], one["new_size"], [plain(part) for part in one["path"]]
    hold(0 < old <= new)
    if old == new:
        return hold(not path)
    first = known.get(old)
    if first is None and old & (old - 1) == 0 and proof["index"] < old <= proof["size"]:
        within = [plain(part) for part in proof["path"]][: old.bit_length() - 1]
        leaf = sha(b"\x00", canonical(proof["leaf"]).encode())
        first = root_by(leaf, proof["index"], old, within)
    if first is None and old & (old - 1) == 0:
        return None
    before, after = roots_by(old, new, path, first if old & (old - 1) == 0 else None)
    return hold(before == (first or before) and after == known.get(new, after))


def state(data, key=None, checkpoint=None, file=None):
    """The answer to a bundle: "verified", "altered" or "unclear"."""
    try:
        check(read(data.removeprefix(b"\xef\xbb\xbf")), key, checkpoint, file)
    except UnclearError:
        return "unclear"
    except AlteredError:
        return "altered"
    return "verified"


def check(bundle, key, checkpoint, file):
    check_shapes(bundle)
    posting, proof, rendered = bundle["posting"], bundle["proof"], bundle.get("rendered")
    vkey, params = proof["vkey"] if key is None else key, proof["leaf"]["params"]
    here = check_record(proof, "posting.issued", vkey, posting["origin"])
    hold([digest(entry) for entry in posting["entries"]] == params["entries"])
    hold(digest(posting) == params["digest"])
    if rendered is not None:
        check_record(rendered, "posting.rendered", vkey, posting["origin"])
        hold(rendered["leaf"]["params"]["digest"] == params["digest"] and rendered["vkey"] == proof["vkey"])
    if file is not None:
        hold(rendered is not None, UnclearError)
        hold(file in [one["sha256"] for one in rendered["leaf"]["params"]["files"]])
    growth = bundle.get("consistency", [])
    used = check_growth(here, checkpoint, vkey, growth) if checkpoint is not None else None
    notes = [note_of(one["checkpoint"]) for one in (proof, rendered) if one is not None]
    for one in growth:
        if one is not used:
            check_other_growth(one, proof, {note[1]: note[2] for note in notes})
