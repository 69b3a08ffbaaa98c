"""Django's PostgreSQL, with a look at a kept connection that costs no statement."""
