"""Congratulating before the day brings bad luck: what may be done ahead (domain.md 6)."""

from __future__ import annotations

from datetime import date

from store.events.occurrence import NEVER_EARLY, Occurrence
from store.profile.activity import AckKind

_SPOKEN = frozenset({AckKind.CALL, AckKind.EMAIL, AckKind.VISIT, AckKind.MESSAGE})
"""Reach the person at once; a card, a letter or a parcel arrives later."""


def too_early(occurrence: Occurrence, kind: AckKind, today: date) -> bool:
    """True if it would congratulate somebody before their day."""
    return occurrence.kind in NEVER_EARLY and today < occurrence.day and kind in _SPOKEN
