"""Web: the look, the parts pages are built of, and the doors every page has."""
