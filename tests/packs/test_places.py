"""Where packs are found."""

import pytest
from pack_copies import PROGRAMMES, TINY

from fivefold.method.reason import Refused
from fivefold.packs.places import pack_folder, pack_folders, programmes_folder


def test_the_repository_is_the_default(monkeypatch):
    monkeypatch.delenv("FIVEFOLD_PROGRAMMES", raising=False)
    assert programmes_folder() == PROGRAMMES
    assert [folder.name for folder in pack_folders({})] == ["cn-2021-shiyu", "tiny-two-level"]
    assert pack_folder("tiny-two-level", {}) == TINY


def test_the_setting_wins(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "pack.yaml").write_text("key: one", encoding="utf-8")
    (tmp_path / "no-pack").mkdir()
    environ = {"FIVEFOLD_PROGRAMMES": str(tmp_path)}
    assert pack_folders(environ) == (tmp_path / "one",)
    with pytest.raises(Refused) as caught:
        pack_folder("two", environ)
    assert caught.value.spoken("zh") == ("没有键为“two”的程序包。",)


def test_no_folder_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(Refused) as caught:
        programmes_folder({"FIVEFOLD_PROGRAMMES": str(tmp_path / "gone")})
    assert caught.value.spoken("en") == (
        f"There is no folder of packs at {tmp_path / 'gone'}; set FIVEFOLD_PROGRAMMES.",
    )
