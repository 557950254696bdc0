"""One name for each part of a claim: on the form, in what is lacking, and for the file that sending demands."""

from cast import open_round
from claim_stage import drafted
from fivefold.packs.programmes import pack_of


def test_what_is_lacking_has_the_names_of_the_form(nation, client):
    claim = drafted(nation, open_round(nation))
    nation.login(client, "甲市 signer")
    form, lacking = (
        client.get(f"/p/test/claims/{claim.pk}/{page}/").content.decode() for page in ("edit", "check")
    )
    for part in pack_of(nation.programme).claim.parts[1:6]:
        assert part.label.zh in form
        assert f"“{part.label.zh}”尚未填写。" in lacking


def test_the_file_that_sending_demands_is_not_called_optional(nation, client):
    claim = drafted(nation, open_round(nation))
    nation.login(client, "甲市 signer")
    form = client.get(f"/p/test/claims/{claim.pk}/edit/").content.decode()
    assert "决定文件</label>" in form
    assert "（选填）" not in form[form.index('id="part-decision_record"') :]
    assert "尚未附“决定文件”" in client.get(f"/p/test/claims/{claim.pk}/check/").content.decode()
