"""五分法 as a library: the rules of the five divisions in plain Python.

Nothing here knows Django, a database, the clock or hidden chance: dates, seeds and rules are arguments,
decisions are frozen values that carry their reasons. Each module can be read and tested by itself:

- `fivefold.method.reason`: reasons as data, spoken in Chinese and English; the error `Refused`
- `fivefold.method.canonical`: canonical JSON and its digest
"""
