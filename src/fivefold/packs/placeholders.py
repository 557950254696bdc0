"""The closed list of `{placeholders}` that the documents and number patterns of a pack may use."""

import re

_BRACE = re.compile(r"\{([^{}]*)\}|[{}]")

# Known when a list is posted; every value is text made by the posting, never by the pack.
POSTING = frozenset(
    {
        "programme",  # the programme's title
        "issuer",  # name of the body that posts
        "number",  # full document number, e.g. 演示〔2026〕1号
        "date",  # day of issue, written in the document's language
        "edition",  # planned name of the guideline edition
        "batches",  # labels of the batches that the list covers
        "regions",  # number of participants on the list
        "claims",  # number of claimed projects on the list
        "projects",  # number of projects of the edition
        "cap_min",
        "cap_max",
        "notice_days",  # length of the notice with its kind, e.g. 15个自然日
        "notice_from",
        "notice_until",
        "acknowledgement_days",
        "address",  # where objections are received: the public page's address
        "digest",  # SHA-256 of the canonical list
    },
)
# A correction also names the posting that it replaces, and why.
CORRECTION = POSTING | {"corrects_title", "corrects_number", "corrects_date", "correction_reason"}
NUMBER = frozenset({"prefix", "year", "serial"})


def unknown(text: str, known: frozenset[str]) -> list[str]:
    """Find what stands in braces and is not known, stray braces included, in order of appearance."""
    return [found[0] for found in _BRACE.finditer(text) if found[1] not in known]


def fill(text: str, values: dict[str, str]) -> str:
    """Put values into a text whose placeholders were checked; KeyError for a value that is not given.

    One pass: braces inside a value are left as they are.
    """
    return _BRACE.sub(lambda found: values[found[1]], text)
