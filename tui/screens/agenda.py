"""The agenda: what is overdue, due and coming for all customers, day by day, done in place."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from functools import partial
from typing import cast

from tui.commands import Command, Place
from tui.dialogs.bar import Chooser
from tui.flows.host import Handler
from tui.screens import agenda_panes as panes
from tui.screens import agenda_rows as rows
from tui.screens.agenda_frame import AgendaFrame
from tui.screens.hosting import Action
from tui.texts import _, pgettext

_HERE = ("follow_up", "activity", "why", "history", "edit", "class", "confirm", "confirm_by",
         "event", "info", "interview", "letter", "ack_card", "ack_call", "ack_email", "ack_gift",
         "ack_done", "ack_skip", "ack_choose")
"""Commands on what is under the cursor that work here as in the list."""


class AgendaScreen(AgendaFrame):
    """Enter goes to the customer; coming back the cursor stands on the same row."""

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
        return {"open": self._open, "back": self._leave_agenda, "step_back": self._leave_agenda,
                "order": self._choose_kinds, "zoom": self._turn,
                **{name: partial(self._step, name) for name in rows.STEPS}}

    def can(self, command: Command) -> bool:
        """Commands on a row only where there is one."""
        if command.id in _HERE:
            return bool(self.listing.items)
        return super().can(command)

    def act(self, command_id: str) -> Awaitable[None] | None:
        """What works in strip and list works here on the row under the cursor."""
        if command_id not in _HERE:
            return super().act(command_id)
        from tui.flows.table import HANDLERS  # loaded with the first key, as in the workplace

        handler = cast(Handler, HANDLERS[command_id])  # none of these asks for panes
        return handler(self)

    def _open(self) -> None:
        if self.item is not None:
            self.open_screen("list")
            if self.app.workplace is not None:
                self.app.workplace.say(_("{key} leads back to this row.").format(
                    key=self.keymap.keys_of("go_agenda")), "dim")

    def _leave_agenda(self) -> None:
        self.open_screen("list")

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
