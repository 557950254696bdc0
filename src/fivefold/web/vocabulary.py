"""What a programme calls its bodies, in the language of the page: the pack's words, never ours."""

from django.utils.translation import get_language

from fivefold.packs.fields import Label
from fivefold.packs.pack import Pack
from fivefold.web.speech import enumerated


def _language() -> str:
    return get_language() or "zh"


def _said(chinese: str, label: Label) -> str:
    return chinese if _language().startswith("zh") else label.text(_language())


def level_label(pack: Pack, level: int) -> str:
    """Return what a body of a level (0 is the top) is called: 中央, 省级单位, 试点地区."""
    if level == pack.participant_level:
        return participant_label(pack)
    above = pack.participant_level - 1
    return coordinator_label(pack) if level == above else pack.programme.levels[level].label.text(_language())


def labels_above(pack: Pack) -> str:
    """Return what the bodies above participants are called, the nearest first: 省级单位、中央."""
    return enumerated(level_label(pack, level) for level in range(pack.participant_level - 1, -1, -1))


def participant_label(pack: Pack) -> str:
    """Return what a participant is called: 试点地区, Pilot region."""
    own = pack.programme.vocabulary.participant
    return _said(pack.participant_word, own or pack.programme.levels[pack.participant_level].label)


def coordinator_label(pack: Pack) -> str:
    """Return what a body right above participants is called: 省级单位, Province."""
    return _said(pack.coordinator_word, pack.programme.levels[max(pack.participant_level - 1, 0)].label)
