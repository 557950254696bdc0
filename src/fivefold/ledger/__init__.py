"""Append-only log: one per programme, a Merkle tree over it, proofs and checkpoints. No foreign keys."""
