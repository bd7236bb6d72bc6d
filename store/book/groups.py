"""The groups of a book: who belongs together, and what they are together."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from store.errors import FileError
from store.persistence.columns import NO_AMOUNT
from store.persistence.groups import members
from store.persistence.rowmap import Rows
from store.persistence.state import BookEvent, Changed
from store.profile.network import Network, networks
from store.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The figures of a group. Money in cents, of the last twelve months."""

    count: int
    """How many companies."""
    customers: int
    """How many of them buy now."""
    revenue: int
    margin: int | None
    """None where the cost of one with revenue is unknown: never 0 (domain.md 4.2)."""
    potential: int | None
    """Of those of whom it is known; None where it is of nobody."""
    last_contact: date | None


class Groups:
    """Follows the changes of a book that it is `told` of: reading all rows again would cost too
    much for a key."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._heads: dict[str, tuple[str, ...]] = {}
        """To whom each belongs, also those that are not on file."""
        self._names: dict[str, str] = {}
        """For sorting, of all that a group may hold; of one that is not on file empty."""
        self._changed: deque[str] = deque()
        """May be added to by another thread."""
        self._found: tuple[Network[str], ...] | None = None
        self._of: dict[str, Network[str]] = {}
        for row in members(rows):
            self._heads[row.id], self._names[row.id] = row.heads, row.sort_name
        self._name_all()

    def told(self, event: BookEvent) -> None:
        """A listener of the book."""
        if isinstance(event, Changed):
            self._changed.extend(event.change.ids)

    @property
    def all(self) -> tuple[Network[str], ...]:
        """All groups, by the names of their centres."""
        self._follow()
        if self._found is None:
            there = {key: tuple(one for one in heads if self._names[one])
                     for key, heads in self._heads.items()}
            self._found = networks(there, rank=lambda key: (self._names[key], key))
            self._of = {key: one for one in self._found for key in one.keys}
        return self._found

    def of(self, key: str) -> Network[str] | None:
        """The group of a record; None if it is in none."""
        return self._of.get(key) if self.all else None

    def below(self, key: str) -> tuple[str, ...]:
        """Who belongs to it directly."""
        group = self.of(key)
        return tuple(one for one in (group.keys if group else ())
                     if one != key and key in self._heads.get(one, ()))

    def together(self, group: Network[str]) -> Together:
        """What they are together."""
        return self._sum(group.keys)

    def alone(self, key: str) -> Together:
        """The same figures of one company."""
        return self._sum((key,))

    def _sum(self, keys: Sequence[str]) -> Together:
        columns = self._rows.columns
        places = [place for key in keys if (place := self._rows.position(key)) is not None]
        revenue = [columns.revenue[place] for place in places]
        margins = [(columns.margin[place], columns.revenue[place]) for place in places]
        known = [cents for cents, _sold in margins if cents != NO_AMOUNT]
        lacking = any(cents == NO_AMOUNT and sold for cents, sold in margins)
        potential = [cents for place in places
                     if (cents := columns.known_potential(place)) is not None]
        last = max((columns.contact[place] for place in places), default=0)
        return Together(
            count=len(places), customers=sum(map(columns.customer, places)),
            revenue=sum(revenue), margin=sum(known) if known and not lacking else None,
            potential=sum(potential) if potential else None,
            last_contact=date.fromordinal(last) if last else None)

    def _name_all(self) -> None:
        """Names of those to whom somebody belongs and that are not known yet."""
        for key in {key for heads in self._heads.values() for key in heads}:
            if key not in self._names:
                self._names[key] = self._name(key)

    def _name(self, key: str) -> str:
        row = self._row(key)
        return row.sort_name if row is not None else ""

    def _row(self, key: str) -> Row | None:
        """None for one that is not on file, or damaged."""
        with suppress(KeyError, FileError):
            return self._rows[key]
        return None

    def _follow(self) -> None:
        """Look again at what has changed; most changes change no group."""
        while self._changed:
            key = self._changed.popleft()
            row = self._row(key)
            heads, name = (row.heads, row.sort_name) if row is not None else ((), "")
            if heads == self._heads.get(key, ()) and name == self._names.get(key, name):
                continue
            self._heads.pop(key, None)
            if heads:
                self._heads[key] = heads
            if heads or key in self._names:
                self._names[key] = name
            self._name_all()
            self._found = None
