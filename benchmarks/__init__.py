"""How fast the site is, beside what people would use instead: ratios from one run."""
