"""Bars that return one value."""
