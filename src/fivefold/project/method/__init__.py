"""``fivefold method``: the computations of `fivefold.method` on tables, without Django or a database.

One module per command, filed by division as the method is; each reads csv, xlsx or json, calls the method, and writes
csv, xlsx or json. Shared: `tables` (files), `cells` (what stands in a cell), `speaking` (sentences).
"""
