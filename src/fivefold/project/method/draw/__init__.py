"""公开抽签: commands on `fivefold.method.draw`."""
