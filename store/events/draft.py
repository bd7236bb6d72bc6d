"""Where an agenda is put together: what is handled stays out, what is far off waits."""

from __future__ import annotations

from datetime import date, timedelta

from store.events.leads import STANDARD, Leads
from store.events.occurrence import NEVER_EARLY, EventKind, Occurrence
from store.profile.activity import AckKind, Acknowledgement
from store.profile.prospect import Prospect

_ORDER = {kind: number for number, kind in enumerate(EventKind)}


class Draft:
    """Collects the open occurrences of one prospect, and when time changes them.

    It lives for one call only; what leaves the room is frozen.
    """

    __slots__ = (
        "_found", "_handled", "_horizon", "_leads", "_letter", "_silenced", "change", "limit",
        "region", "today",
    )

    def __init__(
        self, prospect: Prospect, today: date, horizon_days: int, region: str,
        leads: Leads = STANDARD, letter: str = "",
    ) -> None:
        self.today = today
        self._leads, self._letter = leads, letter
        self.region = region
        self.limit = today + timedelta(days=horizon_days)
        self.change = date.max
        """First later day on which time alone changes what is found."""
        self._horizon = timedelta(days=horizon_days)
        self._found: list[Occurrence] = []
        self._silenced = prospect.silenced
        self._handled: dict[tuple[str, date], Acknowledgement] = {
            (ack.event, ack.turn): ack for ack in prospect.acknowledgements
        }

    def changes_on(self, day: date) -> None:
        """Note a later day on which time alone may change what is found."""
        if self.today < day < self.change:
            self.change = day

    def lead(self, kind: str) -> timedelta:
        """How long before its day something of a kind is to be prepared."""
        return self._leads.of(kind, self._letter)

    def put_off(self, key: str, before: date) -> tuple[date, ...]:
        """Earlier turns of an event that were moved, and are open."""
        return tuple(sorted(
            turn for (event, turn), ack in self._handled.items()
            if event == key and turn < before and ack.kind is AckKind.MOVED))

    def enters(self, act_on: date) -> None:
        """Note that something beyond the horizon comes within it one day."""
        self.changes_on(act_on - self._horizon)

    def add(
        self,
        key: str,
        kind: EventKind,
        day: date,
        act_on: date,
        prepare_from: date,
        *,
        contact: str = "",
        person: str = "",
        reason: str = "",
        years: int | None = None,
        time: str = "",
        approximate: bool = False,
        letter: str = "",
        grace: date | None = None,
    ) -> None:
        """Take in one turn, unless it is handled, not wanted or beyond the horizon.

        A turn that was moved is to be acted upon on its new day; a birthday or name day
        still never before the day itself (domain.md 6).
        """
        if self._silenced and key in self._silenced:
            return
        ack = self._handled.get((key, day)) if self._handled else None
        if ack is not None:
            if ack.kind is not AckKind.MOVED or ack.until is None:
                return
            act_on = prepare_from = (
                max(ack.until, day) if kind in NEVER_EARLY else ack.until)
        if act_on > self.limit:
            self.enters(act_on)
            return
        self._found.append(
            Occurrence(
                key=key, kind=kind, day=day, act_on=act_on, prepare_from=prepare_from,
                contact=contact, person=person, reason=reason, years=years, time=time,
                approximate=approximate, letter=letter, grace=grace,
            )
        )

    def sorted(self) -> tuple[Occurrence, ...]:
        """What was found: earliest day to act first, whole days before hours."""
        if len(self._found) > 1:
            self._found.sort(key=lambda o: (o.act_on, o.time, _ORDER[o.kind], o.key, o.day))
        return tuple(self._found)
