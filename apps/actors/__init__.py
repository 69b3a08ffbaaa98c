"""Whoever can act or take part."""
