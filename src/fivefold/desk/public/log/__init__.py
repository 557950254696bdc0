"""The log's public key, checkpoints and proofs of growth."""
