"""Generated pages say what the code does."""

import click
import pytest
from click.testing import CliRunner

from fivefold.project.cli import COMMANDS, main
from fivefold.project.method.command import COMMANDS as METHOD
from fivefold.project.reference.command import docs
from fivefold.project.reference.commands import DIVISIONS, _command
from fivefold.project.reference.pages import PAGES


def test_permissions_page_names_reach_by_role():
    page = PAGES["permissions.md"]()
    line = next(row for row in page.splitlines() if row.startswith("| `claim:review`"))
    assert line == "| `claim:review` |  |  |  | subtree |  |  |  |  |  |  |  |"


def test_lifecycle_page_names_owner_and_causes():
    page = PAGES["lifecycle.md"]()
    assert (
        "| `claim.closed` | approved, drafted, filed, posted, returned, submitted | closed | `claim:close` |"
        in page
    )
    assert "region.left" in page


def test_addresses_page_names_entrances():
    assert "| `/web/seat/` | signed_in |" in PAGES["addresses.md"]()


def test_api_page_names_each_operation_with_its_entrance():
    page = PAGES["api.md"]()
    assert "| `POST` | `/api/{programme}/claims` | `claim:view` |" in page
    assert page.count("| `GET` |") == 9


LOG = ("check", "check-checkpoint", "checkpoint", "consistency", "inclusion", "root")


def test_commands_page_has_every_command_in_the_order_of_the_divisions():
    page = PAGES["commands.md"]()
    heads = [line.split(" ", 1) for line in page.splitlines() if line.startswith("##")]
    assert [said for level, said in heads if level == "##"] == [
        *(f"fivefold {name}" for name in sorted(COMMANDS) if name != "method"),
        "fivefold method",
    ]
    assert [said for level, said in heads if level == "###" and said in DIVISIONS.values()] == list(
        DIVISIONS.values()
    )
    named = [said.removeprefix("fivefold method ") for level, said in heads if level == "####"]
    assert sorted(named) == sorted(METHOD)
    order = [METHOD[name].split(":")[0].split(".")[3] for name in named]
    assert order == sorted(order, key=list(DIVISIONS).index)
    assert [said for level, said in heads if level == "#####"] == [
        *(f"fivefold method draw {name}" for name in ("commit", "run", "size", "verify")),
        *(f"fivefold method log {name}" for name in LOG),
    ]


def test_commands_page_has_help_arguments_and_options_of_a_command():
    page = PAGES["commands.md"]()
    part = page.split("#### fivefold method rank\n\n")[1].split("\n#")[0].splitlines()
    assert part[:5] == [
        "```text",
        "fivefold method rank [OPTIONS] TABLE",
        "```",
        "",
        "多人排序合成一个排序 / one order out of many.",
    ]
    assert [line for line in part[part.index("|---|---|") + 1 :] if line] == [
        "| `TABLE` | 文件 / a file |",
        "| `--by [kemeny\\|borda\\|plackett-luce]` | 规则 / the rule. [default: kemeny] |",
        "| `--prior FLOAT` | 对数实力先验的标准差 / prior of plackett-luce. [default: 1.0] |",
        "| `--out FILE` | 结果写入此文件(csv, xlsx, json) / write the result here. |",
        "| `--language [zh\\|en]` | 说明的语言 / of the reasons [default: zh] |",
    ]
    assert "| `TOTAL` | 整数 / a whole number, 1 or more |" in page
    assert "| `PERCENT` | 数 / a number, 0 to 100 |" in page
    assert "| `FOLDER` | 文件夹 / a folder |" in page


def test_commands_page_leaves_out_what_is_hidden():
    @click.command()
    @click.argument("name")
    @click.option("--secret", hidden=True)
    @click.option("--open", "open_", is_flag=True, help="Yes | no.")
    def greet():
        """Say hello."""

    assert _command(click.Context(greet, info_name="greet"), "##") == (
        "## greet\n\n```text\ngreet [OPTIONS] NAME\n```\n\nSay hello.\n\n"
        "| argument, option | meaning |\n|---|---|\n| `NAME` | 文字 / text |\n| `--open` | Yes \\| no. |\n"
    )


@pytest.mark.parametrize("stale", [True, False])
def test_docs_command_compares_without_writing(settings, tmp_path, stale):
    settings.ROOT = tmp_path
    runner = CliRunner()
    if not stale:
        assert runner.invoke(docs).output.count("written") == len(PAGES)
    answer = runner.invoke(docs, ["--check"])
    assert answer.exit_code == (1 if stale else 0)
    assert len(list((tmp_path / "docs" / "reference").iterdir())) == (0 if stale else len(PAGES))


def test_every_command_can_be_loaded_and_explains_itself():
    runner = CliRunner()
    assert [
        line
        for name in COMMANDS
        if name != "manage"
        if (line := runner.invoke(main, [name, "--help"])).exit_code
    ] == []
    assert runner.invoke(main, ["unknown"]).exit_code == 2
