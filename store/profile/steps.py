"""The steps from a contact to a customer and the four decisions, apart from the record:
rows need no more."""

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


class Choice(StrEnum):
    """What to do with a prospect (domain.md 2)."""

    PURSUE = "pursue"
    DEVELOP = "develop"
    PARK = "park"
    DROP = "drop"

    @property
    def active(self) -> bool:
        """Somebody works on it: there must be a next step."""
        return self in (Choice.PURSUE, Choice.DEVELOP)
