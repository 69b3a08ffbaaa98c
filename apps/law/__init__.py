"""Provisions and instruments."""
