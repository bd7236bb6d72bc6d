"""What the rows of one profile are made from, and what they are made into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from store import Aged, Info, Prospect, Row, aged
from tui import dates, words
from tui.sections import Outline, Section
from tui.texts import ngettext
from tui.view import View
from tui.widgets.canvas import Line

STALE, EXPIRED = "~", "!"
"""Signs before what is no longer fresh; the checklist has the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One profile on its way to the screen."""

    view: View
    record: Prospect
    row: Row
    width: int
    tall: bool
    """False in a low pane, where a row may be cut."""
    ages: Mapping[Info, Aged] = field(default_factory=dict)
    """What is no longer fresh."""

    @property
    def today(self) -> date:
        """The day of the View."""
        return self.view.today

    def label(self, name: str, info: Info | None = None) -> str:
        """A label with its sign, where what it names is no longer fresh."""
        return sign(self.ages.get(info)) + name if info is not None else name

    def age(self, infos: Sequence[Info]) -> tuple[tuple[str, ...], str]:
        """What of it is no longer fresh, longest words first, and their role."""
        found = [self.ages[info] for info in infos if info in self.ages]
        if not found:
            return ("",), ""
        told = [f"{sign(one)}{words.info(one.info)} {dates.ago(one.day, self.today)}"
                for one in found]
        oldest = min(found, key=lambda one: one.day)
        short = sign(oldest) + dates.ago(oldest.day, self.today)
        return (", ".join(told), told[0], short), "bad" if oldest.expired else "soon"


def sign(one: Aged | None) -> str:
    """ "~" for stale, "!" for twice as old; empty for fresh."""
    return "" if one is None else EXPIRED if one.expired else STALE


def sheet(view: View, record: Prospect, row: Row, width: int, tall: bool) -> Sheet:
    """The profile as of the View, with what of it is no longer fresh."""
    found = aged(record, view.today, letter=row.letter)
    return Sheet(view=view, record=record, row=row, width=width, tall=tall,
                 ages={one.info: one for one in found})


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """All rows of a profile."""

    rows: Sequence[Line] = ()
    starts: tuple[tuple[Section, int], ...] = ()
    """Row of each heading; of an empty section the first row that names what is empty."""
    empty: tuple[Section, ...] = ()

    def outline(self, room: int) -> Outline:
        """Where to go in a pane of so many rows."""
        return Outline(starts=self.starts, empty=self.empty, last=max(0, len(self.rows) - room))


def no_more(count: int) -> str:
    """How many rows are left below."""
    return ngettext("{count} more line", "{count} more lines", count).format(count=count)
