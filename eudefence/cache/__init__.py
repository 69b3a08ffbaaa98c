"""Public answers as finished bytes, in front of Django: a function of address, form and edition of the record."""
