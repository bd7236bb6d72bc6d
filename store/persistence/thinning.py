"""Which backups are kept: 7 days, 4 weeks, 12 months, 5 special ones (store.md 1.6)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class BackupKind(StrEnum):
    """Why a backup was made."""

    DAILY = "daily"
    """Before the first save of a day."""
    MANUAL = "manual"
    """Somebody asked for it."""
    IMPORT = "import"
    REMOVAL = "removal"
    """Before a change that removes many customers."""
    ERASE = "erase"
    UPGRADE = "upgrade"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When and why a backup was made, as its name says."""

    made: datetime
    kind: BackupKind


DAYS, WEEKS, MONTHS, SPECIAL = 7, 4, 12, 5
MOST = DAYS + WEEKS + MONTHS + SPECIAL
"""No folder holds more backups of a file than this."""

_PERIODS: tuple[tuple[int, Callable[[date], Hashable]], ...] = (
    (DAYS, lambda day: day),
    (WEEKS, lambda day: day.isocalendar()[:2]),
    (MONTHS, lambda day: (day.year, day.month)),
)


def thin(stamps: Iterable[Stamp], today: date) -> frozenset[Stamp]:
    """Those that may be removed. Never the newest, and none twice for another day's sake.

    Of daily ones the newest of each of the last days, weeks and months that have any is
    kept; of the others the newest five. What is dated after today (a clock was wrong)
    only fills places that nothing else takes.
    """
    found = sorted(
        set(stamps), key=lambda s: (s.made.date() <= today, s.made, s.kind), reverse=True
    )
    daily = [stamp for stamp in found if stamp.kind is BackupKind.DAILY]
    special = [stamp for stamp in found if stamp.kind is not BackupKind.DAILY]
    kept = set(special[:SPECIAL])
    for count, period in _PERIODS:
        kept.update(_newest_of_each(daily, count, period))
    return frozenset(found) - kept


def _newest_of_each(
    daily: Iterable[Stamp], count: int, period: Callable[[date], Hashable]
) -> Iterator[Stamp]:
    """The first stamp of each period, until there are enough periods."""
    seen: set[Hashable] = set()
    for stamp in daily:
        key = period(stamp.made.date())
        if key in seen:
            continue
        if len(seen) == count:
            return
        seen.add(key)
        yield stamp
