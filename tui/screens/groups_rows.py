"""The rows of the groups: each group as a whole, below it its companies with their figures."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from store import Book, Figures, Network, Prospect, RelationKind, Role, StoreError, Together
from tui.texts import NP_, _, pgettext

_KINDS = {
    RelationKind.BRANCH_OF: NP_("in a group", "branch"),
    RelationKind.MEMBER_OF: NP_("in a group", "member"),
    RelationKind.PARTNER_OF: NP_("in a group", "partner"),
}
_CENTRE = NP_("in a group", "centre")
_MOST_READ = 60
"""Companies of a group whose deciders are counted: more would hold up a key."""


class GroupOrder(StrEnum):
    """By what groups stand; the best first."""

    REVENUE = "revenue"
    MARGIN = "margin"
    POTENTIAL = "potential"
    TIME = "time"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A group, or a company in it. Money in cents."""

    group: Network[str]
    key: str
    """Of the company; of a group its centre."""
    depth: int
    """How far below the centre; -1: the group as a whole."""
    name: str
    its: Together
    """Figures of it alone, or of the group together."""
    minutes: int | None
    """Logged in twelve months; None until all records are read."""

    @property
    def whole(self) -> bool:
        """The group, not a company."""
        return self.depth < 0


class GroupRows:
    """All rows as of one moment; whole records are read only of what is looked at."""

    def __init__(self, book: Book, figures: Figures | None, order: GroupOrder,
                 folded: Collection[str]) -> None:
        self._book, self._figures = book, figures
        self._records: dict[str, Prospect | None] = {}
        groups = book.groups
        heads = [self._row(group, group.centre, -1, groups.together(group))
                 for group in groups.all]
        self.heads = sorted(heads, key=_sorted_by(order), reverse=order is not GroupOrder.NAME)
        self.rows: list[GroupRow] = []
        for head in self.heads:
            self.rows.append(head)
            if head.key not in folded:
                self.rows += [self._row(head.group, key, depth, groups.alone(key))
                              for key, depth in head.group.places]

    def _row(self, group: Network[str], key: str, depth: int, its: Together) -> GroupRow:
        keys = group.keys if depth < 0 else (key,)
        return GroupRow(group=group, key=key, depth=depth, name=self._book.rows[key].short,
                        its=its, minutes=self._minutes(keys))

    def _minutes(self, keys: Collection[str]) -> int | None:
        if self._figures is None:
            return None
        column = self._figures.column("minutes")
        places = (self._book.rows.position(key) for key in keys)
        return sum(column[place] for place in places if place is not None)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each company stands: its own row, else that of its folded group."""
        found: dict[str, int] = {}
        for number, row in enumerate(self.rows):
            for key in row.group.keys if row.whole else (row.key,):
                found[key] = number
        return found

    def record(self, key: str) -> Prospect | None:
        """A whole record, read once; None where it cannot be read."""
        if key not in self._records:
            try:
                self._records[key] = self._book.get(key)
            except (KeyError, StoreError):
                self._records[key] = None
        return self._records[key]

    def kind(self, row: GroupRow) -> str:
        """What a company is in its group: centre, branch, member, partner."""
        record = self.record(row.key)
        for one in record.relations if record else ():
            if one.kind in _KINDS and one.other in row.group.keys and one.other != row.key:
                return pgettext(*_KINDS[one.kind])
        return pgettext(*_CENTRE)

    def deciders(self, key: str) -> tuple[str, ...]:
        """Names of those who decide in a company."""
        record = self.record(key)
        return tuple(one.name for one in (record.contacts if record else ())
                     if one.active and Role.DECIDER in one.roles)

    def decides(self, row: GroupRow, *, short: bool = False) -> str:
        """Who decides in a company; of a group whether its centre does, or who on the spot."""
        if not row.whole:
            return ", ".join(self.deciders(row.key))
        others = [key for key in row.group.keys if key != row.key]
        if len(others) > _MOST_READ:
            return _("centre") if self.deciders(row.key) else ""
        count = sum(bool(self.deciders(key)) for key in others)
        there = f"{count}/{len(others)}" if count else ""
        if not self.deciders(row.key):
            return there and _("{count} on the spot").format(count=there)
        if there and not short:
            there = _("{count} on the spot").format(count=there)
        return ", ".join(filter(None, (_("centre"), there)))


def _sorted_by(order: GroupOrder) -> Callable[[GroupRow], tuple[int | str, ...]]:
    def by(row: GroupRow) -> tuple[int | str, ...]:
        its = row.its
        match order:
            case GroupOrder.NAME:
                return (row.name.casefold(), row.key)
            case GroupOrder.MARGIN:
                value = its.margin
            case GroupOrder.POTENTIAL:
                value = its.potential
            case GroupOrder.TIME:
                value = row.minutes
            case _:
                value = its.revenue
        return (-(1 << 63) if value is None else value, its.revenue)
    return by


