"""What goes with the rows of a release: what it is, how to cite it, under which licence."""
