"""The view of time: what there is, what is planned, where it went, who got too much or little."""

from __future__ import annotations

from collections.abc import Sequence

from store import Costly, Kept, LoadPart, Neglected, TimeReport, time_report
from tui import time_words
from tui.screens.analysis_view import Acted, AnalysisHost, Scene
from tui.screens.timing_acts import change_figures, propose
from tui.screens.timing_lines import Item, Picture, picture
from tui.texts import N_, _
from tui.widgets.canvas import Line


class TimeView:
    """Classes and decisions, then ten who take most time, then ten who wait longest."""

    code = "time"
    label = N_("Time")
    needs_figures = True

    def __init__(self) -> None:
        self.scene: Scene | None = None
        self.report: TimeReport | None = None
        self.items: tuple[Item, ...] = ()
        self._top = 0
        self._at = 0

    def load(self, scene: Scene) -> None:
        """The report of now; time spent only once all is read."""
        self.scene, settings = scene, scene.settings
        report = self.report = time_report(
            scene.book, scene.counted, capacity=settings.capacity, care=settings.care,
            region=settings.region)
        self.items = (*report.parts, *(report.costly or ()), *report.neglected)

    def __len__(self) -> int:
        return len(self.items)

    def key(self, index: int) -> str:
        """Id of the customer there; classes have none."""
        found = self.items[index] if index < len(self.items) else None
        return "" if found is None or isinstance(found, LoadPart) else found.id

    def place(self, row_id: str) -> int | None:
        """Where a customer stands; who stands in both lists, where the cursor was."""
        if self.key(self._at) == row_id:
            return self._at
        return next((n for n in range(len(self)) if self.key(n) == row_id), None)

    def _kept(self, one: Neglected) -> Kept | None:
        if self.scene is None or self.scene.counted is None:
            return None
        position = self.scene.book.rows.position(one.id)
        if position is None:
            return None
        figure = self.scene.counted.at(position)
        return Kept(plan=one.plan, own=False, visits=figure.visits, calls=figure.calls)

    def lines(self, width: int, height: int, cursor: int, focus: bool) -> list[Line]:
        """All of it where it fits, else what is around the cursor."""
        if self.scene is None or self.report is None:
            return []
        shown = Picture(
            report=self.report, capacity=self.scene.settings.capacity,
            hourly_rate=self.scene.settings.hourly_rate, rows=self.scene.book.rows,
            kept=self._kept, today=self.scene.today, items=self.items, keys=self.scene.keys)
        rows, self._top = picture(shown, self._top, cursor, width, height, focus=focus)
        return rows

    def says(self, cursor: int) -> str:
        """Plan beside actual of a class, what a customer costs, what is kept of a plan."""
        self._at = cursor
        if self.scene is None or self.report is None or cursor >= len(self.items):
            return ""
        found = self.items[cursor]
        if isinstance(found, LoadPart):
            return time_words.part(self.report, found)
        row = self.scene.book.rows[found.id]
        if isinstance(found, Costly):
            said = time_words.costly(found, self.scene.settings.hourly_rate)
        else:
            kept = self._kept(found)
            said = time_words.waiting(found) if kept is None else time_words.fulfilment(
                kept.plan, kept.visits, kept.calls)
        return f"{row.short}: {said}"

    def act(self, host: AnalysisHost, command_id: str) -> Acted:
        """The proposal, and the figures it rests on."""
        if self.report is None:
            return False
        if command_id == "analysis_take":
            return propose(host, self.report)
        if command_id == "edit":
            return change_figures(host)
        return False

    def hints(self) -> tuple[tuple[str, str], ...]:
        """What can be done here."""
        return (("analysis_take", _("proposal")), ("edit", _("capacity")))

    def table(self) -> list[Sequence[str | int | None]]:
        """Plan beside actual by class and decision."""
        return time_words.table(self.report) if self.report is not None else []
