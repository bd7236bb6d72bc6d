"""Who changed what in a customer, and when: field by field, newest first."""

from __future__ import annotations

from tui.dialogs.reader import Reader
from tui.flows.host import Handler, Host
from tui.texts import _


async def history(host: Host) -> None:
    """The history of the customer under the cursor."""
    from tui.flows.history_rows import rows_of  # 0.2 MB of words, seldom needed

    view = host.desk.view
    if view.row is None:
        return
    host.book.flush(1.0)
    rows = rows_of(host, view.row.id, view.record)
    if not rows:
        host.say(_("No history yet: it begins with the first change in a file."), "dim")
        return
    await host.ask(Reader(_("History: {name}").format(name=view.row.short), rows))


HISTORY: dict[str, Handler] = {"history": history}
