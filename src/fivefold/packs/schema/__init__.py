"""The shape of a pack: one module per file of the folder."""
