"""One module per command of `python -m eudefence`; each has `main`, which gives the exit code."""
