"""Words about an erasure: where somebody stands, what was done, what the search found."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from tui.problems import explain
from tui.record_words import FIELDS, label
from tui.terms import Words
from tui.texts import NP_, _, ngettext, pgettext

if TYPE_CHECKING:
    from store import ErasePlan, EraseReport, NoteRef

_KINDS: Words = {
    "data": NP_("file", "data file"),
    "journal": NP_("file", "journal"),
    "history": NP_("file", "history"),
    "backup": NP_("file", "backups"),
    "draft": NP_("file", "drafts"),
    "torn": NP_("file", "torn ends"),
    "copy": NP_("file", "copies"),
    "left": NP_("file", "leftovers"),
    "foreign": NP_("file", "files of other programs (they stay)"),
}


def title(plan: ErasePlan) -> str:
    """Who is erased: "Eva Huber, Wolpertec GmbH"."""
    if not plan.contact:
        return _("{name}, the whole record").format(name=plan.name)
    return f"{plan.name}, {plan.company}"


def plan_lines(plan: ErasePlan) -> Iterator[str]:
    """Where somebody stands, but for notes."""
    others = [name for key, name in plan.people if key != plan.prospect]
    if others:
        yield _("The same person also stands at: {names}").format(names=", ".join(others))
    if things := ", ".join(_things(plan)):
        yield _("In the record: {things}").format(things=things)
    if plan.links:
        yield ngettext("{n} link of another customer goes", "{n} links of other customers go",
                       plan.links).format(n=plan.links)
    kinds = Counter(stand.kind for stand in plan.stands)
    if kinds:
        named = ", ".join(pgettext(*_KINDS[kind]) + (f" ({n})" if n > 1 else "")
                          for kind, n in kinds.items())
        yield _("In files: {kinds}").format(kinds=named)
    if plan.shared:
        yield _("Others have this too, it stays with them: {values}").format(
            values=", ".join(plan.shared))


def _things(plan: ErasePlan) -> Iterator[str]:
    if n := plan.activities:
        yield ngettext("{n} activity", "{n} activities", n).format(n=n)
    if n := plan.follow_ups:
        yield ngettext("{n} follow-up", "{n} follow-ups", n).format(n=n)
    if n := plan.acknowledgements:
        yield ngettext("{n} occasion done", "{n} occasions done", n).format(n=n)
    if n := plan.changes:
        yield ngettext("{n} change in the history", "{n} changes in the history", n).format(n=n)


def note_line(note: NoteRef) -> str:
    """A note that names the person, with its place."""
    field = next((s for s in reversed(note.at) if isinstance(s, str) and s in FIELDS), "")
    return f"{note.company}, {label(field)}: {note.text}"


def report_lines(report: EraseReport) -> Iterator[str]:
    """What was done and what the byte search found."""
    yield _("{name} is erased. This cannot be undone.").format(name=report.name)
    yield _("Names blanked in notes: {blanked}, left as they are: {kept}.").format(
        blanked=report.blanked, kept=report.kept)
    yield _("Files rewritten: {rewritten}, removed: {removed}.").format(
        rewritten=len(report.rewritten), removed=len(report.removed))
    for error in report.failed:
        yield explain(error)
    found = report.found
    if found.files:
        yield ngettext("Searched byte by byte: {n} file, {hits} hits.",
                       "Searched byte by byte: {n} files, {hits} hits.", found.files).format(
            n=found.files, hits=len(found.hits))
    for path in dict.fromkeys(hit.path for hit in found.hits):
        texts = dict.fromkeys(hit.text for hit in found.hits if hit.path == path)
        yield _("{path} still holds: {texts}").format(
            path=os.path.basename(path), texts=", ".join(texts))
    if found.hits and report.kept:
        yield _("The name in a note that was left as it is counts too, also in history and "
                "backups.")
    for path in found.unread:
        yield _("{path} could not be searched.").format(path=os.path.basename(path))
    yield _("Not reached: copies elsewhere, exports, what others printed or sent.")


def marked(note: NoteRef, blank: Collection[NoteRef]) -> str:
    """A note with what becomes of it."""
    sign = "[x]" if note in blank else "[ ]"
    return f"{sign} {note_line(note)}"
