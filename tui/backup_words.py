"""Words about backups: what they are, what going back to one would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui import dates
from tui.terms import Words
from tui.texts import NP_, _, ngettext, pgettext

if TYPE_CHECKING:
    from store import Backup, RepairReport, RestorePlan

_KINDS: Words = {
    "daily": NP_("backup", "daily"),
    "manual": NP_("backup", "by hand"),
    "import": NP_("backup", "before an import"),
    "removal": NP_("backup", "before many were removed"),
    "erase": NP_("backup", "before erasing"),
    "upgrade": NP_("backup", "before an upgrade"),
    "restore": NP_("backup", "before going back"),
}
_NAMES = 8
"""Names that are told; of more than that only how many."""


def customers(n: int) -> str:
    """A number of customers."""
    return ngettext("{n} customer", "{n} customers", n).format(n=n)


def moment(backup: Backup) -> str:
    """When it was made: "21.11.2026 09:30"."""
    return f"{dates.date(backup.made.date())} {backup.made:%H:%M}"


def kind(backup: Backup) -> str:
    """Why it was made: "täglich", "vor einem Import"."""
    return pgettext(*_KINDS[backup.kind.value])


def state(backup: Backup) -> str:
    """How many customers it holds, or what is wrong with it."""
    if not backup.usable:
        return _("cannot be read")
    held = customers(backup.records)
    if not backup.ok:
        return _("{customers}, changed by another program").format(customers=held)
    return held


def backup_line(backup: Backup) -> str:
    """One backup in one line, its name last."""
    return f"{moment(backup)}  {kind(backup)}, {state(backup)}  {backup.name}"


def newest_line(backup: Backup | None) -> str:
    """Which backup could be restored, and how."""
    if backup is None:
        return _("There is no backup.")
    return _("Newest backup: {when}, {customers}. `kundenq restore {name}` goes back to it."
             ).format(when=moment(backup), customers=customers(backup.records),
                      name=backup.name)


def plan_lines(plan: RestorePlan) -> Iterator[str]:
    """What going back would do."""
    if plan.nothing:
        yield _("All customers are as they were then.")
    yield from _named(_("come back: {customers}"), plan.names_back)
    yield from _named(_("become as they were: {customers}"), plan.names_changed)
    yield from _named(_("added since, would be removed: {customers}"), plan.names_vanishing)
    yield _("stay as they are: {customers}").format(customers=customers(plan.same))
    if plan.unreadable:
        yield _("cannot be read in the backup and stay as they are: {customers}").format(
            customers=customers(len(plan.unreadable)))


def _named(text: str, names: Sequence[str]) -> Iterator[str]:
    if not names:
        return
    told = ", ".join(names[:_NAMES])
    rest = len(names) - _NAMES
    if rest > 0:
        told = ngettext("{names} and {n} more", "{names} and {n} more", rest).format(
            names=told, n=rest)
    yield f"{text.format(customers=customers(len(names)))} ({told})"


def repair_lines(report: RepairReport) -> Iterator[str]:
    """What a repair could save."""
    if not report.out:
        yield _("Nothing in {path} can be saved.").format(path=report.path)
    else:
        yield _("Saved in {path}: {customers}.").format(
            path=report.out, customers=customers(report.records))
        yield _("Of the data file: {customers}; of its journal: {changes}.").format(
            customers=customers(report.snapshot), changes=ngettext(
                "{n} change", "{n} changes", report.edits).format(n=report.edits))
    if report.lost:
        yield _("Could not be saved: at least {customers}.").format(
            customers=customers(report.lost))
    if report.out and not report.sound:
        yield _("The file is not as kundenq wrote it: single texts may be wrong.")
    yield _("{path} was not changed.").format(path=report.path)
    yield newest_line(report.newest)
