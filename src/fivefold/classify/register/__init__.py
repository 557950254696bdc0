"""The subject ``register``: imports of administrative areas and of participation, previewed before they are saved."""
