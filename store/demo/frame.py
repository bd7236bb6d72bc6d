"""One row of the sample tables, read as of a day and in a language."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from store.profile.contact import Birthday

Table = Mapping[str, Any]

CENTS = 100
_LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Reads days and texts of one row."""

    row: Table
    shared: Table
    """What all rows share."""
    today: date
    shift: timedelta
    """From the reference day to today."""
    lang: str

    @property
    def number(self) -> int:
        """Number of the row in domain.md 9, from 1."""
        return int(self.row["row"])

    @property
    def id(self) -> str:
        """Id of the record, and the start of all ids within it."""
        return record_id(self.number)

    def tables(self, key: str) -> tuple[Table, ...]:
        """The list of tables under a key of the row; empty if there is none."""
        return tuple(self.row.get(key, ()))

    def day(self, value: int | date) -> date:
        """A day given as whole days from today, or as of the reference day."""
        if isinstance(value, int):
            return self.today + timedelta(days=value)
        return value + self.shift

    def maybe(self, key: str, table: Table | None = None) -> date | None:
        """The day under a key of a table, by default of the row."""
        table = self.row if table is None else table
        return self.day(table[key]) if key in table else None

    def text(self, key: str, table: Table | None = None) -> str:
        """The text under a key in the language asked for, or empty."""
        return str(self.words(key, table) or "")

    def words(self, key: str, table: Table | None = None) -> Any:
        """What stands under a key, in English if that is asked for and there."""
        table = self.row if table is None else table
        found = table.get(key, ())
        return table.get(f"{key}_en", found) if self.lang == "en" else found

    def _turn(self, month: int, day: int) -> tuple[date, int]:
        """The next turn of a yearly day, shifted, and the year it had before."""
        reference: date = self.shared["reference"]
        turn = date(reference.year, month, day)
        if turn < reference:
            turn = date(reference.year + 1, month, day)
        return turn + self.shift, turn.year

    def founded(self, began: date) -> date:
        """A founding day, shifted so that its next turn counts the same years."""
        turn, before = self._turn(began.month, began.day)
        year = began.year + turn.year - before
        if (turn.month, turn.day) == _LEAP_DAY and not isleap(year):
            return date(year, 2, 28)
        return turn.replace(year=year)

    def birthday(self, text: str, fixed: bool) -> Birthday:
        """From "1976-03-07" or "04-19", with the same age on its next turn.

        A birthday that the shift puts on 29 February takes the next leap year: nobody
        is born on that day in another one.
        """
        *years, month, day = (int(part) for part in text.split("-"))
        year = years[0] if years else None
        if fixed:
            return Birthday(day=day, month=month, year=year)
        turn, before = self._turn(month, day)
        if year is not None:
            year += turn.year - before
            if (turn.month, turn.day) == _LEAP_DAY and not isleap(year):
                year += 4 - year % 4
        return Birthday(day=turn.day, month=turn.month, year=year)


def record_id(number: int) -> str:
    """Id of the record of a row."""
    return f"d{number:02d}"


def shares(total: int, weights: Iterable[int]) -> list[int]:
    """Whole parts of a total by weight, which add up to it exactly."""
    weights = list(weights)
    whole = sum(weights)
    parts: list[int] = []
    done = 0
    for weight in weights:
        done += weight
        parts.append(total * done // whole - sum(parts))
    return parts
