"""The view of the analysis that says what each customer is worth, and why."""

from __future__ import annotations

from collections.abc import Sequence

from store import Valued, WorthOrder
from tui.dialogs.bar import Chooser
from tui.screens import worth_lines as drawn
from tui.screens.analysis_view import Acted, AnalysisHost, Scene
from tui.texts import N_, _
from tui.widgets.canvas import Line


class WorthView:
    """Customers by value, margin, marks or priority; the best first."""

    code = "value"
    label = N_("Value")
    needs_figures = True

    def __init__(self) -> None:
        self.scene: Scene | None = None
        self.valued: Valued | None = None
        self.order, self.fifths = WorthOrder.VALUE, False
        self._made_for: tuple[WorthOrder, bool] | None = None
        self._top = 0

    def load(self, scene: Scene) -> None:
        """Values all anew only if something they rest on has changed."""
        self.scene = scene
        order, _blank, fifths = scene.drafts.get(self.code, WorthOrder.VALUE).partition(" ")
        self.order, self.fifths = WorthOrder(order), bool(fifths)
        wanted = self.order, self.fifths
        if scene.counted is None:
            self.valued = None
        elif self.valued is None or self._made_for != wanted or not self.valued.fresh():
            self.valued = Valued(
                scene.book.rows, scene.counted, self.order, fifths=self.fifths)
        self._made_for = wanted

    def __len__(self) -> int:
        return len(self.valued) if self.valued is not None else 0

    def key(self, index: int) -> str:
        """Id of the customer there."""
        return self.valued.id(index) if self.valued is not None else ""

    def place(self, row_id: str) -> int | None:
        """Where a customer stands."""
        return self.valued.place(row_id) if self.valued is not None else None

    def lines(self, width: int, height: int, cursor: int, focus: bool) -> list[Line]:
        """A row for each customer, what it says below."""
        if self.scene is None or self.valued is None:
            return drawn.waiting(width, focus=focus)
        rows, self._top = drawn.picture(
            self.valued, self.scene, self._top, cursor, (width, height), focus=focus)
        return rows

    def says(self, cursor: int) -> str:
        """Segment and field of the portfolio in words, and what is still open."""
        if self.valued is None or not 0 <= cursor < len(self.valued):
            return ""
        return drawn.sentence(self.valued.at(cursor))

    def act(self, host: AnalysisHost, command_id: str) -> Acted:
        """Another order; marks by fixed limits or by fifths."""
        if command_id == "order":
            return self._sort(host)
        if command_id == "analysis_turn":
            self._turn(host)
            return None
        return False

    async def _sort(self, host: AnalysisHost) -> None:
        options = [(str(n), drawn.order_words(one), one) for n, one in enumerate(WorthOrder, 1)]
        chosen = await host.ask(Chooser(_("Sort"), options))
        if chosen is not None:
            self._remember(host, chosen, self.fifths)

    def _turn(self, host: AnalysisHost) -> None:
        if self.valued is None:
            return
        if not (self.fifths or self.valued.may_be_fifths):
            host.say(drawn.too_few(), "dim")
            return
        self._remember(host, self.order, not self.fifths)

    def _remember(self, host: AnalysisHost, order: WorthOrder, fifths: bool) -> None:
        host.scene.drafts[self.code] = f"{order} fifths" if fifths else order.value
        host.reload()

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Order, and how marks are found."""
        other = _("limits") if self.fifths else _("fifths")
        return (("order", _("sort")), ("analysis_turn", other))

    def table(self) -> list[Sequence[str | int | None]]:
        """All customers with value, estimate, marks, field and priority."""
        if self.scene is None or self.valued is None:
            return []
        return drawn.table(self.valued, self.scene)
