"""Formats, who is in them, and partnerships."""
