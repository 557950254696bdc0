"""What a programme calls its bodies, in the language of the page: the pack's words, never ours."""

from django.utils.translation import get_language

from fivefold.packs.fields import Label
from fivefold.packs.pack import Pack


def _said(chinese: str, label: Label) -> str:
    language = get_language() or "zh"
    return chinese if language.startswith("zh") else label.text(language)


def participant_label(pack: Pack) -> str:
    """Return what a participant is called: 试点地区, Pilot region."""
    own = pack.programme.vocabulary.participant
    return _said(pack.participant_word, own or pack.programme.levels[pack.participant_level].label)


def coordinator_label(pack: Pack) -> str:
    """Return what a body right above participants is called: 省级单位, Province."""
    return _said(pack.coordinator_word, pack.programme.levels[max(pack.participant_level - 1, 0)].label)
