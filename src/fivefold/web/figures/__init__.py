"""Figures drawn on the server: geometry is computed here, templates only write it down."""
