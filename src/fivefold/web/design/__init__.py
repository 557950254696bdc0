"""The page that shows every component in every state."""
