"""Made-up records in a database of their own, as many as one likes: for measuring, never to be published."""
