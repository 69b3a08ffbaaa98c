"""The tests; folders mirror apps/, and tests/server/ tries the embedded server."""
