"""Long work with progress: queued in the caller's transaction, leased by a worker, taken over when a worker dies."""
