"""What happens after a key: ask through a dialog, build one Edit, apply it."""
