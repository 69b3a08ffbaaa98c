"""The project: settings, addresses, the embedded server and the commands behind the Makefile."""
