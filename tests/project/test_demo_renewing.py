"""The demonstration is whole, or it is begun anew: an interrupted run leaves nothing behind that stays broken."""

import os
import subprocess
import sys

import click
import pytest

from cast import NOW, PROGRAMMES
from fivefold.orgs.models import Body, Person
from fivefold.packs.models import Programme
from fivefold.packs.programmes import install_pack
from fivefold.project.demo import build, command, renewing
from fivefold.project.demo.dates import Dates
from fivefold.project.demo.renewing import NotOursError, Standing, clear, standing
from fivefold.project.demo.story import REVIEWING, Land

ANEW = "an earlier run did not finish"
INTERRUPTED = """
from fivefold.project.cli import main, set_up
from fivefold.project.demo import command
def interrupt(*arguments):
    raise KeyboardInterrupt
prepare = command._prepare
def prepare_then_break():
    prepare()
    from fivefold.project.demo import build
    build.issue_guideline = interrupt
command._prepare = prepare_then_break
main()
"""
FINISHED = """
import os
from fivefold.project.cli import main
main(standalone_mode=False)
from django.conf import settings
from fivefold.claim.postings.addresses import public_url
from fivefold.claim.postings.models import Posting
from fivefold.orgs.models import Body
posting = Posting.objects.get()
centre = Body.objects.get(programme__slug="demo", code="00").name
print("posted", public_url(posting).split("/")[2], *posting.title_lines, posting.source, centre)
"""


def run_demo(script: str, data, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("FIVEFOLD_")}
    line = [sys.executable, "-c", script, "demo", "--prepare-only", "--regions", "64", *options]
    return subprocess.run(
        line,
        env={**environment, "FIVEFOLD_DATA": str(data)},
        check=False,
        capture_output=True,
        text=True,
    )


def test_an_interrupted_run_is_begun_anew_and_the_address_posted_is_the_one_served(tmp_path):
    broken = run_demo(INTERRUPTED, tmp_path)
    assert (broken.returncode, "log-ins" in broken.stdout) == (1, False)
    whole = run_demo(FINISHED, tmp_path, "--port", "8123")
    assert whole.returncode == 0, whole.stderr
    assert whole.stdout.count(ANEW) == 1
    name = "演示中央办公室"
    posted = f"posted 127.0.0.1:8123 {name}关于公布 试点任务认领名单（第一批）的通知 {name} {name}"
    assert whole.stdout.splitlines()[-1] == posted


def begin(slug: str) -> Programme:
    version = install_pack(PROGRAMMES / "cn-2021-shiyu", NOW)
    return Programme.objects.create(
        slug=slug, title=slug, pack_version=version, time_zone="Asia/Shanghai", created_at=NOW
    )


@pytest.fixture
def file(monkeypatch, settings, tmp_path):
    """A database file in the data folder, as far as removing is concerned."""
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"x.sqlite3{ending}").touch()
    (tmp_path / "log.key").touch()
    monkeypatch.setattr(renewing, "connection", Connection(tmp_path / "x.sqlite3"))
    return tmp_path


class Connection:
    def __init__(self, path, vendor="sqlite"):
        self.settings_dict, self.vendor, self.closed = {"NAME": path}, vendor, False

    def close(self):
        self.closed = True


@pytest.mark.parametrize("slug", ["register", "demo"])
def test_it_is_absent_then_unfinished_then_whole(db, slug):
    assert standing() is Standing.ABSENT
    begin(slug)
    assert standing() is Standing.UNFINISHED
    Person.objects.create_person("demo-publisher", "演示发布人")
    assert standing() is Standing.WHOLE


def test_the_file_and_what_lies_beside_it_are_removed(db, file):
    begin("register")
    begin("demo")
    Person.objects.create_person("register-00-publisher", "演示人员")
    Person.objects.create_person("demo-00-publisher", "演示人员")
    clear()
    assert renewing.connection.closed
    assert [path.name for path in file.iterdir()] == ["log.key"]


@pytest.mark.parametrize("other", ["programme", "person", "server", "elsewhere"])
def test_what_is_not_the_demonstrations_is_never_removed(db, file, settings, other):
    begin("demo")
    if other == "programme":
        begin("office")
    elif other == "person":
        Person.objects.create_person("wang", "王某")
    elif other == "server":
        renewing.connection.vendor = "postgresql"
    else:
        settings.DATA_DIR = file / "deeper"
    with pytest.raises(NotOursError):
        clear()
    assert (file / "x.sqlite3").exists()
    assert not renewing.connection.closed


def test_a_refusal_is_a_sentence_and_nothing_is_built(db, monkeypatch, capsys):
    begin("demo")  # the tests' own database lies outside the data folder
    monkeypatch.setattr(build, "build", lambda **_: pytest.fail("built"))
    monkeypatch.setattr(command, "_prepare", lambda: pytest.fail("prepared"))
    with pytest.raises(click.ClickException) as refused:
        command._fill(64)
    assert refused.value.message.startswith("演示数据未准备完")
    assert "the demonstration is unfinished" in refused.value.message
    assert ANEW not in capsys.readouterr().out


def test_a_whole_one_is_left_as_it_is(db, monkeypatch, capsys):
    Person.objects.create_person("demo-publisher", "演示发布人")
    monkeypatch.setattr(build, "build", lambda **_: pytest.fail("built"))
    command._fill(64)
    assert capsys.readouterr().out == "  the demonstration is there already · 演示数据已就绪\n"


def test_the_log_ins_are_made_together_or_not_at_all(nation, monkeypatch):
    def interrupt(role):
        raise KeyboardInterrupt

    lands = [Land(nation.provinces["演示省"], [nation.regions["甲市"]], REVIEWING)]
    real = begin("register")
    Body.objects.create(programme=real, code="00", name="中央", level=0, path="00/")
    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(build, "login_name", interrupt)
        build._logins(nation.programme, real, lands, Dates(NOW))
    assert not Person.objects.filter(username__startswith="demo-").exists()
    build._logins(nation.programme, real, lands, Dates(NOW))
    assert standing() is Standing.WHOLE
