"""Uploads: inspected before anything parses them, stored by their content, never changed."""
