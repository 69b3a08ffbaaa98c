"""Duplicates: pairs that may be one thing, looked at side by side, and merged through review like any change."""
