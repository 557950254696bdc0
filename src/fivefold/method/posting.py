"""What is sealed when a list is posted, and the bundle that anyone can check (row 4.13).

The formats are described in docs/reference/verification.md; `verify` checks what is made here.
"""

from collections.abc import Iterable, Mapping, Sequence

from fivefold.method.canonical import Json, digest, dumps

POSTING_SCHEMA = "fivefold-posting/1"
BUNDLE_SCHEMA = "fivefold-bundle/1"
ISSUED = "posting.issued"
RENDERED = "posting.rendered"


def issued_params(posting: Mapping[str, Json]) -> dict[str, Json]:
    """Return the parameters of the leaf `posting.issued`: digests of the whole, of each entry and field.

    Raises `KeyError` for a posting without entries or number, `CanonicalError` for values outside the
    profile.

    >>> found = issued_params({"number": 1, "title": "演示", "entries": [{"seq": 1}]})
    >>> found["number"], sorted(found["fields"]), found["entries"] == [digest({"seq": 1})]
    (1, ['number', 'title'], True)
    """
    entries = posting["entries"]
    if not isinstance(entries, list):
        raise TypeError("the entries of a posting are a list")
    return {
        "digest": digest(posting),
        "entries": [digest(entry) for entry in entries],
        "fields": {name: digest(value) for name, value in posting.items() if name != "entries"},
        "number": posting["number"],
    }


def rendered_params(posting: Mapping[str, Json], files: Iterable[tuple[str, str, str]]) -> dict[str, Json]:
    """Return the parameters of the leaf `posting.rendered`; files are (name, media type, SHA-256 in hex).

    >>> rendered_params({"number": 1}, [("list.pdf", "application/pdf", "ab" * 32)])["files"][0]["name"]
    'list.pdf'
    """
    listed: list[Json] = [{"name": name, "media": media, "sha256": sha256} for name, media, sha256 in files]
    return {"digest": digest(posting), "files": listed}


def bundle(
    posting: Mapping[str, Json],
    proof: Mapping[str, Json],
    rendered: Mapping[str, Json] | None = None,
    growth: Sequence[Mapping[str, Json]] = (),
) -> bytes:
    """Return the bytes of a bundle: the posting, the proof of its leaf, and that of its documents if any.

    A proof is {leaf, index, size, path, checkpoint, vkey}; `growth` holds proofs {old_size, new_size, path}
    that connect the checkpoint of `proof` with others. Raises `CanonicalError` for values outside the
    profile.

    >>> bundle({"number": 1}, {"index": 0}).decode()
    '{"posting":{"number":1},"proof":{"index":0},"rendered":null,"schema":"fivefold-bundle/1"}'
    """
    found: dict[str, object] = {
        "schema": BUNDLE_SCHEMA,
        "posting": posting,
        "proof": proof,
        "rendered": rendered,
    }
    return dumps({**found, "consistency": list(growth)} if growth else found)
