"""Posted lists for everybody."""
