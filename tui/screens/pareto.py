"""The Pareto of the customers: ranked, cumulated, cut at two borders that can be moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from store import Period, Ranking
from tui.class_words import measure
from tui.dialogs.bar import Chooser
from tui.ranking_words import MEASURES, table
from tui.screens import pareto_words as told
from tui.screens.analysis_view import Acted, AnalysisHost, Scene
from tui.screens.pareto_lines import Picture, picture
from tui.texts import N_, _, pgettext
from tui.widgets.canvas import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A ranking and what it was made for."""

    made_for: tuple[object, ...]
    ranking: Ranking


class ParetoView:
    """Those with a positive value, best first; then those that are not in the total."""

    code = "pareto"
    label = N_("Pareto")
    needs_figures = False

    def __init__(self) -> None:
        self.scene: Scene | None = None
        self.ranking: Ranking | None = None
        self.upper = True
        """`+ -` move the border between A and B, else that between B and C."""
        self._picture: Picture | None = None
        self._top = 0

    def load(self, scene: Scene) -> None:
        """Ranks anew only if what customers are ranked by has changed."""
        self.scene = scene
        wanted, used = scene.classing, scene.book.classing
        alike = (wanted.basis, wanted.period) == (used.basis, used.period)
        calendar = wanted.period is Period.CALENDAR
        made_for = wanted.basis, wanted.period, alike, scene.counted if calendar else None
        known, ranking = scene.kept.get(self.code), None
        if isinstance(known, _Kept) and known.made_for == made_for and known.ranking.fresh():
            ranking = known.ranking
        elif not calendar or scene.counted is not None or alike:
            ranking = scene.book.ranking(wanted, scene.counted)
            scene.kept[self.code] = _Kept(made_for=made_for, ranking=ranking)
        self.ranking = ranking
        self._picture = None if ranking is None else Picture(
            ranking=ranking, classing=wanted, taken=used, upper=self.upper, today=scene.today,
            keys=scene.keys)

    def __len__(self) -> int:
        return len(self.ranking) if self.ranking is not None else 0

    def key(self, index: int) -> str:
        """Id of the customer there."""
        return self.ranking.id(index) if self.ranking is not None else ""

    def place(self, row_id: str) -> int | None:
        """Where a customer stands."""
        return self.ranking.place(row_id) if self.ranking is not None else None

    def lines(self, width: int, height: int, cursor: int, focus: bool) -> list[Line]:
        """Ranking with bars and curve, what it says below; sums beside it where they fit."""
        shown = self._picture
        if shown is None:
            return told.waiting(width, focus=focus)
        rows, self._top = picture(shown, self._top, cursor, width, height, focus=focus)
        return rows

    def says(self, cursor: int) -> str:
        """Rank, share, and how many bring how much up to here."""
        shown = self._picture
        return told.says(shown, cursor) if shown is not None and len(self) else ""

    def act(self, host: AnalysisHost, command_id: str) -> Acted:
        """Move a border, choose the other one, another measure."""
        if command_id in ("analysis_more", "analysis_less"):
            self._move(host, 1 if command_id == "analysis_more" else -1)
            return None
        if command_id == "analysis_turn":
            self.upper = not self.upper
            host.reload()
            return None
        if command_id == "order":
            return self._measure(host)
        return False

    def _move(self, host: AnalysisHost, by: int) -> None:
        classing = host.scene.classing
        if self.upper:
            moved = replace(classing, a=max(1, min(classing.a + by, classing.b - 1)))
        else:
            moved = replace(classing, b=max(classing.a + 1, min(classing.b + by, 99)))
        host.try_on(moved)

    async def _measure(self, host: AnalysisHost) -> None:
        options = [(str(n), measure(basis, period, host.today), (basis, period))
                   for n, (basis, period) in enumerate(MEASURES, 1)]
        chosen = await host.ask(Chooser(_("Measure"), options))
        if chosen is not None:
            basis, period = chosen
            host.try_on(replace(host.scene.classing, basis=basis, period=period))

    def hints(self) -> tuple[tuple[str, str], ...]:
        """Borders and measure."""
        border = pgettext("border", "A/B") if self.upper else pgettext("border", "B/C")
        return (("analysis_more", border), ("order", _("measure")), ("analysis_take", ""))

    def table(self) -> Iterable[Sequence[str | int | None]]:
        """All customers, with rank, value, share, classes."""
        shown = self._picture
        return table(shown) if shown is not None else []


