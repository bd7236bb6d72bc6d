"""What stays on screen until it is dealt with: what the store found, why nothing is saved.

Two tables, one row for each code. A code that is not in them is told all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tui import problems
from tui.texts import N_, _, ngettext

if TYPE_CHECKING:
    from store import Notice, SaveState

FOUND: Mapping[str, str] = {
    "torn": N_("The last change before the program ended was not written whole. It was never "
               "confirmed as saved. What there is of it is kept in {path}. Please check "
               "whether your last entry is there."),
    "history": N_("A change is saved, but its line in the history {path} could not be written. "
                  "Please check rights and room on the disk."),
    "compaction": N_("Everything is saved, but the journal {path} could not be tidied up "
                     "({detail}). It is tried again; nothing has to be done unless this "
                     "comes back."),
    "checksum": N_("{path} was changed by another program or by hand, or the disk has altered "
                   "it. What can be read is shown. Please look whether it is right; "
                   "`kundenq check` tells more, g b shows the backups."),
    "erased": N_("Erased people had come back with an old file, or an erasure had not come to "
                 "its end. They were erased again from {path}. Nothing has to be done."),
    "journal": N_("{path} is gone or was emptied. What was saved since the last tidying is lost. "
                  "Please look into the backups with g b; `kundenq check` tells more."),
    "hard_link": N_("{path} has {detail} names on this disk; the others keep an old state. "
                    "Please remove them."),
    "network": N_("{path} stands on a network drive ({detail}): one session at a time on network "
                  "drives."),
    "backup": N_("Today's changes are saved, but the state before them could not be kept as a "
                 "backup ({path}: {detail}). Please make one: g b, then b."),
}
"""What was found (state.Notice): what it is, where the copy lies, what to do."""
NO_LOCKS = N_("The drive cannot keep two programs apart, as some network drives. Please save "
              "elsewhere, on a disk of this computer, and work there.")
_UNKNOWN = N_("Something about {path} is not as it should be ({code}). `kundenq check` tells "
              "more.")
REMEDIES: Mapping[str, str] = {
    "one_session": N_("Please wait until the other session has ended, then open the file again."),
    "full": N_("Please make room on the disk (or ask for more of it), or save elsewhere."),
    "read_only": N_("The disk or the folder can only be read now. Please have it made writable, "
                    "or save elsewhere."),
    "denied": N_("You may not write there any more. Please have the rights of file and folder "
                 "mended, or save elsewhere."),
    "io": N_("The disk may be failing. Please save elsewhere at once, on another disk, and "
             "check the newest backup (g b)."),
    "locked": N_("Another program is saving, or was stopped while it did. Please ask that "
                 "person, or end that process."),
    "newer": N_("A newer kundenq has written the file meanwhile. Please save elsewhere, end, "
                "and update this one."),
    "damaged": N_("The file was damaged meanwhile. It is left as it is. Please save elsewhere, "
                  "end, and run `kundenq check`."),
    "not_ours": N_("Another file stands in its place now. It is left as it is. Please save "
                   "elsewhere, and put the right file back."),
    "not_json": N_("Another file stands in its place now. It is left as it is. Please save "
                   "elsewhere, and put the right file back."),
    "missing": N_("Its folder is gone. Please bring the folder or the drive back, or save "
                  "elsewhere."),
    "unsafe": N_("Others may change the folder. Please save elsewhere, in a folder of your own."),
}
"""What to do where saving fails for that reason."""


def found(notice: Notice) -> str:
    """A notice of the store in words: what was found, where the copy lies, what to do."""
    text = _(FOUND.get(notice.code, _UNKNOWN))
    return text.format(path=notice.path, code=notice.code, detail=_why(notice.detail))


def _why(detail: str) -> str:
    """A detail may be the code of an error."""
    return problems.short_code(detail) or detail


def trouble(state: SaveState) -> str:
    """Why not everything is saved, and what is kept; empty where nothing is in the way."""
    kind = state.kind.value
    if kind == "conflict":
        return _("CONFLICT – another program changed the same customers. Nothing is lost.")
    if kind == "read_only":
        if state.error is None:
            return ""
        return _("READ ONLY – {why}").format(why=problems.explain(state.error))
    if state.error is None:
        return ""
    return _("NOT SAVED – {why}. {kept}").format(
        why=problems.why_not(state.error), kept=kept(state.pending))


def kept(pending: int) -> str:
    """What is in memory only."""
    return ngettext("{n} change only in memory.", "{n} changes only in memory.",
                    pending).format(n=pending)


def advice(state: SaveState) -> Iterator[str]:
    """What happened and what can be done, in whole sentences."""
    code = str(getattr(state.error, "code", ""))
    path = str(getattr(state.error, "path", ""))
    yield trouble(state)
    if path:
        yield _("File: {path}").format(path=path)
    no_locks = code == "locked" and getattr(state.error, "detail", "") == "ENOLCK"
    yield _(NO_LOCKS if no_locks else REMEDIES.get(code, REMEDIES["io"]))
    yield _("It is tried again every 10 seconds, and with F5. You can go on working: everything "
            "stays in memory and is saved as soon as that works.")
    yield _("F6 saves everything into another file; one that exists is never overwritten.")
