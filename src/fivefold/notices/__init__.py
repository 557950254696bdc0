"""To-dos, notices and calendar entries: written by lifecycle in the same transaction, read by web."""
