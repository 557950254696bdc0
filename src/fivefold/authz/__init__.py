"""Permissions, roles, decisions with reasons, and the scope of lists. The only source of who may do what."""
