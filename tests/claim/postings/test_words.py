"""A posted list speaks its programme's own words, on paper and in the check of the paper."""

import pytest

from cast import build_nation
from claim.postings.posted import posted_with_documents
from fivefold.claim.postings.dossiers import document_of
from fivefold.claim.postings.exports import csv_of
from fivefold.claim.postings.frozen import list_words
from fivefold.claim.postings.queries import list_of
from fivefold.claim.postings.rows import HEADS, LIST_TITLE, heads_of, title_of
from fivefold.claim.postings.textcheck import compare_text
from fivefold.classify.class_lists.documents import _addressees
from fivefold.packs.loader import load_pack
from packs.pack_copies import SHIYU, TINY

REGISTER = {
    "cn-2021-shiyu": (
        "试点地区任务认领榜单",
        ["序号", "省级单位", "试点地区", "类别", "试点项目", "责任单位"],
        ("各试点地区", "各省级单位"),
    ),
    "tiny-two-level": ("分馆认办榜单", ["序号", "总社", "分馆", "规模", "服务", "责任单位"], ("各分馆",)),
}


@pytest.mark.parametrize("folder", [SHIYU, TINY], ids=lambda folder: folder.name)
def test_words_come_from_the_pack(folder):
    pack = load_pack(folder)
    title, heads, addressees = REGISTER[folder.name]
    assert list_words(pack) == {"list": title, "heads": heads}
    assert _addressees(pack) == addressees


def test_a_pack_without_a_vocabulary_keeps_neutral_words():
    pack = load_pack(TINY)
    bare = pack.programme.model_copy(update={"vocabulary": type(pack.programme.vocabulary)()})
    object.__setattr__(pack, "programme", bare)
    assert list_words(pack)["heads"] == ["序号", "总社", "分馆", "类别", "认领项目", "责任单位"]
    assert list_words(pack)["list"] == "分馆认领榜单"


def test_list_document_and_check_use_the_same_words(db):
    nation = build_nation()
    posting = posted_with_documents(nation)
    data = list_of(posting)
    table = document_of(posting, data, checkpoint="x").annexes[0].blocks[0]
    assert [column.title for column in table.columns] == REGISTER["cn-2021-shiyu"][1] == list(heads_of(data))
    assert (
        csv_of(posting).decode("utf-8-sig").splitlines()[0].startswith("序号,省级单位,试点地区,类别,试点项目")
    )
    text = "".join([data["document_number"], data["title"], *heads_of(data)])
    rows = "".join("".join(row) for row in table.rows)
    assert compare_text(f"{text}{rows}核验：扫描二维码", data) == ()
    assert [one.code for one in compare_text(f"{rows}核验：扫描二维码", data)] == [
        "claim.postings.text.no_list"
    ]


def test_a_list_from_before_keeps_its_heads():
    assert (heads_of({}), title_of({})) == (HEADS, LIST_TITLE)
