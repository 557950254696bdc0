"""任务分领: commands on `fivefold.method.claim`."""
