"""The sections of the profile: to one by its digit, add to one."""

from __future__ import annotations

from tui.dialogs.bar import Chooser
from tui.flows.dating import add_date
from tui.flows.editing import edit_section
from tui.flows.host import Handler, Host, PaneHandler, PaneHost
from tui.flows.revenue import add_revenue
from tui.sections import ENTRIES, SECTIONS, Section
from tui.texts import _

_REVENUE = "revenue"


def to(section: Section | None) -> PaneHandler:
    """To a section, or to the head of the profile; of an empty one the key that fills it."""
    return lambda host: _go(host, section)


def beside(by: int) -> PaneHandler:
    """To the next or previous section."""
    return lambda host: _go(host, host.outline.beside(host.desk.view.section, by))


def _go(host: PaneHost, section: Section | None) -> None:
    outline = host.outline
    host.show(host.desk.jump(section, outline))
    if section in outline.empty and host.desk.view.record is not None:
        host.say(_("{section}: empty, {key} adds the first entry").format(
            section=section.heading, key=host.keymap.keys_of("profile_add")), "dim")


async def add(host: Host) -> None:
    """Choose by the number of a section what is added: a date or revenue in one line, else its
    form."""
    if host.desk.view.record is None:
        return
    chosen = await host.ask(Chooser[Section | str](_("Add"), [
        *((str(one.number), _(ENTRIES[one]), one) for one in SECTIONS),
        ("0", _("Revenue"), _REVENUE)]))
    if chosen is Section.DATES:
        await add_date(host)
    elif chosen == _REVENUE:
        await add_revenue(host)
    elif chosen is not None:
        edit_section(host, chosen, new=True)


IN_PROFILE: dict[str, PaneHandler] = {
    **{f"section_{one.number}": to(one) for one in SECTIONS},
    "section_top": to(None), "section_next": beside(1), "section_previous": beside(-1),
}
"""Digits act in the profile pane alone."""
ADDING_TO: dict[str, Handler] = {"add": add, "profile_add": add}
