"""The demonstration: the real register, classified, and a fictional nation in the middle of a claim round."""
