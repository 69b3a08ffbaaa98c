"""The embedded server and its roles, tried on real servers in throw-away homes."""
