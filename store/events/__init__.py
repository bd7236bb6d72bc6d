"""What comes up, and when (domain.md 6)."""
