"""The room `decompose`."""
