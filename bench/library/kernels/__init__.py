"""One kernel per file: ``TITLE``, ``run(quick) -> list[Outcome]``, and the functions that its processes call."""
