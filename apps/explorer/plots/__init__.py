"""Drawings as SVG: each is the same in a page, as `.svg` and as `.png`."""
