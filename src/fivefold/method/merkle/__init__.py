"""Tamper-evident log: Merkle tree hashing, proofs and signed checkpoints.

Hashing and proofs follow RFC 9162 section 2.1 (the same tree as RFC 6962); checkpoints follow C2SP
`tlog-checkpoint` and `signed-note`. Whoever holds two checkpoints can prove that the later log only added;
whoever holds an entry and a checkpoint can prove that the entry is inside.
"""

from fivefold.method.merkle.checkpoint import Checkpoint, CheckpointError, new_key, open_note, sign
from fivefold.method.merkle.hashing import EMPTY_ROOT, leaf_hash, node_hash
from fivefold.method.merkle.proofs import (
    NodeSource,
    consistency_path,
    inclusion_path,
    root_at,
    verify_consistency,
    verify_inclusion,
)
from fivefold.method.merkle.suite import Ed25519, Suite
from fivefold.method.merkle.tree import CompactRange, Tree, root

__all__ = [
    "EMPTY_ROOT",
    "Checkpoint",
    "CheckpointError",
    "CompactRange",
    "Ed25519",
    "NodeSource",
    "Suite",
    "Tree",
    "consistency_path",
    "inclusion_path",
    "leaf_hash",
    "new_key",
    "node_hash",
    "open_note",
    "root",
    "root_at",
    "sign",
    "verify_consistency",
    "verify_inclusion",
]
