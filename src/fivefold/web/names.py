"""Chinese within pages of another language, marked as Chinese (decisions.md 13; WCAG 3.1.2).

Names of regions, bodies, documents and projects stay Chinese in every language and appear in sentences, tables,
options and drawings alike, so they are marked in one place: in the finished page, run by run.
"""

import re

_HAN = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A run begins and ends with a Chinese character or bracket; figures and Chinese punctuation within belong to it.
_EDGE = f"[{_HAN}\u300a-\u3011\u3014\u3015\uff08\uff09]"
_RUN = re.compile(f"{_EDGE}(?:[{_HAN}\u3001-\u303f\uff01-\uff5e\u00b7\u2014\u201c\u201d0-9]*{_EDGE})?")
# A tag and the text behind it, where that text has a Chinese character.
_TEXT = re.compile(f"(<[^<>]*>)([^<>]*[{_HAN}][^<>]*)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
# What can hold no element within: marked as a whole. What is not read out as text: left alone.
_WHOLE = frozenset({"option", "title", "textarea"})
_LEFT = frozenset({"script", "style"})
_DRAWN = frozenset({"text", "tspan"})
_LATIN = re.compile("[A-Za-z]")


def mark_names(page: str) -> str:
    """Return the page with each run of Chinese inside ``lang="zh-Hans"``; what is marked already stays as it is."""
    return _TEXT.sub(_marked, page)


def _marked(found: re.Match[str]) -> str:
    tag, text = found.groups()
    name = _NAME.match(tag)
    kind = name[1].lower() if name and not tag.startswith("</") else ""
    if kind in _LEFT or ' lang="zh' in tag:
        return found[0]
    # A drawn text is marked as a whole where it can be: a part of its own has no ground to stand out from.
    if kind in _WHOLE or (kind in _DRAWN and not _LATIN.search(text)):
        return f'{tag[:-1]} lang="zh-Hans">{text}' if " lang=" not in tag else found[0]
    inside = "tspan" if kind in _DRAWN else "span"
    return tag + _RUN.sub(rf'<{inside} lang="zh-Hans">\g<0></{inside}>', text)
