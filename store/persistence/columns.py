"""What lists need of all rows, as flat columns: a number for each row in each."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator
from datetime import date

from store.events.occurrence import EventKind
from store.listing import FOLLOW_UP
from store.profile.steps import Stage
from store.qualification.decision import Choice
from store.row import Row
from store.value.abc import ClassBasis
from store.value.level import Level
from store.value.priority import priority

STAGES = tuple(Stage)
CHOICES = (None, *Choice)
CUSTOMERS = frozenset(n for n, stage in enumerate(STAGES) if stage.customer)
NO_DAY = date.max.toordinal() + 1
"""Stands for no next date: behind all."""
NO_AMOUNT = -(1 << 63)
"""Stands for an unknown amount."""
_LARGEST = (1 << 63) - 1

ARCHIVED, FOLLOWED, LOSS, GONE, TARGET, MEMBER, LAPSED = 1, 2, 4, 8, 16, 32, 64
"""Bits of `flags`: archived, has a follow-up, negative margin, no row any more, one we want to
win, part of a group, a class set by hand has ended."""

CELLS = {
    "stage": "B", "letter": "B", "own": "B", "priority": "B", "choice": "B", "flags": "B",
    "complete": "B", "score": "h", "least": "h", "revenue": "q", "potential": "q",
    "act_on": "I", "last_due": "I", "contact": "I", "valid": "I", "stale": "H", "since": "I",
    "rest": "I", "worth": "q", "margin": "q", "taken": "B", "care": "H",
}
"""Columns with their type. letter, own and taken: the code of the letter, 0 for none; a score
of -1 is unknown; days are ordinals, a contact of 0 is never; stale has a bit for each kind of
information; care is 0 where the plan is that of the class, see `care_code`."""
TURNS = {"row": "I", "nth": "H", "among": "H", "begins": "I", "act_on": "I", "last_due": "I",
         "day": "I", "kind": "B"}
"""Columns of occurrences: row, number in it, number among its own by key, first day on which
it is shown, day to act, last day before it is overdue, calendar day, number of its kind."""
EVENT_KINDS = tuple(EventKind)

Counted = tuple[int, int, int]
CLASSED = frozenset(
    n for n, stage in enumerate(STAGES) if stage.customer or stage is Stage.FORMER)
Cells = tuple[int, ...]
Turn = tuple[int, int, int, int, int, int, int]
"""nth, among, begins, act_on, last_due, day, kind of one occurrence."""


def cells(row: Row) -> Cells:
    """The columns of one row, in the order of CELLS."""
    flags = ARCHIVED * row.archived | LOSS * (row.margin is not None and row.margin < 0)
    flags |= TARGET * row.target | MEMBER * bool(row.heads) | LAPSED * bool(row.lapsed_class)
    if any(turn.key.startswith(FOLLOW_UP) for turn in row.occurrences):
        flags |= FOLLOWED
    following, last_due = row.next, row.last_due
    return (
        STAGES.index(row.stage), _code(row.computed_class), _code(row.own_class),
        row.priority or 0, CHOICES.index(row.effective), flags, min(row.completeness, 255),
        -1 if row.score is None else _small(row.score), _small(row.score_min),
        _amount(row.revenue), known(row.potential),
        _ordinal(following.act_on if following else None), _ordinal(last_due),
        row.last_contact.toordinal() if row.last_contact else 0, row.valid_until.toordinal(),
        row.stale & 0xFFFF, _ordinal(row.stale_since), _ordinal(row.rests_until),
        known(row.worth), known(row.margin), _code(row.taken_class), care_code(row.care),
    )


def care_code(care: tuple[int, int] | None) -> int:
    """A plan of visits and calls as one number; 0 for none."""
    return 1 + 256 * min(care[0], 254) + min(care[1], 255) if care else 0


def care_of(code: int) -> tuple[int, int] | None:
    """The plan of such a number."""
    visits, calls = divmod(code - 1, 256)
    return (visits, calls) if code else None


def ranked_by(revenue: array[int], margin: array[int], basis: ClassBasis) -> array[int]:
    """Revenues, or margins with 0 for who sold nothing (as value.worth.chosen)."""
    if basis is ClassBasis.REVENUE:
        return revenue[:]
    return array("q", [0 if cents == NO_AMOUNT and not sold else cents
                       for sold, cents in zip(revenue, margin, strict=True)])


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else NO_DAY


def _code(letter: str) -> int:
    return ord(letter) if len(letter) == 1 and letter < "\x7f" else bool(letter)


def _letter(code: int) -> str:
    """The letter of a code."""
    return chr(code) if code else ""


def _small(score: int) -> int:
    return max(-1, min(score, 32_767))


def known(cents: int | None) -> int:
    """An amount that may be unknown, as it stands in a column."""
    return NO_AMOUNT if cents is None else _amount(cents)


def _amount(cents: int) -> int:
    return max(NO_AMOUNT + 1, min(cents, _LARGEST))


def turns(row: Row) -> Iterator[Turn]:
    """What can come up in the today strip; nothing for an archived prospect."""
    if row.archived or not row.occurrences:
        return
    by_key = sorted(range(len(row.occurrences)), key=lambda n: row.occurrences[n].key)
    for among, nth in enumerate(by_key):
        turn = row.occurrences[nth]
        begins = min(turn.prepare_from, turn.act_on)
        yield (nth, among, begins.toordinal(), turn.act_on.toordinal(),
               turn.last_due.toordinal(), turn.day.toordinal(), EVENT_KINDS.index(turn.kind))


class Columns:
    """The cells of all rows by position. A position never gets another row."""

    stage: array[int]
    letter: array[int]
    own: array[int]
    priority: array[int]
    choice: array[int]
    flags: array[int]
    complete: array[int]
    score: array[int]
    least: array[int]
    revenue: array[int]
    potential: array[int]
    act_on: array[int]
    last_due: array[int]
    contact: array[int]
    valid: array[int]
    stale: array[int]
    since: array[int]
    rest: array[int]
    worth: array[int]
    margin: array[int]
    taken: array[int]
    care: array[int]

    def __init__(self, **given: array[int]) -> None:
        for name, kind in CELLS.items():
            setattr(self, name, given.get(name, array(kind)))
        self._all: tuple[array[int], ...] = tuple(getattr(self, name) for name in CELLS)

    def __len__(self) -> int:
        return len(self.stage)

    def append(self, row: Row) -> None:
        """One more row."""
        for column, cell in zip(self._all, cells(row), strict=True):
            column.append(cell)

    def put(self, position: int, row: Row) -> None:
        """Another row in a position."""
        for column, cell in zip(self._all, cells(row), strict=True):
            column[position] = cell

    def remove(self, position: int) -> None:
        """No row any more."""
        self.flags[position] = GONE

    def counted(self, position: int) -> Counted | None:
        """What counts for classes and mean of all: stage, worth (NO_AMOUNT: unknown), revenue.

        None for no customer.
        """
        stage = self.stage[position]
        if stage not in CLASSED:
            return None
        return stage, self.worth[position], self.revenue[position]

    def worths(self, basis: ClassBasis) -> array[int]:
        """What all are ranked by if the last twelve months count; NO_AMOUNT: unknown."""
        return ranked_by(self.revenue, self.margin, basis)

    def computed_class(self, position: int) -> str:
        """The class that is computed."""
        return _letter(self.letter[position])

    def standing(self, position: int) -> tuple[str, Choice | None]:
        """The class in force, and the decision that counts."""
        return _letter(self.class_code(position)), CHOICES[self.choice[position]]

    def class_code(self, position: int) -> int:
        """Code of the class in force; 0 for none."""
        return self.own[position] or self.taken[position] or self.letter[position]

    def customer(self, position: int) -> bool:
        """True for one who buys now."""
        return self.stage[position] in CUSTOMERS

    def known_potential(self, position: int) -> int | None:
        """Yearly potential in cents, where known."""
        found = self.potential[position]
        return None if found == NO_AMOUNT else found

    def priority_with(self, position: int, level: Level | None) -> int | None:
        """The priority where the potential has a level."""
        letter, choice = self.standing(position)
        return priority(
            STAGES[self.stage[position]], letter, bool(self.flags[position] & LOSS), choice,
            level)

    def copy(self) -> Columns:
        """The same, not changed with this."""
        return Columns(**{name: getattr(self, name)[:] for name in CELLS})


def pack(column: Iterable[int], kind: str) -> bytes:
    """A column as little-endian bytes."""
    packed = column if isinstance(column, array) else array(kind, column)
    if sys.byteorder == "big":
        packed = array(kind, packed)
        packed.byteswap()
    return packed.tobytes()


def unpack(data: bytes, kind: str) -> array[int]:
    """The column of such bytes. Raises ValueError if they are cut."""
    column: array[int] = array(kind)
    column.frombytes(data)
    if sys.byteorder == "big":
        column.byteswap()
    return column
