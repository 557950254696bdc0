"""责任分担: duties and deadlines, fair judging, rankings that anybody can recompute.

Source: part five of the text. Each module stands by itself and is imported by its own name; those that
compute with arrays (`calibration`, `stability`, `pairs`, `orderings`, `ranking`) load numpy and SciPy only then.

- `duties`: exactly one 牵头 per project and level; 配合, 指导, 监督 beside it
- `workdays`, `deadlines`, `escalation`: terms in programme time, and who is told when one is missed
- `conflicts`: who may not judge whom, from the tree of bodies and from declarations
- `panel`: trimmed means in decimal arithmetic
- `calibration`, `stability`, `influence`: severity of judges, rank intervals, what one judge decides
- `pairs`, `orderings`, `ranking`: Bradley-Terry, Plackett-Luce, Borda, Condorcet, exact Kemeny
"""

from pathlib import Path

from fivefold.method.reason import register_catalogue

register_catalogue(Path(__file__).parent / "catalogue")
