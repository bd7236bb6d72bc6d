"""The steps from a contact to a customer, apart from the record: rows need no more."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where a company stands (domain.md 2 and 5.1)."""

    CONTACT = "contact"
    PROSPECT = "prospect"
    QUALIFIED = "qualified"
    NEW = "new"
    EXISTING = "existing"
    REGULAR = "regular"
    FORMER = "former"

    @property
    def customer(self) -> bool:
        """Buys now: new, existing or regular customer."""
        return self in (Stage.NEW, Stage.EXISTING, Stage.REGULAR)
