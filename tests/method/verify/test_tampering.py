"""A thousand random forgeries, each of which must be found; honest bundles, none of which is suspected."""

import base64
import copy
import random

import pytest

from fivefold.method.verify import verify_bundle
from method.bundles import VKEY, Issue, entry, note, written

BUNDLES = {count: Issue(count=count, before=count, after=3).bundle() for count in (1, 2, 7, 12)}


def characters(text, chance):
    place = chance.randrange(len(text))
    other = chance.choice([character for character in "0aZ市=+/— \n" if character != text[place]])
    return text[:place] + other + text[place + 1 :]


def different(value, chance):
    """Return another JSON value than this, often one of the same type."""
    if isinstance(value, bool) or value is None:
        return chance.choice([0, "", [], {}])
    if isinstance(value, str):
        return characters(value, chance) if value and chance.random() < 0.8 else value + "x"
    if isinstance(value, int):
        return value + chance.choice([-2, -1, 1, 2, 1000])
    if isinstance(value, list):
        return [*value, chance.choice([None, "x", {}, 1])]
    return {**value, f"k{chance.randrange(9)}": chance.choice([None, "x", [], 1])}


def places(value, path=()):
    """Yield the path of every value inside a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield (*path, key)
        yield from places(item, (*path, key))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def edit(value, chance):
    path = chance.choice(sorted(places(value), key=repr))
    at(value, path[:-1])[path[-1]] = different(at(value, path), chance)


def drop(value, chance):
    path = chance.choice(sorted(places(value), key=repr))
    del at(value, path[:-1])[path[-1]]


def edit_entry(bundle, chance):
    edit(chance.choice(bundle["posting"]["entries"]), chance)


def delete_entry(bundle, chance):
    del bundle["posting"]["entries"][chance.randrange(len(bundle["posting"]["entries"]))]


def insert_entry(bundle, chance):
    entries = bundle["posting"]["entries"]
    new = chance.choice([entry(chance.randrange(1, 50)), copy.deepcopy(chance.choice(entries))])
    entries.insert(chance.randrange(len(entries) + 1), new)


def swap_entries(bundle, chance):
    entries = bundle["posting"]["entries"]
    if len(entries) == 1:
        entries.append(entries[0])
        return
    one, other = chance.sample(range(len(entries)), 2)
    entries[one], entries[other] = entries[other], entries[one]


def edit_head(bundle, chance):
    head = {name: value for name, value in bundle["posting"].items() if name != "entries"}
    edit(head, chance)
    bundle["posting"].update(head)


def drop_from_posting(bundle, chance):
    drop(bundle["posting"], chance)


def edit_proof(bundle, chance):
    edit(bundle["proof"], chance)


def drop_from_proof(bundle, chance):
    drop(bundle["proof"], chance)


def edit_rendered(bundle, chance):
    edit(bundle["rendered"], chance)


def flip_checkpoint(bundle, chance):
    which = chance.choice(["proof", "rendered"])
    bundle[which]["checkpoint"] = characters(bundle[which]["checkpoint"], chance)


def flip_path(bundle, chance):
    path = bundle["proof"]["path"]
    place = chance.randrange(len(path))
    content = bytearray(base64.b64decode(path[place]))
    content[chance.randrange(32)] ^= 1 << chance.randrange(8)
    path[place] = base64.b64encode(content).decode()


def reseal(bundle, chance):
    """Edit an entry and write its new digests into the record, as somebody with the file alone could."""
    edit_entry(bundle, chance)
    from fivefold.method.posting import issued_params

    bundle["proof"]["leaf"]["params"] = issued_params(bundle["posting"])


def exchange_proofs(bundle, _chance):
    bundle["proof"], bundle["rendered"] = bundle["rendered"], bundle["proof"]


FORGERIES = [
    edit_entry,
    delete_entry,
    insert_entry,
    swap_entries,
    edit_head,
    drop_from_posting,
    edit_proof,
    drop_from_proof,
    edit_rendered,
    flip_checkpoint,
    flip_path,
    reseal,
    exchange_proofs,
]
NAMES_ENTRIES = {edit_entry, delete_entry, insert_entry, swap_entries}


def test_a_thousand_forgeries_are_all_found():
    """4.13: every tampering is found; edited, deleted, inserted and swapped entries are named as entries."""
    chance = random.Random(20210820)  # noqa: S311 - reproducible tests, no secrets
    tried = 0
    while tried < 1000:
        count, forge = chance.choice(sorted(BUNDLES)), FORGERIES[tried % len(FORGERIES)]
        bundle = copy.deepcopy(BUNDLES[count])
        forge(bundle, chance)
        if bundle == BUNDLES[count]:
            continue
        tried += 1
        report = verify_bundle(written(bundle))
        assert not report.ok, (forge.__name__, bundle)
        if forge in NAMES_ENTRIES:
            assert report.state == "altered"
            assert {remark.code.split(".")[0] for remark in report.findings} == {"entry"}


def test_the_named_places_are_the_forged_ones():
    chance = random.Random(5)  # noqa: S311 - reproducible tests, no secrets
    for _ in range(100):
        bundle = copy.deepcopy(BUNDLES[12])
        entries = bundle["posting"]["entries"]
        edited, deleted = chance.sample(range(12), 2)
        entries[edited]["output"] += "x"
        number = entries[edited]["seq"]
        del entries[deleted]
        place = number - 1 - (deleted < edited)
        found = [(one.code, dict(one.params)) for one in verify_bundle(written(bundle)).findings]
        assert [(code, params["place"]) for code, params in found] == [
            ("entry.altered", str(place + 1)),
            ("entry.removed", str(deleted + 1)),
        ]
        assert found[0][1]["seq"] == str(number)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 8, 50])
def test_honest_bundles_are_never_suspected(count):
    for before in (0, 1, 6, 31):
        for after in (0, 1, 5):
            issue = Issue(count=count, before=before, after=after)
            size = len(issue.tree) - 1
            for old in {1, max(size // 2, 1), size}:
                growth = [issue.growth(old, size)]
                report = verify_bundle(
                    written(issue.bundle(growth=growth)), key=VKEY, checkpoint=note(issue.tree, old)
                )
                assert report.ok, report.findings
