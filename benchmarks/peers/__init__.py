"""What people would use instead, written as each documentation recommends; the same rows, field by field."""
