"""Tables of plain commands: into a file for a spreadsheet, or on standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from store import FileError, csv_text, write_new
from tui import texts
from tui.plain.arguments import STDOUT, Options
from tui.plain.asking import agreed
from tui.plain.output import say
from tui.texts import _, ngettext


def write_table(table: Sequence[Sequence[str | int | None]], options: Options) -> int:
    """A table with its head first, amounts in cents, where `--csv` says; the exit status.

    Its numbers are written as spreadsheets of the language read them. Raises FileError.
    """
    comma = texts.language() != texts.SOURCE_LANGUAGE
    if options.csv == STDOUT:
        encoding = sys.stdout.encoding or "utf-8"
        text = csv_text(table, comma=comma, mark=False)
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        return 0
    if not written(options.csv, csv_text(table, comma=comma), yes=options.yes):
        return 1
    count = len(table) - 1
    say([ngettext("{n} row stands in {file}.", "{n} rows stand in {file}.", count).format(
        n=count, file=options.csv)], ascii_only=options.ascii)
    return 0


def written(path: str, text: str, *, yes: bool) -> bool:
    """Write a file that only its owner reads; one that is there already only after asking.

    False if that was not wanted. Raises FileError.
    """
    try:
        write_new(path, text, overwrite=yes)
    except FileError as error:
        if error.code != "exists":
            raise
        if not agreed(
                _("{file} exists already. Write over it? j/n").format(file=path),
                _("Nothing was changed."),
                _("{file} exists already. With --yes it is written over.").format(file=path)):
            return False
        write_new(path, text, overwrite=True)
    return True
