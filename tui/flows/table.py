"""Every command and the flow that runs it."""

from __future__ import annotations

from tui.flows.acknowledging import ACKNOWLEDGING
from tui.flows.adding import ADDING
from tui.flows.classing import CLASSING
from tui.flows.contacting import CONTACTING
from tui.flows.history import HISTORY
from tui.flows.host import Handler
from tui.flows.moves import MOVES
from tui.flows.rating import RATINGS
from tui.flows.saving import SAVING
from tui.flows.undoing import UNDOING
from tui.flows.why import WHY

HANDLERS: dict[str, Handler] = {
    **MOVES, **RATINGS, **CONTACTING, **ACKNOWLEDGING, **CLASSING, **ADDING, **WHY,
    **SAVING, **HISTORY, **UNDOING,
}
