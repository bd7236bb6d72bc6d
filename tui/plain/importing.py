"""`kundenq import FILE`: shows what it found, then imports it as one step or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from store import (
    BackupKind,
    Book,
    Choices,
    Edit,
    FileError,
    ImportPlan,
    Reported,
    changes_many,
    edit_for,
    plan_import,
    read_bytes,
    suppression,
)
from tui import import_words
from tui.import_report import write_report
from tui.plain import places
from tui.plain.arguments import Options
from tui.plain.asking import agreed
from tui.plain.faults import complain, sentence
from tui.plain.keeping import keep
from tui.plain.output import say
from tui.texts import _

_WARNINGS = 20
"""Remarks that are printed; more than that nobody reads."""


def import_file(options: Options) -> int:
    """Import addresses; 1 if nothing was imported though there was something to import."""
    data = read_bytes(options.file)
    with places.opened(options, os.environ, read_only=False) as book:
        plan = _plan(book, data, options)
        say(_preview(plan), ascii_only=options.ascii)
        if not (plan.new or plan.similar):
            complain(_("There is nothing to import."))
            report_refused(plan, options)
            return 1 if plan.refused else 0
        edit = edit_for(plan, get=book.get)
        if changes_many(edit, book.rows):
            say([import_words.many(edit, book.rows)], ascii_only=options.ascii)
        if not (options.yes or may_import()):
            return 1
        if not _carry_out(book, edit, options):
            return 1
    report_refused(plan, options)
    return 0


def _plan(book: Book, data: bytes, options: Options) -> ImportPlan:
    shown = Progress()
    try:
        return plan_import(
            options.file, data, book.rows.values(), book.get, today=book.today,
            choices=Choices(encoding=options.encoding or None), progress=shown.tell,
            suppressed=suppression(book.path),
        )
    finally:
        shown.end()


def _preview(plan: ImportPlan) -> Iterator[str]:
    yield from import_words.source_lines(plan)
    yield from import_words.question_lines(plan)
    yield from import_words.warning_lines(plan, _WARNINGS)
    yield from import_words.new_lines(plan, _WARNINGS)
    yield from import_words.barred_lines(plan)
    yield from import_words.similar_lines(plan)
    yield from import_words.refused_lines(plan)
    yield from import_words.count_lines(plan)
    if plan.similar:
        yield _("Similar ones: what is missing on file is added, nothing is overwritten.")


def may_import() -> bool:
    """Asked on a terminal, else no."""
    return agreed(_("Import this? j/n"), _("Nothing was imported."),
                  _("Nothing was imported. With --yes it is done without asking."))


def _carry_out(book: Book, edit: Edit, options: Options) -> bool:
    """One edit, all or nothing; True once the disk has it."""
    if not carried_out(book, edit, options):
        return False
    new, merged = len(edit.records) - _merged(edit.args), _merged(edit.args)
    say([_("Imported: {new} new, {merged} completed, in {path}.").format(
        new=import_words.customers(new), merged=merged, path=book.path)],
        ascii_only=options.ascii)
    return True


def carried_out(book: Book, edit: Edit, options: Options) -> bool:
    """The edit behind a backup; True once the disk has it."""
    if book.rows and not options.demo:
        keep(book, BackupKind.IMPORT)
    book.apply(edit)
    if book.close():
        return True
    error = book.state.error
    complain(_("Nothing was imported.") + (f" {sentence(error)}" if error else ""))
    return False


def _merged(args: tuple[tuple[str, str], ...]) -> int:
    return int(dict(args).get("merged", "0"))


def report_refused(plan: Reported, options: Options) -> None:
    """Write the refused rows beside the source; the import stands even where that fails."""
    try:
        path = write_report(plan, options.file)
    except FileError as error:
        complain(sentence(error))
        return
    if path:
        say([_("The refused rows stand in {path}; mended there they can be imported.").format(
            path=path)], ascii_only=options.ascii)


class Progress:
    """A line on a terminal's standard error that says how far the reading is."""

    def __init__(self) -> None:
        self._wide = 0
        self._shown = sys.stderr.isatty()

    def tell(self, done: int, total: int) -> bool:
        """Show how far it is; the work goes on."""
        if self._shown:
            share = 100 * done // total if total else 100
            text = _("reading: {percent} %").format(percent=share)
            self._wide = len(text)
            sys.stderr.write(f"\r{text}")
            sys.stderr.flush()
        return True

    def end(self) -> None:
        """Take the line away."""
        if self._wide:
            sys.stderr.write("\r" + " " * self._wide + "\r")
            sys.stderr.flush()
