"""What a customer is worth: ABC classes and priority (domain.md 4)."""
