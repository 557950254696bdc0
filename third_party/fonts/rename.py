"""Give the Kai subset its own name: the licence reserves the original's (OFL 1.1, condition 3).

Usage: python rename.py SUBSET.ttf FivefoldKai-Regular.ttf
"""

import sys

from fontTools.ttLib import TTFont

NAMES = {
    1: "Fivefold Kai",
    2: "Regular",
    3: "1.250;Fivefold Kai",
    4: "Fivefold Kai Regular",
    6: "FivefoldKai-Regular",
    10: "Subset of an OFL face by LXGW, renamed as its licence asks; see LICENSE.txt",
}

source, target = sys.argv[1:]
font = TTFont(source, recalcTimestamp=False)
table = font["name"]
table.names = [
    entry
    for entry in table.names
    if entry.nameID in (0, 5, 13, 14) and entry.platformID == 3 and entry.langID == 0x409
]
for identifier, text in NAMES.items():
    table.setName(text, identifier, 3, 1, 0x409)
font.save(target)
