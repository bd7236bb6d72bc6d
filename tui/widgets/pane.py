"""A pane of the workplace: a Canvas that follows the View."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.reactive import var

from tui.view import Pane, View
from tui.widgets.canvas import Canvas


class ViewCanvas(Canvas):
    """Redraws when the workplace hands down another View."""

    view: var[View | None] = var(None)
    _basis: tuple[object, ...] = ()

    def watch_view(self) -> None:
        """A new moment: the rows that differ."""
        view, before = self.view, self._basis
        self._basis = () if view is None else (
            *self.basis(view), view.today, view.language, self.size)
        if len(before) != len(self._basis) or any(
                a is not b and (isinstance(a, list) or a != b)
                for a, b in zip(before, self._basis, strict=True)):
            self.redraw()

    def basis(self, view: View) -> tuple[object, ...]:
        """What of a View the rows are made from: nothing is drawn while it is the same.

        Lists are compared by identity: a View never changes the ones it was given.
        """
        return (view,)


class PaneCanvas(ViewCanvas):
    """A pane that can have the focus of the workplace."""

    pane: Pane

    class Clicked(Message):
        """A row of a pane was clicked; row 0 is the heading."""

        def __init__(self, pane: Pane, row: int) -> None:
            super().__init__()
            self.pane = pane
            self.row = row

    def on_click(self, event: events.Click) -> None:
        """Only where a mouse is wanted at all."""
        event.stop()
        self.post_message(self.Clicked(self.pane, event.y))

    @property
    def focused_pane(self) -> bool:
        """True while keys go to this pane."""
        return self.view is not None and self.view.pane is self.pane
