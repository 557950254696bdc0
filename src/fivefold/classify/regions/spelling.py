"""Pinyin of Chinese names, to sort and to find them; never shown."""

from functools import lru_cache

_LIMIT = 300


@lru_cache(maxsize=8192)
def pinyin_of(name: str) -> str:
    """Return the syllables as one word, then their first letters: 青岛市 -> ``qingdaoshi qds``."""
    from pypinyin import lazy_pinyin

    syllables = [syllable.lower() for syllable in lazy_pinyin(name)]
    initials = "".join(syllable[:1] for syllable in syllables)
    return f"{''.join(syllables)} {initials}"[:_LIMIT]
