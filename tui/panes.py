"""Verbs on a View that need no book: panes, zoom, language, the cursor of the checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from store import Assumptions, CarePlan
from tui.sections import Outline, Section
from tui.view import RING, Pane, View


class Panes:
    """Keeps the present View; every verb returns the new one."""

    view: View

    def reckon(self, hourly_rate: int, care: Mapping[str, CarePlan], clv: Assumptions) -> View:
        """By other settings: what an hour costs, the care plan of each class, what estimates
        rest on."""
        self.view = replace(self.view, hourly_rate=hourly_rate, care=care, clv=clv)
        return self.view

    def focus(self, pane: Pane) -> View:
        """Go to a pane. In the checklist the cursor starts on the first open criterion."""
        criterion = self.view.criterion
        if pane is Pane.CHECKLIST and self.view.pane is not Pane.CHECKLIST:
            criterion = self._first_open(0)
        self.view = replace(self.view, pane=pane, criterion=criterion)
        return self.view

    def on_first_open(self) -> View:
        """Another customer: in the checklist the cursor goes to the first open criterion."""
        if self.view.pane is Pane.CHECKLIST:
            self.focus(Pane.LIST)
            self.focus(Pane.CHECKLIST)
        return self.view

    def turn(self, by: int) -> View:
        """To the next (1) or previous (-1) pane."""
        return self.focus(RING[(RING.index(self.view.pane) + by) % len(RING)])

    def zoom(self, on: bool) -> View:
        """The present pane alone, or all of them."""
        self.view = replace(self.view, zoom=on)
        return self.view

    def speak(self, language: str) -> View:
        """Another language: a new View, so that every pane is drawn anew."""
        self.view = replace(self.view, language=language)
        return self.view

    def scroll(self, by: int, outline: Outline) -> View:
        """Scroll the profile by rows; the section at its top becomes the current one.

        Where there is nothing left to scroll, on to the next section by and by.
        """
        view = self.view
        row = max(0, min(view.scroll + by, outline.last))
        section = outline.at(row) if row != view.scroll else outline.beside(
            view.section, 1 if by > 0 else -1)
        self.view = replace(view, scroll=row, section=section)
        return self.view

    def jump(self, section: Section | None, outline: Outline) -> View:
        """Go to a section of the profile, or to its head (None)."""
        scroll = outline.top(section) if section else 0
        self.view = replace(self.view, section=section, scroll=scroll)
        return self.view

    def criterion(self, by: int) -> View:
        """Move the cursor of the checklist."""
        last = len(self.view.checklist.criteria) - 1
        self.view = replace(self.view, criterion=max(0, min(self.view.criterion + by, last)))
        return self.view

    def at_criterion(self, code: str) -> View:
        """Put the cursor of the checklist on a criterion."""
        codes = [criterion.code for criterion in self.view.checklist.criteria]
        self.view = replace(self.view, criterion=codes.index(code))
        return self.view

    def next_open(self) -> View:
        """On to the next open criterion; if none is open, one down."""
        self.view = replace(self.view, criterion=self._first_open(self.view.criterion + 1))
        return self.view

    def _first_open(self, start: int) -> int:
        record, criteria = self.view.record, self.view.checklist.criteria
        given = record.assessment if record else None
        for step in range(len(criteria)):
            index = (start + step) % len(criteria)
            if given is None or given.answer(criteria[index].code) is None:
                return index
        return min(start, len(criteria) - 1)
