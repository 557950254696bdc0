"""``fivefold found``: a programme begins on an empty installation, once, with three administrators (decisions 12)."""

import re

import pytest
from click.testing import CliRunner

from fivefold.ledger.models import Entry
from fivefold.ledger.reading import page
from fivefold.lifecycle.origin import origin_of
from fivefold.office.accounts_log import accounts_origin
from fivefold.orgs.models import Body, Person, Seat
from fivefold.packs.models import Programme
from fivefold.project.cli import main

pytestmark = pytest.mark.django_db
THREE = [
    "--system", "xitong", "演示系统员", "--security", "aq.1", "演示安全员", "--audit", "sj_1", "演示审计员",
]  # fmt: skip


def found(
    *more, pack="tiny-two-level", slug="network", body=("LIB", "演示图书馆联盟"), title="演示图书馆计划"
):
    told = ["--slug", slug, "--title", title, "--title-en", "Libraries", "--body", *body]
    return CliRunner().invoke(main, ["found", pack, *told, *more])


def rows():
    return [model.objects.count() for model in (Programme, Body, Person, Seat, Entry)]


def test_an_empty_installation_gets_a_programme_and_three_who_can_sign_in(client):
    answer = found(*THREE)
    assert (answer.exit_code, answer.stderr) == (0, "")
    address, *lines = answer.output.splitlines()
    passwords = dict(line.split("\t") for line in lines)
    assert (address, list(passwords)) == ("/p/network/", ["xitong", "aq.1", "sj_1"])
    programme = Programme.objects.get()
    assert (programme.demo, programme.title_en, programme.pack_version.key) == (
        False, "Libraries", "tiny-two-level",
    )  # fmt: skip
    body = Body.objects.get()
    assert (body.programme, body.code, body.level, body.path, body.parent) == (
        programme,
        "LIB",
        0,
        "LIB/",
        None,
    )
    for username, password in passwords.items():
        assert client.login(username=username, password=password)
        assert client.get("/").status_code == 200


def test_the_logs_tell_it(client):
    found(*THREE)
    (entry,), total = page(origin_of(Programme.objects.get()), start=0, count=10)
    assert (total, entry.kind, entry.role, entry.params["top"]) == (
        1,
        "programme.founded",
        "system",
        "演示图书馆联盟",
    )
    entries, total = page(accounts_origin(), start=0, count=10)
    assert sorted(one.kind for one in entries) == ["person.created"] * 3 + ["seat.granted"] * 3
    assert {one.params["subject"] for one in entries} == {"xitong", "aq.1", "sj_1"}
    assert "演示系统员" not in str([one.params for one in entries])


def test_the_audit_administrator_reads_it_in_words(client):
    words = dict(line.split("\t") for line in found(*THREE).output.splitlines()[1:])
    client.login(username="sj_1", password=words["sj_1"])
    page = client.get("/p/network/log/", follow=True).content.decode()
    text = re.sub(r"<[^>]+>", "", page)
    assert "设立计划“演示图书馆计划”（network），最高单位：演示图书馆联盟" in text


def test_a_second_programme_needs_no_administrators_and_gets_none():
    found(*THREE)
    before = rows()
    again = found(*THREE[:3], slug="second")
    assert (again.exit_code, "本系统已有管理员" in again.output) == (1, True)
    assert rows() == before
    assert found(slug="second").output == "/p/second/\n"
    assert Seat.objects.count() == 3
    taken = found(slug="second")
    assert (taken.exit_code, "已有简称为“second”的计划" in taken.output) == (1, True)
    assert Programme.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "changes", "said"),
    [
        ([], {}, "须同时指定系统管理员"),
        (THREE[:6], {}, "须同时指定系统管理员"),
        ([*THREE[:7], "xitong", "演示审计员"], {}, "三名管理员须是三个不同的人"),
        ([*THREE[:7], "X T", "演示审计员"], {}, "登录名“X T”不合要求"),
        ([*THREE[:7], "sj_1", " "], {}, "且姓名不能为空"),
        (THREE, {"slug": "Network"}, "不能用作简称"),
        (THREE, {"slug": "accounts"}, "不能是 accounts"),
        (THREE, {"title": " "}, "都不能为空"),
        (THREE, {"body": ("A/B", "演示")}, "不能含有斜杠"),
        (THREE, {"pack": "no-such-pack"}, "no-such-pack"),
    ],
)
def test_what_cannot_be_founded_is_said_and_leaves_nothing(more, changes, said):
    before = rows()
    answer = found(*more, **changes)
    assert answer.exit_code == 1
    assert said in answer.output
    assert " / " in answer.output
    assert rows() == before


def test_a_name_in_use_and_a_pack_with_faults_leave_nothing(tmp_path):
    Person.objects.create_person("xitong", "别人", "x")
    before = rows()
    answer = found(*THREE)
    assert (answer.exit_code, "登录名xitong已有人使用。" in answer.output) == (1, True)
    (tmp_path / "pack.yaml").write_text("key: broken\n", encoding="utf-8")
    answer = found(*THREE[:1], "other", *THREE[2:], pack=str(tmp_path))
    assert answer.exit_code == 1
    assert "claim.yaml:0:0" in answer.output
    assert rows() == before
