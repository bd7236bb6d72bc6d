"""The one customer that is meant by a name, to be shown or changed."""

from __future__ import annotations

import os
from collections.abc import Callable

from store import Book, Contact, FileError, Prospect, Row, fold
from tui.plain import places
from tui.plain.arguments import Options
from tui.plain.faults import complain
from tui.texts import _, ngettext


def change_one(options: Options, change: Callable[[Book, Row, Options], int]) -> int:
    """Open the file to change the one customer that is meant; 1 if that cannot be.

    Raises FileError where the file may only be read.
    """
    with places.opened(options, os.environ, read_only=False) as book:
        if book.read_only:
            raise book.state.error or FileError(path=book.path, code="read_only")
        if places.is_new(book):
            complain(places.nothing_yet(book.path))
            return 1
        row = only_one(book, options.name)
        return 1 if row is None else change(book, row, options)


def only_one(book: Book, name: str) -> Row | None:
    """The one customer that is meant; None after a complaint."""
    found = book.find(name)
    if len(found) == 1:
        return found[0]
    _say_not_one(name, found)
    return None


def _say_not_one(name: str, found: tuple[Row, ...]) -> None:
    """Complain that a name means no customer, or several."""
    if not found:
        complain(_("No customer is called '{name}'. `kundenq list {name}` searches people, "
                   "places and notes too.").format(name=name))
        return
    complain(ngettext(
        "{n} customer is called '{name}'; please name one of them in full:",
        "{n} customers are called '{name}'; please name one of them in full:",
        len(found)).format(n=len(found), name=name))
    for row in sorted(found, key=lambda row: row.sort_name):
        complain(", ".join(filter(None, (row.name, row.place, row.number or row.id))))


def person_of(record: Prospect, name: str) -> Contact | None:
    """The one person that is meant; None after a complaint."""
    wanted = fold(name.strip())
    found = [one for one in record.contacts if wanted in fold(one.name)]
    exact = [one for one in found if fold(one.name) == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    complain(_("{company}: which person is meant by '{name}'? There are: {names}").format(
        company=record.name, name=name,
        names=", ".join(one.full_name for one in found or record.contacts) or "-"))
    return None
