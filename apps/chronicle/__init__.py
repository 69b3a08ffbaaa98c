"""The reading side: read models over the SQL relations, and questions across rooms. No tables, no HTTP."""
