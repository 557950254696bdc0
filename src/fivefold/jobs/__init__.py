"""Long work with progress: queued in a transaction, leased by a worker, taken over when that dies."""
