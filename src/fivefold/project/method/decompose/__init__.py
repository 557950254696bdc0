"""项目分解: commands on `fivefold.method.decompose`."""
