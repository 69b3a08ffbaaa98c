"""Spells by the hundred thousand: a CSV file through a staging table, whole or not at all, as one changeset."""
