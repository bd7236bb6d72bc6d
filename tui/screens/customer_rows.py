"""A screen of rows that are customers: keys act on the row under the cursor, as in the list."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import cast

from tui.commands import Command
from tui.flows.host import Handler
from tui.screens.commanding import Common
from tui.screens.hosting import Hosting
from tui.texts import _
from tui.view import Pane


class CustomerRows(Hosting):
    """Enter goes to the customer; coming back the cursor stands on the same row."""

    here: tuple[str, ...] = ()
    """Commands on what is under the cursor that work here as in the list."""

    def __init__(self, common: Common) -> None:
        super().__init__(common)
        # What is done here is done to the row under the cursor, not to a marked one.
        self.desk.unmark()
        self.desk.focus(Pane.LIST)

    @property
    def empty(self) -> bool:
        """There is no row."""
        raise NotImplementedError

    def can(self, command: Command) -> bool:
        """Commands on a row only where there is one."""
        if command.id in self.here:
            return not self.empty
        return super().can(command)

    def act(self, command_id: str) -> Awaitable[None] | None:
        """What works in strip and list works here on the row under the cursor."""
        if command_id not in self.here:
            return super().act(command_id)
        from tui.flows.table import HANDLERS  # loaded with the first key, as in the workplace

        handler = cast(Handler, HANDLERS[command_id])  # none of these asks for panes
        return handler(self)

    def to_customer(self) -> None:
        """To the customer under the cursor, whose row is remembered."""
        if not self.empty:
            self.open_screen("list")
            if self.app.workplace is not None:
                self.app.workplace.say(_("{key} leads back to this row.").format(
                    key=self.keymap.keys_of(f"go_{self.code}")), "dim")

    def to_list(self) -> None:
        """Back to the list."""
        self.open_screen("list")
