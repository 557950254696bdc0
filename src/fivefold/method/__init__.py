"""五分法 as a library: the rules of the five divisions in plain Python.

Nothing here knows Django, a database, the clock or hidden chance: dates, seeds and rules are arguments,
decisions are frozen values that carry their reasons. Each module can be read and tested by itself:

- `fivefold.method.reason`: reasons as data, spoken in Chinese and English; the error `Refused`
- `fivefold.method.canonical`: canonical JSON and its digest
- `fivefold.method.merkle`: tamper-evident log, proofs, signed checkpoints
- `fivefold.method.classify`: 地区分类, the table of rules, facts as of a day
- `fivefold.method.claim`: 任务分领, the gate, the limits of a claim, advice
- `fivefold.method.claim.index`: a self-assessment as scores and places, and how firm they are
- `fivefold.method.claim.coordination`: 统筹, who claims what within quotas, exactly, with reasons and prices
- `fivefold.method.decompose`: 项目分解, the guideline as a tree, two editions compared, holdings carried over
- `fivefold.method.create`: 经验分创, evaluation, class goals, meetings, help, originality
- `fivefold.method.share`: 责任分担, duties and deadlines, fair judging, rankings
- `fivefold.method.draw`: the verifiable draw: committed list, public seed, tickets anybody recomputes
- `fivefold.method.posting`: what is sealed when a list is posted
- `fivefold.method.verify`: checks a posted list offline; one file, standard library only
"""
