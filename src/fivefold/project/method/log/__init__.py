"""存证: commands on `fivefold.method.canonical` and `fivefold.method.merkle`."""
