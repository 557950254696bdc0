"""The first pages: workbench, front page, a programme's own page."""
