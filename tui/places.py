"""One row per place to go to. Tabs, `g` keys, help and palette are all made from it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.texts import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A full screen that is reached with `g` and a letter (interface.md 4)."""

    code: str
    """Also the name of the commands' place that works only there, if it has keys of its own."""
    key: str
    """Behind `g`."""
    label: str
    """One word for tab and footer; a msgid."""
    help: str
    """One line for help and palette; a msgid."""
    screen: str = ""
    """"module:class", loaded when first opened and made with the Common things of all screens;
    empty where tui/screens/opening.py has a way of its own."""
    tab: bool = False
    """Stands in the title row."""


DESTINATIONS: tuple[Destination, ...] = (
    Destination(code="list", key="l", label=N_("List"), help=N_("Go to the list"), tab=True),
    Destination(code="agenda", key="a", label=N_("Agenda"),
                help=N_("Agenda: what comes up, day by day"),
                screen="tui.screens.agenda:AgendaScreen", tab=True),
    Destination(code="analysis", key="p", label=N_("Portfolio"),
                help=N_("Portfolio: who brings how much, Pareto and matrix"),
                screen="tui.screens.analysis:AnalysisScreen", tab=True),
    Destination(code="classes", key="k", label=N_("Classes"),
                help=N_("Classes: who rose or fell"),
                screen="tui.screens.classes:ClassesScreen"),
    Destination(code="import", key="i", label=N_("Import"),
                help=N_("Import addresses from a file"),
                screen="tui.screens.importing:ImportScreen"),
    Destination(code="market", key="m", label=N_("Market"),
                help=N_("Market: what was seen of industries and competitors"),
                screen="tui.screens.market:MarketScreen"),
    Destination(code="reassessments", key="r", label=N_("Re-assessment"),
                help=N_("Re-assessments: what is due, and why"),
                screen="tui.screens.reassessments:ReassessmentScreen"),
    Destination(code="checklists", key="c", label=N_("Checklists"),
                help=N_("Checklists: look at them, make one's own"),
                screen="tui.screens.checklists:ChecklistScreen"),
    Destination(code="backups", key="b", label=N_("Backups"),
                help=N_("Backups: make one, go back to one"),
                screen="tui.screens.backups:BackupScreen"),
    Destination(code="sheet", key="s", label=N_("Visits"),
                help=N_("Visit sheets: a page about each marked customer"),
                screen="tui.screens.sheet:SheetScreen"),
    Destination(code="help", key="h", label=N_("Help"), help=N_("Go to the help"), tab=True),
)


def destination(code: str) -> Destination | None:
    """The place of that code, or None."""
    return next((one for one in DESTINATIONS if one.code == code), None)
