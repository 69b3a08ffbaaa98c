"""Ideas, who put them forward, and their variants."""
