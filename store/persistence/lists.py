"""Which positions a list takes, from the columns alone: as store.listing.takes says of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from store.listing import HALF, PROMISING, PURSUED, Group
from store.persistence.columns import (
    CHOICES,
    CUSTOMERS,
    FOLLOWED,
    NO_DAY,
    STAGES,
    TARGET,
    Columns,
    care_code,
    care_of,
)
from store.profile.steps import Stage
from store.value.care import CARE, CarePlan, neglected_after

_STAGES = {
    Group.CUSTOMERS: CUSTOMERS,
    Group.PROSPECTS: frozenset(map(STAGES.index, (Stage.PROSPECT, Stage.QUALIFIED))),
    Group.CONTACTS: frozenset(map(STAGES.index, (Stage.CONTACT, Stage.FORMER))),
}
_PURSUED = frozenset(map(CHOICES.index, PURSUED))
_PROMISING = frozenset(map(ord, PROMISING))
_A = ord("A")


def care_codes(plans: Mapping[str, CarePlan]) -> dict[int, int]:
    """The plan of each class by the code of its letter, as columns hold plans."""
    return {ord(letter): care_code((plan.visits, plan.calls)) for letter, plan in plans.items()}


STANDARD_CARE = care_codes(CARE)


@lru_cache(maxsize=1024)
def _missed_after(code: int) -> int | None:
    """Days without contact from which somebody with such a plan is neglected."""
    care = care_of(code)
    return neglected_after(*care) if care else None


class Lists:
    """The lists of a day, an ordinal. `grouped` gives the last contact of a whole group, for
    each position in one."""

    def __init__(
        self, columns: Columns, today: int, grouped: Callable[[], Mapping[int, int]],
        care: Mapping[int, int] = STANDARD_CARE,
    ) -> None:
        self._columns = columns
        self._today = today
        self._grouped = grouped
        self._care = care
        self._shared: Mapping[int, int] = {}

    def takes(self, group: Group) -> Callable[[int], bool] | None:
        """Whether a position is in a list; None: all are, archived ones apart."""
        columns = self._columns
        if group in (Group.ALL, Group.ARCHIVE):
            return None
        if group in _STAGES:
            stages, stage = _STAGES[group], columns.stage
            return lambda position: stage[position] in stages
        if group is Group.A_CUSTOMERS:
            return lambda position: columns.class_code(position) == _A
        if group is Group.DUE:
            return lambda position: columns.act_on[position] <= self._today
        if group is Group.NEGLECTED:
            self._shared = self._grouped()
            return self._neglected
        if group is Group.GAPS:
            return lambda position: columns.complete[position] < HALF
        if group is Group.STALE:
            return lambda position: columns.stale[position] > 0 and columns.customer(position)
        if group is Group.TARGETS:
            return lambda position: columns.flags[position] & TARGET > 0
        if group is Group.RESTING:
            return self._rests
        return self._without_step

    def _rests(self, position: int) -> bool:
        return self._today < self._columns.rest[position] < NO_DAY

    def _without_step(self, position: int) -> bool:
        columns = self._columns
        return not (columns.flags[position] & FOLLOWED or self._rests(position)) and (
            columns.choice[position] in _PURSUED
            or (columns.class_code(position) in _PROMISING and columns.customer(position)))

    def _neglected(self, position: int) -> bool:
        columns = self._columns
        days = _missed_after(
            columns.care[position] or self._care.get(columns.class_code(position), 0))
        return (days is not None and columns.customer(position)
                and not columns.flags[position] & FOLLOWED and not self._rests(position)
                and self._today - max(columns.contact[position],
                                     self._shared.get(position, 0)) > days)
