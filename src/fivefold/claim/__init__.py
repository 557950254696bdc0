"""The room `claim`."""
