import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fivefold.method import canonical
from fivefold.method.draw import (
    BadNameError,
    Commitment,
    DrawRecord,
    DuplicateNameError,
    EmptyFrameError,
    FrameChangedError,
    Item,
    SeedTooEarlyError,
    SizeError,
    TiedSeedsError,
    WeightError,
    commitment_digest,
    draw,
    frame_of,
    plan_of,
    seed_text,
    stream,
    verify_draw,
)
from fivefold.method.reason import speak
from method.draw.setting import CITIES, DISTRICTS, LOGGED, MADE, SEED, committed, drawn


def test_a_draw_takes_from_each_stratum_the_first_of_its_stream():
    frame, record = drawn()
    assert [(one.stratum, one.eligible, one.lots) for one in record.strata] == [("2", 20, 20), ("3", 8, 8)]
    assert [(len(one.drawn), len(one.reserve)) for one in record.strata] == [(4, 2), (2, 2)]
    for one, items in zip(record.strata, (CITIES, DISTRICTS), strict=True):
        text = seed_text("objects", "2026-1", one.stratum, SEED.text)
        tickets = list(stream([item.name for item in items], text))
        listed = [*one.drawn, *one.reserve]
        assert [(item.name, item.ticket) for item in listed] == [
            (t.name, t.number) for t in tickets[: len(listed)]
        ]
        assert [item.place for item in listed] == list(range(1, len(listed) + 1))
    assert record.names == tuple(item.name for one in record.strata for item in one.drawn)
    assert verify_draw(record, frame) == ()


def test_the_draw_of_the_sample_programme_stays_what_it_was():
    """A change of these names is a change of the published rule."""
    assert drawn()[1].names == (
        "演示07市", "演示10市", "演示14市", "演示02市", "演示07区", "演示01区",
    )  # fmt: skip


def test_the_reserve_ends_with_the_stratum():
    _, record = drawn(sizes=(("2", 20), ("3", 7)))
    assert [(len(one.drawn), len(one.reserve)) for one in record.strata] == [(20, 0), (7, 1)]


def test_order_of_the_list_and_form_of_the_names_play_no_part():
    first, record = drawn([Item("é市"), Item("甲市"), Item("乙市")], [("", 2)])
    other, again = drawn([Item("乙市"), Item("甲市"), Item("e\u0301市")], [("", 2)])
    assert (first, record) == (other, again)


def test_domains_rounds_and_strata_draw_apart():
    texts = {
        seed_text("a", "b", "c", "d"),
        seed_text("ab", "", "c", "d"),
        seed_text("a", "b", "", "cd"),
        seed_text('a","b', "", "c", "d"),
    }
    assert len(texts) == 4
    assert drawn()[1].names != drawn(domain="other")[1].names


def test_a_record_survives_storage():
    _, record = drawn()
    stored = canonical.dumps(record.to_data())
    assert DrawRecord.from_data(json.loads(stored)) == record


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["format"], "fivefold.draw/2"),
        (["plan"], []),
        (["plan", "sizes"], {}),
        (["plan", "reserve"], True),
        (["seed", "text"], 5),
        (["seed", "made_at"], "yesterday"),
        (["strata"], None),
    ],
)
def test_other_shapes_are_no_record(path, value):
    data = drawn()[1].to_data()
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises((TypeError, ValueError)):
        DrawRecord.from_data(data)


def test_the_list_must_be_the_committed_one():
    frame = frame_of(CITIES)
    plan = plan_of("objects", "2026-1", {"2": 4})
    logged = committed(frame, plan)
    assert draw(frame, plan, logged, SEED).names
    for other_frame, other_plan in (
        (frame_of(CITIES[1:]), plan),
        (frame, plan_of("objects", "2026-1", {"2": 5})),
        (frame, plan_of("objects", "2026-2", {"2": 4})),
        (frame, plan_of("objects", "2026-1", {"2": 4}, reserve=1)),
    ):
        with pytest.raises(FrameChangedError):
            draw(other_frame, other_plan, logged, SEED)


def test_the_seed_must_be_younger_than_the_commitment():
    assert drawn(seed=replace(SEED, made_at=LOGGED + timedelta(microseconds=1)))
    naive = datetime(2026, 3, 2, 10)  # noqa: DTZ001 - the refused case
    for wrong in (
        replace(SEED, made_at=LOGGED),
        replace(SEED, made_at=LOGGED - timedelta(days=1)),
        replace(SEED, made_at=naive),
        replace(SEED, text=" "),
    ):
        with pytest.raises(SeedTooEarlyError):
            drawn(seed=wrong)


def test_each_round_needs_new_chance():
    assert drawn(used={"an older seed"})
    with pytest.raises(TiedSeedsError):
        drawn(used={SEED.text})


@pytest.mark.parametrize("sizes", [{"2": 21, "3": 2}, {"2": 4}, {"2": 4, "3": 2, "1": 0}, {"2": -1, "3": 2}])
def test_impossible_sizes_are_refused(sizes):
    frame = frame_of([*CITIES, *DISTRICTS])
    assert commitment_digest(frame, plan_of("objects", "1", {"2": 0, "3": 8}))
    with pytest.raises(SizeError):
        commitment_digest(frame, plan_of("objects", "1", sizes))


def test_a_negative_reserve_is_refused():
    with pytest.raises(SizeError) as refusal:
        commitment_digest(frame_of(CITIES), plan_of("objects", "1", {"2": 1}, reserve=-1))
    assert refusal.value.spoken("zh") == ("备选数不能为-1",)


@pytest.mark.parametrize(
    ("items", "error"),
    [
        ([], EmptyFrameError),
        ([Item("甲"), Item("甲")], DuplicateNameError),
        ([Item("é"), Item("e\u0301")], DuplicateNameError),
        ([Item("")], BadNameError),
        ([Item("甲 ")], BadNameError),
        ([Item("甲\x1f2")], BadNameError),
        ([Item("甲\u2028")], BadNameError),
        ([Item("甲", weight=0)], WeightError),
        ([Item("甲", weight=True)], WeightError),
        ([Item("甲", weight=5_000_000), Item("乙")], WeightError),
    ],
)
def test_lists_that_cannot_be_drawn_from_are_refused(items, error):
    assert frame_of([Item("甲"), Item("乙", weight=3)]).items == (Item("乙", weight=3), Item("甲"))
    with pytest.raises(error):
        frame_of(items)


def changed(record, stratum, **what):
    strata = list(record.strata)
    strata[stratum] = replace(strata[stratum], **what)
    return replace(record, strata=tuple(strata))


def test_tampering_with_any_part_of_a_record_is_found():
    frame, record = drawn()
    first = record.strata[0]
    favourite = replace(first.drawn[3], name=first.reserve[0].name, ticket=first.reserve[0].ticket)
    other_ticket = replace(first.drawn[0], ticket="0.1")
    swapped = (first.drawn[1], first.drawn[0], *first.drawn[2:])
    cases = {
        "draw.other_item": [
            changed(record, 0, drawn=(*first.drawn[:3], favourite)),
            changed(record, 0, drawn=(other_ticket, *first.drawn[1:])),
            changed(record, 0, drawn=swapped),
            changed(record, 0, reserve=first.reserve[::-1]),
            replace(record, seed=replace(record.seed, text="27182818284590452353")),
        ],
        "draw.other_count": [changed(record, 0, drawn=first.drawn[:3]), changed(record, 1, reserve=())],
        "draw.other_eligible": [changed(record, 0, eligible=19), changed(record, 0, lots=21)],
        "draw.other_strata": [replace(record, strata=record.strata[:1])],
        "draw.other_list": [replace(record, frame_digest="0" * 64)],
        "draw.other_frame": [
            replace(record, commitment=replace(record.commitment, digest="0" * 64)),
            replace(record, plan=replace(record.plan, round="2026-2")),
            replace(record, plan=replace(record.plan, sizes=(("2", 3), ("3", 2)))),
        ],
        "draw.seed_too_early": [replace(record, commitment=replace(record.commitment, logged_at=MADE))],
        "draw.size": [replace(record, plan=replace(record.plan, sizes=(("2", 21), ("3", 2))))],
    }
    assert verify_draw(record, frame) == ()
    for code, records in cases.items():
        for one in records:
            found = verify_draw(one, frame)
            assert code in [reason.code for reason in found]
            assert all(speak(reason, language) for reason in found for language in ("zh", "en"))


def test_another_list_is_found():
    _, record = drawn()
    other = frame_of([*CITIES[1:], Item("演示99市", "2"), *DISTRICTS])
    assert {reason.code for reason in verify_draw(record, other)} >= {"draw.other_list", "draw.other_frame"}


@given(st.integers(0, 27), st.integers(0, 63))
def test_every_flipped_digit_of_a_ticket_is_found(place, digit):
    frame, record = drawn(sizes=(("2", 20), ("3", 8)))
    stratum, at = (0, place) if place < 20 else (1, place - 20)
    listed = list(record.strata[stratum].drawn)
    number = listed[at].ticket
    wrong = number[: digit + 2] + str((int(number[digit + 2]) + 1) % 10) + number[digit + 3 :]
    listed[at] = replace(listed[at], ticket=wrong)
    assert len(verify_draw(changed(record, stratum, drawn=tuple(listed)), frame)) == 1


def test_a_commitment_is_not_only_of_this_list():
    plan = plan_of("objects", "1", {"2": 1})
    digest = commitment_digest(frame_of(CITIES), plan)
    assert len(digest) == 64
    assert digest != commitment_digest(frame_of([*CITIES[:-1], replace(CITIES[-1], weight=2)]), plan)
    assert Commitment(digest, LOGGED).place == ""
