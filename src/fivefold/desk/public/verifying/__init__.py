"""Verification of a posted list in the browser."""
