"""Every command and the flow that runs it."""

from __future__ import annotations

from tui.flows.acknowledging import ACKNOWLEDGING
from tui.flows.adding import ADDING
from tui.flows.checking import CHECKING
from tui.flows.classing import CLASSING
from tui.flows.contacting import CONTACTING
from tui.flows.dating import DATING
from tui.flows.deciding import DECIDING
from tui.flows.editing import EDITING
from tui.flows.gaps import GAPS
from tui.flows.history import HISTORY
from tui.flows.host import Handler, PaneHandler
from tui.flows.lettering import LETTERING
from tui.flows.moves import GOING, MOVES
from tui.flows.planning import PLANNING
from tui.flows.rating import RATINGS
from tui.flows.reviewing import REVIEWING
from tui.flows.saving import SAVING
from tui.flows.sections import ADDING_TO, IN_PROFILE
from tui.flows.staging import STAGING
from tui.flows.switching import SWITCHING
from tui.flows.undoing import UNDOING
from tui.flows.why import WHY

EVERYWHERE: dict[str, Handler] = {**GOING, **SAVING, **UNDOING}
"""What a screen need not do itself."""

HANDLERS: dict[str, PaneHandler] = {
    **EVERYWHERE, **RATINGS, **CONTACTING, **PLANNING, **ACKNOWLEDGING, **CLASSING, **ADDING,
    **WHY, **HISTORY, **DATING, **LETTERING, **DECIDING, **STAGING, **SWITCHING, **CHECKING,
    **MOVES, **REVIEWING, **EDITING, **GAPS, **IN_PROFILE, **ADDING_TO,
}
"""What the workplace runs."""
