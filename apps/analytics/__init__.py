"""SQL relations of schema `eudefence`."""
