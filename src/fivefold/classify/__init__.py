"""The room `classify`."""
