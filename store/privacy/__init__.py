"""Whom one may approach, and how (domain.md 7)."""
