import json
import re
from pathlib import Path

import pytest

ROOMS = Path(__file__).parents[2] / "src" / "fivefold"
USED = {
    "files": re.compile(r"""refused\(\s*(?:"(\w+)"(?: if .*? else "(\w+)")?)""", re.DOTALL),
    "documents": re.compile(
        r"""(?:_wrong|_add|_understood)\(\s*"(\w+)"|Reason\.of\(\s*"documents\.([\w.]+)\""""
    ),
}


@pytest.mark.parametrize("room", ["files", "documents"])
def test_every_reason_that_the_code_gives_has_a_sentence(room):
    known = json.loads((ROOMS / room / "catalogue" / "zh_Hans.json").read_text())
    known_words = {code.removeprefix(f"{room}.").removeprefix("sheet.") for code in known}
    texts = [path.read_text() for path in (ROOMS / room).glob("*.py")]
    found = {word for text in texts for match in USED[room].findall(text) for word in match if word}
    assert found
    assert {word.removeprefix("sheet.") for word in found} <= known_words
