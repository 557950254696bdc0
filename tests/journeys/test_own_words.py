"""A programme speaks its own words: nothing of another programme's levels stands in the code."""

import re

import pytest

from fivefold.packs.loader import load_pack
from journeys.acts import Office
from journeys.crawl import reached
from journeys.test_http import (
    acknowledge,
    appoint_everybody,
    assess,
    claim,
    object_and_correct,
    open_the_round,
    post,
    register_and_classify,
    review,
)
from journeys.worlds import NETWORK, PILOT, PROGRAMMES, founded

pytestmark = pytest.mark.django_db
# What the national pilot is made of, beside what its pack calls its levels.
OF_THE_PILOT = {
    "zh-hans": ("省", "全国", "地市", "直辖", "市域"),
    "en": (r"\bprovinc", r"\bnation", r"\bmunicipalit"),
}
BODIES = (("publisher", ""), ("signer", NETWORK.region[0]))
LEAST = 25  # so many pages and files each of them reaches; far fewer would be no proof


def levels(world, language: str) -> set[str]:
    """Return what a pack calls its levels."""
    return {level.label.text(language[:2]) for level in load_pack(PROGRAMMES / world.pack).programme.levels}


@pytest.fixture
def office(time) -> Office:
    """The library network after a whole round: assessed, claimed, returned, reviewed, posted, corrected."""
    founded(NETWORK, time.now())
    made = Office(NETWORK, "zh-hans")
    made.appoint("publisher")
    register_and_classify(made)
    open_the_round(made)
    made.next_morning(time)
    appoint_everybody(made)
    assess(made)
    claims = claim(made)
    made.next_morning(time)
    review(made, claims)
    posting = post(made)
    made.next_morning(time)
    object_and_correct(made, posting)
    acknowledge(made)
    return made


def test_no_word_of_the_national_pilot_reaches_a_library_network(office):
    found, counted = set(), {}
    for language, of_the_pilot in OF_THE_PILOT.items():
        words = {*of_the_pilot, *(levels(PILOT, language) - levels(NETWORK, language))}
        pattern = re.compile(rf".{{0,25}}({'|'.join(words)}).{{0,25}}", re.IGNORECASE)
        for role, code in BODIES:
            hands = office.hands(role, code)
            hands.client.cookies["language"] = language
            for address, text in reached(hands):
                counted[language, role] = counted.get((language, role), 0) + 1
                # What is stored keeps its names whatever the language: the machine's keys are no words.
                if not address.endswith("json"):
                    found |= {(language, address.split("/")[3], hit[0]) for hit in pattern.finditer(text)}
    assert found == set()
    assert min(counted.values()) >= LEAST, counted
