"""This room has no tables; Django tells of migrations only apps that have a models module."""
