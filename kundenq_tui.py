"""The command `kundenq`."""


def main() -> int:
    """Run kundenq."""
    return 0
