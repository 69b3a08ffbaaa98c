"""Packages a release into files."""
