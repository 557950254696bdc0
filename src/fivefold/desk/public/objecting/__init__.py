"""Objections of citizens: by text and receipt code, without identity."""
