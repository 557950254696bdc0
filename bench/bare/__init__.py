"""The limit: Django pages of the same rows from the same database, without our frame, rules and design."""
