"""The agenda: what is overdue, due and coming for all customers, day by day, done in place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tui.commands import Place
from tui.dialogs.bar import Chooser
from tui.screens import agenda_panes as panes
from tui.screens import agenda_rows as rows
from tui.screens.agenda_frame import AgendaFrame
from tui.screens.hosting import Action
from tui.texts import _, pgettext


class AgendaScreen(AgendaFrame):
    """Enter goes to the customer; coming back the cursor stands on the same row."""

    here = ("follow_up", "activity", "why", "history", "edit", "class", "confirm", "confirm_by",
            "event", "info", "interview", "letter", "ack_card", "ack_call", "ack_email",
            "ack_gift", "ack_done", "ack_skip", "ack_choose")

    @property
    def contexts(self) -> tuple[Place, ...]:
        """Those on what is due, then those on its customer."""
        return (Place.TODAY, Place.CUSTOMERS, Place.ALWAYS)

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """What one does here."""
        following = panes.following(self.look, self.size.width)
        return (("ack_choose", _("done")), ("follow_up", _("move")), ("open", _("customer")),
                ("order", _("kinds")), ("zoom", pgettext(*panes.LOOK_WORDS[following])),
                ("activity", ""), ("page_down", _("month")), ("today", _("today")), ("why", ""),
                ("ack_skip", ""), ("edit", ""), ("undo", ""), ("step_back", ""))

    @property
    def own(self) -> Mapping[str, Action]:
        """Move by rows, days and months; choose the kinds; open, back."""
        return {"open": self.to_customer, "back": self.to_list, "step_back": self.to_list,
                "order": self._choose_kinds, "zoom": self._turn,
                **{name: partial(self._step, name) for name in rows.STEPS}}

    def _step(self, command_id: str) -> None:
        self._to(rows.moved(self.listing.items, self.cursor, command_id, self.today))

    def _turn(self) -> None:
        self.look = panes.following(self.look, self.size.width)
        self.set_class(self.look is panes.Look.WEEK, "-week")
        self.key_line.show(self.contexts, self.hints)
        self.draw()

    def _to(self, cursor: int) -> None:
        self.cursor = max(0, min(cursor, len(self.listing.items) - 1))
        self.draw()

    async def _choose_kinds(self) -> None:
        chosen = await self.ask(Chooser(_("Show"), [
            (str(n), pgettext(*word), n) for n, (word, _kinds) in enumerate(rows.KINDS, 1)]))
        if chosen is not None:
            self.kinds = chosen - 1
            self.load(self.key)
            self.draw()
