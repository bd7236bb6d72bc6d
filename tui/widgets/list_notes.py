"""What some lists say of each row: what is stale, who was left alone, who is at rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from store import Group, Row, unpacked
from tui import dates, words
from tui.texts import N_, _, ngettext
from tui.view import View
from tui.widgets.canvas import Line, fit, line


def _stale(row: Row, _today: date) -> str:
    """ "3 Projekte, Mitbewerb, Adresse"."""
    kinds = unpacked(row.stale)
    return f"{len(kinds)} " + ", ".join(map(words.info, kinds))


def _neglected(row: Row, today: date) -> str:
    if row.last_contact is None:
        return _("never")
    days = (today - row.last_contact).days
    return ngettext("{n} day", "{n} days", days).format(n=days)


def _resting(row: Row, _today: date) -> str:
    return dates.date(row.rests_until) if row.rests_until else ""


NOTES: Mapping[Group, Callable[[Row, date], str]] = {
    Group.STALE: _stale, Group.NEGLECTED: _neglected, Group.RESTING: _resting}
_HEADS = {Group.STALE: N_("no longer fresh"), Group.NEGLECTED: N_("no contact for"),
          Group.RESTING: N_("at rest until")}


def names(view: View, name: int, note: int) -> Line:
    """The column names of such a list."""
    text = "  " + fit(_("Company"), name) + f" {fit(_('C'), 1)} {fit(_('P'), 1)} "
    return line((text + fit(_(_HEADS[view.listing.group]), note), "dim"))
