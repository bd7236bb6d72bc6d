"""`kundenq sheet NAME...`: one page for each visit, as text or Markdown."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date

from store import Book
from tui.plain import places
from tui.plain.arguments import Options
from tui.plain.faults import complain
from tui.plain.meant import only_one
from tui.plain.output import say
from tui.plain.tables import written
from tui.plain.visit import visit_sheet
from tui.plain.visit_page import Stop, markdown, text_pages
from tui.texts import _, ngettext

MOST_STOPS = 40
"""Customers of one tour: nobody visits more in a day."""


def sheet(book: Book, options: Options) -> int:
    """Print or save the sheets of the customers that are meant; 1 if that cannot be."""
    rows = [only_one(book, name) for name in options.names]
    if None in rows:
        return 1
    keys = dict.fromkeys(row.id for row in rows if row is not None)
    if len(keys) > MOST_STOPS:
        complain(too_many(len(keys)))
        return 1
    stops = tour(book, keys)
    if options.out:
        # A Markdown file is known by its name, too.
        as_markdown = options.markdown or options.out.casefold().endswith(".md")
        return save(options, file_text(stops, book.today, as_markdown=as_markdown))
    if options.markdown:
        say(markdown(stops, book.today).split("\n")[:-1], ascii_only=options.ascii, laid_out=True)
        return 0
    for number, page in enumerate(text_pages(stops, book.today)):
        if number:
            # A page of its own on the printer; on a terminal only a gap.
            sys.stdout.write("\n" if sys.stdout.isatty() else "\f")
        say(page, ascii_only=options.ascii, laid_out=True)
    return 0


def too_many(count: int) -> str:
    """Why that is no tour."""
    return _("{n} customers are too many for one tour; {most} at most.").format(
        n=count, most=MOST_STOPS)


def tour(book: Book, keys: Iterable[str]) -> list[Stop]:
    """The sheets of customers in their order."""
    checklists, fields = places.resolver(), places.own_fields()
    return [Stop(book.rows[key], visit_sheet(
        book.get(key), book.rows[key], checklists, fields, book.today)) for key in keys]


def file_text(stops: Sequence[Stop], today: date, *, as_markdown: bool) -> str:
    """What stands in a file: pages parted by form feeds, or one Markdown document."""
    if as_markdown:
        return markdown(stops, today)
    return "\f".join("\n".join(page) + "\n" for page in text_pages(stops, today))


def save(options: Options, text: str) -> int:
    """Write a file that only its owner reads; one that is there already only after asking.

    Raises FileError.
    """
    if not written(options.out, text, yes=options.yes):
        return 1
    count = text.count("\n")
    say([ngettext("{n} line stands in {file}.", "{n} lines stand in {file}.", count).format(
        n=count, file=options.out)], ascii_only=options.ascii)
    return 0
