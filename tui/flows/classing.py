"""Class by hand, archive, undo, redo, repeat."""

from __future__ import annotations

from dataclasses import replace

from store import ClassOverride, Prospect
from tui.dialogs.bar import Chooser
from tui.flows.host import Handler, Host, change_targets
from tui.texts import _


async def set_class(host: Host) -> None:
    """a, b, c by hand; Enter takes the computed class again."""
    view = host.desk.view
    if view.row is None:
        return
    computed = view.row.computed_class or "-"
    name = view.row.short if len(view.targets) == 1 else _("{count} marked ones").format(
        count=len(view.targets))
    label = (_("computed ({letter})").format(letter=computed) if len(view.targets) == 1
             else _("computed"))
    letter = await host.ask(Chooser(
        _("Class of {name}").format(name=name),
        [("a", "A", "A"), ("b", "B", "B"), ("c", "C", "C"),
         (_("Enter"), label, "")],
        keys={"enter": ""}))
    if letter is None:
        return
    today = host.today

    def make(record: Prospect) -> Prospect:
        override = ClassOverride(letter=letter, day=today) if letter else None
        if (record.class_override.letter if record.class_override else "") == letter:
            return record
        return replace(record, class_override=override)

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
    "class": set_class, "archive": archive, "repeat": repeat,
}
