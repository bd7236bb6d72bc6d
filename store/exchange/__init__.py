"""Text from other programs to records, and back."""
