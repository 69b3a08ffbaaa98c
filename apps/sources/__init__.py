"""Works, and what is taken from them."""
