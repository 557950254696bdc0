"""The limit: bare Django pages of the same rows from the same database, without sign-in, middleware or design."""
