"""What the analysis shows, and where its cursor stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from store import ClassBasis, Classing, Period
from tui import numbers
from tui.screens.agenda_frame import Drawn
from tui.screens.analysis_view import AnalysisView, Scene
from tui.screens.analysis_views import BESIDE, FROM_TOP, VIEWS
from tui.screens.commanding import Common
from tui.screens.counting import Counting
from tui.screens.customer_rows import CustomerRows
from tui.texts import _
from tui.view import View
from tui.widgets.canvas import Line, Span

_PLACE = "analysis"
"""Under this name view, customer and classing are remembered."""


class AnalysisFrame(CustomerRows, Counting):
    """The views in a row, below it the one in focus; two of them side by side where they fit."""

    DEFAULT_CSS = """
    AnalysisFrame #tabs { height: 1; }
    AnalysisFrame Horizontal { height: 1fr; }
    AnalysisFrame #first { width: 1fr; }
    AnalysisFrame #second { display: none; width: 1fr; border-left: solid $kq-rule; }
    AnalysisFrame.-pair #second { display: block; }
    """
    code = "analysis"

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        self.views: tuple[AnalysisView, ...] = tuple(make() for make in VIEWS)
        code, key, classing = _remembered(self.drafts.get(_PLACE, ""), self.book.classing)
        self.at = next((n for n, one in enumerate(self.views) if one.code == code), 0)
        self.cursor = 0
        self.alone = False
        """Nothing stands beside the view in focus, even where there is room."""
        self.scene = Scene(
            book=self.book, today=self.today, classing=classing, settings=common.settings,
            figures=self.figures, keys=self.keymap.keys_of, drafts=self.drafts,
            kept=common.kept)
        self.missed = ""
        """The customer that was chosen, where a view does not show them: the next one may."""
        self._said = ""
        self._first = key

    def body(self) -> ComposeResult:
        """Names of the views, then one or two of them."""
        yield Drawn(id="tabs")
        with Horizontal():
            yield Drawn(id="first")
            yield Drawn(id="second")

    def on_mount(self) -> None:
        """At the view and the customer that were left."""
        for name, make in (("tabs", self._tabs), ("first", partial(self._side, False)),
                           ("second", partial(self._side, True))):
            self.query_one(f"#{name}", Drawn).make = make
        self.refresh_scene()
        self.load(self._first)

    @property
    def active(self) -> AnalysisView:
        """The view in focus."""
        return self.views[self.at]

    @property
    def key(self) -> str:
        """The customer under the cursor; empty where there is none."""
        return self.active.key(self.cursor) if self.cursor < len(self.active) else ""

    @property
    def empty(self) -> bool:
        """No customer is under the cursor."""
        return not self.key

    # -- what is shown ------------------------------------------------------------------

    def refresh_scene(self) -> None:
        """The book as it is now; what only whole records tell is read where it is needed."""
        wanted = self.active.needs_figures or self.scene.classing.period is Period.CALENDAR
        figures = self.read_figures() if wanted else self.figures
        self.scene = replace(
            self.scene, today=self.today, settings=self.common.settings, figures=figures)

    def reload(self) -> None:
        """All anew, the cursor on its customer."""
        self.refresh_scene()
        self.load()

    def load(self, key: str | None = None, *, silent: bool = False) -> None:
        """Load what is seen; the cursor on its customer or another, else where it stood."""
        key = (self.missed or self.key) if key is None else key
        self.active.load(self.scene)
        from_top = self.active.code in FROM_TOP and key == self.missed
        found = self.active.place(key) if key and not from_top else None
        self._loaded = {self.active.code}
        self.go(self.cursor if found is None else found, silent=silent)
        self.missed = key if found is None else ""
        self.set_out()

    def go(self, index: int, *, silent: bool = False) -> None:
        """The cursor to another row or point; `silent` leaves the status line as it is."""
        self.missed = ""
        self.cursor = max(0, min(index, len(self.active) - 1))
        one = self.scene.classing
        self.drafts[_PLACE] = "\n".join(
            (self.active.code, self.key, one.basis, one.period, str(one.a), str(one.b)))
        if not silent:
            self._said = self.active.says(self.cursor) if len(self.active) else ""
            self.say(self._said, "dim")
        self.draw()

    def show(self, view: View) -> None:
        """After a change, on another day, in another language."""
        super().show(view)
        if self.is_mounted:
            self.refresh_scene()
            # What was just done stays to be read; a row under the cursor says what it is now.
            self.load(silent=self.status_line.message[0] != self._said)

    def set_out(self) -> None:
        """One view, or two side by side."""
        self.set_class(self.beside is not None, "-pair")
        self.draw()

    @property
    def beside(self) -> AnalysisView | None:
        """What stands beside the view in focus."""
        if self.alone or self.active.code not in BESIDE or not self.has_class("-wide"):
            return None
        other = next((one for one in self.views if one.code in BESIDE
                      and one is not self.active), None)
        if other is not None and other.code not in self._loaded:
            other.load(self.scene)
            self._loaded.add(other.code)
        return other

    def draw(self) -> None:
        """What has changed."""
        self.key_line.show(self.contexts, self.hints)
        for one in self.query(Drawn):
            one.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """As wide as the screen."""
        super().on_resize(event)
        self.call_after_refresh(self.set_out)

    # -- what is counted beside the keys --------------------------------------------------

    def counting(self, percent: int) -> None:
        """How far it is."""
        self.query_one("#tabs", Drawn).redraw()

    def counted(self) -> None:
        """All is known."""
        self.refresh_scene()
        self.load(silent=self.status_line.message[0] != self._said)

    # -- drawing --------------------------------------------------------------------------

    def _tabs(self, width: int, height: int) -> list[Line]:
        figures = self.figures
        counted = None if figures is None or figures.complete else figures.percent
        return [tabs(self.views, self.at, counted, width)]

    def _side(self, right: bool, width: int, height: int) -> list[Line]:
        """The view in focus alone, else the left or the right one of two."""
        other = self.beside
        shown = [self.active]
        if other is not None:
            shown = sorted([self.active, other], key=self.views.index)
        return self._drawn(shown[-1 if right else 0], width, height)

    def _drawn(self, view: AnalysisView, width: int, height: int) -> list[Line]:
        if view is self.active:
            return view.lines(width, height, self.cursor, True)
        found = view.place(self.key) if self.key else None
        return view.lines(width, height, -1 if found is None else found, False)


def tabs(views: Sequence[AnalysisView], at: int, counted: int | None, width: int) -> Line:
    """The views behind their digits; how much of all records is read."""
    names = [f"{number} {_(one.label)}" for number, one in enumerate(views, 1)]
    if sum(cell_len(name) + 2 for name in names) + 2 > width:
        names = [name if number == at else str(number + 1) for number, name in enumerate(names)]
    spans = [Span("═", "rule"), *(
        Span(f"[{name}]", "title") if number == at else Span(f" {name} ")
        for number, name in enumerate(names))]
    used = sum(cell_len(span.text) for span in spans)
    note = "" if counted is None else " " + _("counted: {percent}").format(
        percent=numbers.percent(counted)) + " "
    if used + cell_len(note) >= width:
        note = ""
    return Line((*spans, Span("═" * max(0, width - used - cell_len(note) - 1), "rule"),
                 Span(note, "dim"), Span("═", "rule")))


def _remembered(text: str, present: Classing) -> tuple[str, str, Classing]:
    """View, customer and classing that were left."""
    parts = text.split("\n")
    if len(parts) != 6:
        return "", "", present
    code, key, basis, period, a, b = parts
    return code, key, replace(
        present, basis=ClassBasis(basis), period=Period(period), a=int(a), b=int(b))
