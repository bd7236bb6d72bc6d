"""The views of the analysis, in the order of Tab and of the digits."""

from __future__ import annotations

from collections.abc import Callable

from tui.screens.analysis_view import AnalysisView
from tui.screens.funnel import FunnelView
from tui.screens.groups import GroupsView
from tui.screens.matrix import MatrixView
from tui.screens.pareto import ParetoView
from tui.screens.timing_view import TimeView
from tui.screens.worth import WorthView

VIEWS: tuple[Callable[[], AnalysisView], ...] = (
    ParetoView,
    MatrixView,
    FunnelView,
    WorthView,
    TimeView,
    GroupsView,
)
BESIDE = ("pareto", "matrix")
"""Stand side by side where there is room, with one cursor."""
FROM_TOP = ("time",)
"""Are read from their first row on; who was chosen before is chosen again in the next view."""
