"""All class moves of a base by a classing, from the columns: each is made when looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from store.persistence.columns import ARCHIVED, CLASSED, GONE, LAPSED, NO_AMOUNT, STAGES
from store.persistence.rowmap import Rows
from store.profile.steps import Stage
from store.value.abc import Classing
from store.value.ladder import Ladder
from store.value.moves import Move, MoveKind, move_kind

_KINDS = tuple(MoveKind)
_NEW = STAGES.index(Stage.NEW)


class ClassMoves(Sequence[Move]):
    """Moves by kind, the highest worth first.

    `worths`: what each row is ranked by, by position; NO_AMOUNT: unknown.
    """

    def __init__(self, rows: Rows, classing: Classing, worths: Sequence[int]) -> None:
        self.classing = classing
        self._rows, self._worths = rows, worths
        columns = rows.columns
        customers = [n for n, stage in enumerate(columns.stage)
                     if stage in CLASSED and not columns.flags[n] & GONE]
        known = [n for n in customers if worths[n] != NO_AMOUNT]
        self.unknown = len(customers) - len(known)
        """Customers of whom nothing is known to rank them by."""
        self.ladder = Ladder((worths[n] for n in known), a=classing.a, b=classing.b)
        self.kept = 0
        """Customers whose class is set by hand, and another one computed."""
        found = [(kind, n) for n in known
                 if not columns.flags[n] & ARCHIVED and (kind := self._kind(n)) is not None]
        found.sort(key=lambda one: (
            _KINDS.index(one[0]), -worths[one[1]], rows.names[one[1]]))
        self._found = found

    def _kind(self, position: int) -> MoveKind | None:
        columns = self._rows.columns
        letter = self._letter(position)
        own, taken = columns.own[position], columns.taken[position]
        if own:
            self.kept += letter != "" and own != ord(letter)
            return None
        lapsed = bool(columns.flags[position] & LAPSED)
        return move_kind(chr(taken) if taken else "", letter, lapsed=lapsed)

    def _letter(self, position: int) -> str:
        return self.ladder.letter(
            self._worths[position], self._rows.columns.stage[position] == _NEW)

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Move: ...

    @overload
    def __getitem__(self, index: slice) -> list[Move]: ...

    def __getitem__(self, index: int | slice) -> Move | list[Move]:
        if isinstance(index, slice):
            return [self._move(*one) for one in self._found[index]]
        return self._move(*self._found[index])

    def _move(self, kind: MoveKind, position: int) -> Move:
        worth, taken = self._worths[position], self._rows.columns.taken[position]
        old = chr(taken) if taken else ""
        if kind is MoveKind.LAPSED:
            old = self._rows.at(position).lapsed_class
        return Move(
            id=self._rows.id(position), kind=kind, old=old, new=self._letter(position),
            worth=worth, rank=self.ladder.rank(worth), before=self.ladder.before(worth))

    def count(self, kind: object) -> int:
        """How many of a kind."""
        return sum(one is kind for one, _ in self._found)

    def place(self, key: str) -> int | None:
        """Where a customer stands; None if there is no move of theirs."""
        position = self._rows.position(key)
        return next((n for n, (_, one) in enumerate(self._found) if one == position), None)

    def ids(self) -> list[str]:
        """Of all, in the order of the list."""
        return [self._rows.id(position) for _, position in self._found]
