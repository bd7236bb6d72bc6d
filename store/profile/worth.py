"""What a customer is worth beside money, as the seller judges it (domain.md 4.3, 4.7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reference(StrEnum):
    """What a customer does for our name (domain.md 4.3)."""

    ACTIVE = "active"
    """Recommends us, and something came of it."""
    NAMED = "named"
    """Names us as a reference."""
    WOULD = "would"
    """Would do so."""
    NO = "no"
    """Does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCare:
    """Contacts a year that were planned for one customer; they replace those of the class."""

    visits: int
    """0 to 254."""
    calls: int
    """0 to 250."""
