"""Class by hand, archive, undo, redo, repeat."""

from __future__ import annotations

from dataclasses import replace

from store import Prospect, set_class
from tui.dialogs.bar import Chooser
from tui.flows.host import Handler, Host, change_targets, whom
from tui.texts import _, pgettext


async def choose_class(host: Host) -> None:
    """a, b, c by hand; Enter takes the computed class again."""
    view = host.desk.view
    if view.row is None:
        return
    shown = view.row.computed_class or pgettext("class", "none")
    label = (_("computed ({letter})").format(letter=shown) if len(view.targets) == 1
             else _("computed"))
    letter = await host.ask(Chooser(
        _("Class of {name}").format(name=whom(host)),
        [("a", "A", "A"), ("b", "B", "B"), ("c", "C", "C"),
         (_("Enter"), label, "")],
        keys={"enter": ""}))
    if letter is None:
        return
    today, rows, author = host.today, host.book.rows, host.author

    def make(record: Prospect) -> Prospect:
        return set_class(record, letter, computed=rows[record.id].computed_class, today=today,
                         author=author)

    change_targets(host, "classed", make, letter=letter, computed=view.row.computed_class)


def archive(host: Host) -> None:
    """Put away, or take back from the archive."""
    if host.desk.view.row is None:
        return
    putting = host.desk.view.listing.number != 9
    day = host.today if putting else None
    change_targets(host, "archived" if putting else "restored",
                   lambda record: replace(record, archived=day))


def repeat(host: Host) -> None:
    """The last change once more, to what is under the cursor now."""
    if host.repeatable is None:
        host.say(_("Nothing to repeat."), "dim")
        return
    host.repeatable(host)


CLASSING: dict[str, Handler] = {
    "class": choose_class, "archive": archive, "repeat": repeat,
}
