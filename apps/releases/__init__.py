"""Releases as files: a changeset that was named, packaged once and for ever, and served as it stands."""
