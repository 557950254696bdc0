"""责任分担: commands on `fivefold.method.share`."""
