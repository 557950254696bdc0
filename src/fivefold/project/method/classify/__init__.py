"""地区分类: commands on `fivefold.method.classify`."""
