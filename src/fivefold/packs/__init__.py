"""Programme packs: another pilot programme without code."""
