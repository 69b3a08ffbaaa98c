"""Import: a file of rows becomes one changeset, after every cell was seen beside what is published."""
