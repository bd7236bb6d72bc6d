"""Checklists, scores and recommendations (domain.md 3)."""
