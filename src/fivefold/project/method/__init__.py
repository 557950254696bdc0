"""``fivefold method``: the computations of `fivefold.method` on tables, without Django or a database.

One module per command; each reads csv, xlsx or json, calls the method, and writes csv, xlsx or json.
"""
