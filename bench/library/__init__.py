"""``make bench-method``: kernels of `fivefold.method` beside their peers, in the peers' environment."""
