"""Changesets, and the history of every record, which the database writes itself."""
