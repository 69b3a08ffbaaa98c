"""Proposals: what a changeset would do is done, read from the history, undone, and kept for a second person."""
