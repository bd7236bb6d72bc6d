"""The plain commands: which function answers which word, and the three that only read rows."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from store import DueList, FileError, Group, Rows, Selection, SortBy
from tui import dates
from tui.plain import facts, places
from tui.plain.arguments import Options
from tui.plain.faults import complain
from tui.plain.output import say, say_json
from tui.texts import _

if TYPE_CHECKING:
    from store import Book

ROW_DAYS = 60
"""Days ahead for which rows hold everything that comes up."""


def run(options: Options) -> int:
    """Carry out a plain command; its exit status. Raises StoreError."""
    doing = _doing(options.command)
    if doing is not None:
        return doing(options)
    try:
        reads = _ROWS.get(options.command, listing)
        if options.command in _ROWS and (options.days or 0) > ROW_DAYS:
            with places.opened(options, os.environ, read_only=True) as book:
                return reads(_far(book), options)
        reading = _reading(options.command)
        if reading is not None:
            with places.opened(options, os.environ, read_only=True) as book:
                return reading(book, options)
        rows = places.read_rows(options, os.environ)
    except FileError as error:
        if error.code != "missing":
            raise
        complain(places.nothing_yet(error.path))
        return 1
    return reads(rows, options)


def _doing(command: str) -> Callable[[Options], int] | None:
    """What opens its files itself; each module is loaded only where it pays for itself."""
    if command == "import":
        return _import
    if command == "erase":
        from tui.plain.erasing import erase_person

        return erase_person
    if command == "assess":
        from tui.plain.assessing import assess_customer

        return assess_customer
    if command == "check":
        from tui.plain.checking import check_file

        return check_file
    if command.startswith("checklists"):
        from tui.plain.catalogue import CATALOGUE

        return CATALOGUE[command]
    if command in ("backup", "backups", "restore", "repair"):
        from tui.plain.keeping import KEEPING

        return KEEPING[command]
    return None


def _import(options: Options) -> int:
    if options.revenue:
        from tui.plain.revenue import import_revenue

        return import_revenue(options)
    from tui.plain.importing import import_file

    return import_file(options)


def _reading(command: str) -> Callable[[Book, Options], int] | None:
    """What reads whole records: the rules of profile and checklist hang on it."""
    if command == "show":
        from tui.plain.showing import show

        return show
    if command == "abc":
        from tui.plain.ranking import abc

        return abc
    if command == "time":
        from tui.plain.timing import time

        return time
    if command == "questions":
        from tui.plain.sheet import questions

        return questions
    if command == "letter":
        from tui.plain.letters import write_letter

        return write_letter
    if command == "sheet":
        from tui.plain.visiting import sheet

        return sheet
    return None


def _far(book: Book) -> Rows:
    """Rows with everything that comes up, not only what is near."""
    from store import coming  # all rules of events hang on it

    return Rows.of({
        row.id: replace(row, occurrences=coming(book.get(row.id), row, book.today))
        for row in book.rows.values()}, book.today)


def today(rows: Rows, options: Options) -> int:
    """Say what is due and why, most urgent first."""
    day = places.today(options)
    found = due(rows, day, options.days)
    if options.json:
        say_json([facts.due_json(item, day) for item in found])
        return 0
    pressing = found.pressing
    head = _("Today, {day}: {due} due, {coming} coming").format(
        day=dates.long_date(day), due=pressing, coming=len(found) - pressing)
    lines = [head, *(facts.due_line(item, day) for item in found)]
    if not found:
        lines = [_nothing_due(rows)]
    say(lines, ascii_only=options.ascii)
    return 0


def due(rows: Rows, day: date, days: int | None) -> DueList:
    """What is overdue, due, or comes up: within `days`, else as far as its lead time goes."""
    return DueList.of(rows, day, None if days is None else day + timedelta(days=days))


def _nothing_due(rows: Rows) -> str:
    following = Selection.of(rows, Group.ALL, SortBy.NEXT).soonest
    text = _("Nothing is due today.")
    if not following or following[0].next is None:
        return text
    day, name = following[0].next.act_on, min(row.name for row in following)
    return f"{text} " + _("Next: {day} ({name}).").format(day=dates.long_date(day), name=name)


def listing(rows: Rows, options: Options) -> int:
    """List customers in the order of their importance, archived ones left out."""
    day = places.today(options)
    found = Selection.of(rows, Group.ALL, SortBy.PRIORITY).matching(" ".join(options.filter))
    if options.json:
        say_json([facts.row_json(row, day) for row in found])
    elif found:
        say((facts.row_line(row, day) for row in found), ascii_only=options.ascii)
    elif options.filter:
        complain(_("No customer holds '{words}'.").format(words=" ".join(options.filter)))
    else:
        complain(_("There are no customers yet. `kundenq import FILE` brings some in."))
    return 0


def _agenda(rows: Rows, options: Options) -> int:
    from tui.plain.agenda import agenda  # with it comes what writes calendar files

    return agenda(rows, options)


def _portfolio(rows: Rows, options: Options) -> int:
    from tui.plain.portfolio import portfolio  # with it comes what writes tables

    return portfolio(rows, options)


_ROWS: dict[str, Callable[[Rows, Options], int]] = {
    "today": today, "agenda": _agenda, "portfolio": _portfolio}
"""What only reads rows."""
