"""Every permission has a name in both languages, and no sentence for people holds a code."""

import re

import pytest

from fivefold.authz.decide import decide
from fivefold.authz.facts import ObjectFacts
from fivefold.authz.permissions import Permission
from fivefold.authz.words import act_of, role_lacks
from fivefold.method.reason import codes, speak


@pytest.mark.parametrize("permission", list(Permission))
def test_every_permission_is_named_in_both_languages(permission):
    chinese, english = speak(act_of(permission), "zh"), speak(act_of(permission), "en")
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)
    assert not set(":_") & set(chinese + english)


def test_no_name_is_left_of_a_permission_that_is_gone():
    named = {code.removeprefix("authz.act.") for code in codes() if code.startswith("authz.act.")}
    assert named == {permission.value for permission in Permission}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_permissions_have_the_same_name(language):
    assert len({speak(act_of(permission), language) for permission in Permission}) == len(Permission)


def test_a_role_that_lacks_an_act_is_told_which_in_words():
    facts = ObjectFacts("p", "00/", "drafted")
    told = decide(None, Permission.CLAIM_REVIEW, facts).reason
    assert told == role_lacks(Permission.CLAIM_REVIEW)
    assert told.params["permission"] == "claim:review"
    assert speak(told, "zh") == "您的岗位职责不包括“审核认领”。"
    assert speak(told, "en") == "“review a claim” is not among the tasks of your role."
