"""The nine sections of a profile: the same numbers in the pane, the forms and the `+` bar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tui.texts import N_, _


class Section(StrEnum):
    """What belongs together in a profile (domain.md 1, B8 to B38), in the order shown."""

    PEOPLE = "people"
    DATES = "dates"
    NEEDS = "needs"
    FINANCES = "finances"
    PROJECTS = "projects"
    DEALS = "deals"
    COMPANY = "company"
    MANNER = "manner"
    ACTIVITIES = "activities"

    @property
    def number(self) -> int:
        """The digit it stands behind, from 1."""
        return SECTIONS.index(self) + 1

    @property
    def heading(self) -> str:
        """Its heading in the language of the screen."""
        return _(_TITLES[self])


SECTIONS = tuple(Section)
"""In order; fixed, as people learn the digits."""
_TITLES = {
    Section.PEOPLE: N_("People"),
    Section.DATES: N_("Dates"),
    Section.NEEDS: N_("Needs"),
    Section.FINANCES: N_("Finances"),
    Section.PROJECTS: N_("Projects"),
    Section.DEALS: N_("Offers, contracts"),
    Section.COMPANY: N_("Company"),
    Section.MANNER: N_("Manner and market"),
    Section.ACTIVITIES: N_("Activities"),
}
ENTRIES = {
    Section.PEOPLE: N_("Person"),
    Section.DATES: N_("Date"),
    Section.NEEDS: N_("Need"),
    Section.FINANCES: N_("Financial status"),
    Section.PROJECTS: N_("Project"),
    Section.DEALS: N_("Offer, contract"),
    Section.COMPANY: N_("Company"),
    Section.MANNER: N_("Manner and market"),
    Section.ACTIVITIES: N_("Activity"),
}
"""What `+` adds there; msgids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Where in the rows of a profile each section stands."""

    starts: tuple[tuple[Section, int], ...] = ()
    """Row of each heading, top first; of the empty ones the row that names them."""
    empty: tuple[Section, ...] = ()
    last: int = 0
    """The highest first row that still fills the pane."""

    def top(self, section: Section) -> int:
        """First row of the pane that shows a section, as far up as possible."""
        return min(dict(self.starts).get(section, 0), self.last)

    def at(self, row: int) -> Section | None:
        """The section in which a row lies; None above the first heading."""
        found = [section for section, start in self.starts if start <= row]
        return found[-1] if found else None

    def beside(self, section: Section | None, by: int) -> Section | None:
        """The next (1) or previous (-1) one on the screen; None stands above the first."""
        order = [None, *(one for one, _row in self.starts)]
        place = order.index(section) if section in order else 0
        return order[max(0, min(place + by, len(order) - 1))]
