"""The benchmarks, one per file: each has a title and a function that measures and writes its report."""
