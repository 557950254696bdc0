"""经验分创: commands on `fivefold.method.create`."""
