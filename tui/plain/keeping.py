"""`kundenq backup`, `backups`, `restore` and `repair`: keeping data, and getting them back."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime

from store import (
    Backup,
    BackupKind,
    Backups,
    Book,
    FileError,
    edit_for_restore,
    plan_restore,
    removes_many,
    repair,
    restore_aside,
)
from tui import backup_words, words
from tui.plain import places
from tui.plain.arguments import Options
from tui.plain.asking import agreed
from tui.plain.faults import complain, sentence
from tui.plain.output import say, say_json
from tui.texts import _

_BROKEN = frozenset({"missing", "damaged", "not_json", "not_ours"})
"""Why a data file cannot be opened, where a backup may take its place."""


def back_up(options: Options) -> int:
    """Make a backup now; 1 if there is nothing to keep."""
    try:
        with places.opened(options, os.environ, read_only=True) as book:
            made = keep(book, BackupKind.MANUAL)
    except FileError as error:
        if error.code != "missing":
            raise
        complain(places.nothing_yet(error.path))
        return 1
    say([_("Backup: {path} ({customers}).").format(
        path=made.path, customers=backup_words.customers(made.records))],
        ascii_only=options.ascii)
    return 0


def keep(
    book: Book, kind: BackupKind, now: Callable[[], datetime] = places.now
) -> Backup:
    """Make a backup of all that is in a book, then thin them by rule. Raises FileError."""
    backups = Backups(book.path, now=now)
    made = backups.look(backups.make_by(book.save_copy, kind))
    backups.thin(now().date())
    return made


def list_backups(options: Options) -> int:
    """All backups, newest first; 1 if there is none."""
    found = Backups(_path(options)).list()
    if options.json:
        say_json([{
            "name": b.name, "path": b.path, "made": b.made.isoformat(), "kind": b.kind,
            "records": b.records, "sequence": b.seq, "ok": b.ok, "problem": b.problem or None,
        } for b in found])
        return 0
    if not found:
        complain(_("There is no backup."))
        return 1
    say(map(backup_words.backup_line, found), ascii_only=options.ascii)
    return 0


def restore(options: Options) -> int:
    """Show what a backup would change, then go back to it in one step; 1 if it was not done."""
    backup = Backups(_path(options)).find(options.name)
    if not backup.usable:
        raise FileError(path=backup.path, code=backup.problem)
    try:
        book = places.open_book(options, os.environ, read_only=False)
        if places.is_new(book) or (book.read_only and book.state.error is not None):
            book.close()
            raise book.state.error or FileError(path=book.path, code="missing")
    except FileError as error:
        if error.code not in _BROKEN:
            raise
        return _instead(error, backup, options)
    try:
        with book:
            return _restore(book, backup, options)
    finally:
        places.tell_found(book)


def _restore(book: Book, backup: Backup, options: Options) -> int:
    plan = plan_restore(book, backup)
    edit, count = edit_for_restore(plan), len(book.rows)
    lines = [backup_words.backup_line(backup), *backup_words.plan_lines(plan)]
    if removes_many(edit, count):
        lines.append(_("That removes {n} of {all} customers.").format(
            n=len(edit.removed), all=count))
    say(lines, ascii_only=options.ascii)
    if plan.nothing:
        return 0
    if not (options.yes or _agreed()):
        return 1
    keep(book, BackupKind.RESTORE)
    change = book.apply(edit)
    if not book.close():
        complain(_("Nothing was changed.") + (
            f" {sentence(book.state.error)}" if book.state.error else ""))
        return 1
    say([words.change(change)], ascii_only=options.ascii)
    return 0


def _instead(error: FileError, backup: Backup, options: Options) -> int:
    """The data file cannot be opened: the backup takes its place, the old file is kept."""
    complain(words.explain(error))
    say([backup_words.backup_line(backup),
         _("It would take the place of the data file, which is kept under another name.")],
        ascii_only=options.ascii)
    if not (options.yes or _agreed()):
        return 1
    path = _path(options)
    kept = restore_aside(path, backup, now=places.now())
    say([_("{path} is as in the backup: {customers}.").format(
        path=path, customers=backup_words.customers(backup.records)),
        *(_("Kept: {path}").format(path=name) for name in kept)], ascii_only=options.ascii)
    return 0


def _agreed() -> bool:
    return agreed(_("Go back to it? j/n"), _("Nothing was changed."),
                  _("Nothing was changed. With --yes it is done without asking."))


def mend(options: Options) -> int:
    """Save what can be read into a new file; 1 if nothing can be."""
    report = repair(_path(options), options.out or None, now=places.now())
    for problem in report.problems:
        complain(words.explain(problem))
    say(backup_words.repair_lines(report), ascii_only=options.ascii)
    return 0 if report.out else 1


def _path(options: Options) -> str:
    return places.demo_file(options) if options.demo else places.data_file(options, os.environ)


KEEPING: Mapping[str, Callable[[Options], int]] = {
    "backup": back_up, "backups": list_backups, "restore": restore, "repair": mend,
}
