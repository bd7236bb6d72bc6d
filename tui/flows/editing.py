"""Opening the form of a section of the profile (the basic profile, people, needs ...)."""

from __future__ import annotations

from tui.flows.host import Handler, Host
from tui.view import Pane

BASIC = ""
"""The code of the basic profile."""


def edit_section(host: Host, section: str, entry: str = "", *, new: bool = False,
                 field: str = "") -> None:
    """Open the form of a section of the customer under the cursor.

    `section`: its code in tui/form/sections.py. `entry`: the id of an entry, or what
    tells it from others (store.keyed). `new`: the page for a new one; then `entry` may
    name the part where a section has several ("contracts"). `field`: the code of the field
    that gets the cursor.
    """
    host.open_screen("section", section=section, entry=entry, new=new, field=field)


def edit(host: Host) -> None:
    """The form of what the profile shows at its top; elsewhere the basic profile."""
    view = host.desk.view
    section = view.section if view.pane is Pane.PROFILE else None
    edit_section(host, section or BASIC)


EDITING: dict[str, Handler] = {"edit": edit}
