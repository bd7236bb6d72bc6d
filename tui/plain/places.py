"""Where data stand, and opening the book that is meant.

What is written `store.name` is loaded when it is used: reading rows needs none of it.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import store
from store import FileError, Rows, glance
from tui import texts
from tui.plain.arguments import VERSION, Options
from tui.plain.faults import complain, newest_backup
from tui.plain.platform import platform_folder
from tui.texts import _

if TYPE_CHECKING:
    from store import Book, Checklists, OwnFields, Templates


def rows_key(options: Options | None = None) -> str:
    """Rows kept in a file hold as long as program, checklists and days of preparation are the
    same."""
    key = f"{VERSION}:{store.checklists_key(_own_checklists())}"
    own = leads(options) if options is not None else None
    return f"{key}:{own.key}" if own is not None else key


def leads(options: Options) -> store.Leads | None:
    """Days of preparation as the settings say; None for the usual ones."""
    own = options.settings.lead if options.settings else ()
    return store.Leads(own) if own else None


def _make_row(options: Options) -> store.MakeRow | None:
    own = leads(options)
    return functools.partial(store.make_row, leads=own) if own is not None else None


def data_file(options: Options, environ: Mapping[str, str]) -> str:
    """The data file that is meant, unless it is that of the sample customers."""
    return options.data or environ.get("KUNDENQ_DATA", "") or own_file()


def demo_file(options: Options) -> str:
    """The file of the sample customers as of a day, in the language in use."""
    name = f"demo-{texts.language()}-{today(options).isoformat()}.json"
    return os.path.join(data_folder(), name)


def own_file() -> str:
    """The data file where nothing names another one."""
    return os.path.join(data_folder(), "data.json")


def data_folder() -> str:
    """The platform's folder for data of this program."""
    return platform_folder("data")


def today(options: Options) -> date:
    """The day named on the command line, else the real one."""
    return options.today or date.today()


def checklists() -> Checklists:
    """All checklists, one's own among them, as the folder is now; read when one is asked for."""
    found = resolver()
    found.read_again()
    return found


def resolver() -> Checklists:
    """The same, as last read: rows, screens and the editor of checklists share them."""
    return _shared(_own_checklists())


@lru_cache(maxsize=1)
def _shared(folder: str) -> Checklists:
    return store.Checklists(folder)


def own_fields() -> OwnFields:
    """Fields of industries and of one's own, as last read; `of(record)` says which are asked."""
    return _shared_fields(os.path.join(platform_folder("config"), "fields"))


@lru_cache(maxsize=1)
def _shared_fields(folder: str) -> OwnFields:
    return store.OwnFields(folder)


def templates() -> Templates:
    """Templates of letters, one's own among them, as the folder is now."""
    found = _shared_templates(os.path.join(platform_folder("config"), "templates"))
    found.read_again()
    return found


@lru_cache(maxsize=1)
def _shared_templates(folder: str) -> Templates:
    return store.Templates(folder)


def _own_checklists() -> str:
    return os.path.join(platform_folder("config"), "checklists")


def open_book(options: Options, environ: Mapping[str, str], *, read_only: bool,
              put_off: bool = False) -> Book:
    """Open the book that is meant. Raises FileError ("missing" only with `read_only`).

    With `put_off` the caller makes the rows of an older day anew: Book.freshen.
    """
    if options.demo:
        return open_demo(options)
    return _open(data_file(options, environ), options, read_only=read_only, put_off=put_off)


@contextmanager
def opened(options: Options, environ: Mapping[str, str], *, read_only: bool) -> Iterator[Book]:
    """The book that is meant, closed at the end; then what was found in its files is told.

    Raises FileError, as open_book.
    """
    book = open_book(options, environ, read_only=read_only)
    try:
        with book:
            yield book
    finally:
        tell_found(book)


def tell_found(book: Book) -> None:
    """What the store found and settled, and why a file may only be read, one sentence each."""
    state = book.state
    if not book.notices and (state.error is None or not book.read_only):
        return
    from tui import found_words  # seldom needed

    if book.read_only and state.error is not None:
        complain(" ".join(filter(None, (
            found_words.trouble(state), newest_backup(state.error)))))
    for notice in dict.fromkeys(book.notices):
        complain(found_words.found(notice))


def read_rows(options: Options, environ: Mapping[str, str]) -> Rows:
    """All rows as of the day; the rules are loaded only if one has to be made anew.

    Raises FileError, "missing" where there is no file.
    """
    path = demo_file(options) if options.demo else data_file(options, environ)
    try:
        rows = glance(path, today=today(options), region=region(options),
                      rows_key=rows_key(options), classing=classing(options))
    except FileError as error:
        if not options.demo or error.code != "missing":
            raise
        with open_demo(options) as book:
            return book.rows
    if rows is None:
        with _open(path, options, read_only=True) as book:
            rows = book.rows
        tell_found(book)
    return rows


def open_demo(options: Options) -> Book:
    """Open the sample customers. Raises FileError.

    They are made with the first opening on a day in a language, so that their dates are
    near; what is changed in them is kept for that day.
    """
    path = demo_file(options)
    book = _open(path, options, read_only=False)
    if book.rows:
        return book
    with book:
        made = store.demo_prospects(today(options), texts.language())
        book.apply(store.Edit(label="imported", records=made))
    if book.state.error is not None:
        raise book.state.error
    store.remove_demos(data_folder(), today(options).isoformat())
    # Opened anew, so that undo does not take the sample customers away.
    return _open(path, options, read_only=False)


def is_new(book: Book) -> bool:
    """Whether nothing was ever saved in a book."""
    return book.sequence == 0 and not book.rows


def _open(path: str, options: Options, *, read_only: bool, put_off: bool = False) -> Book:
    book = store.Book.open(
        path, today=today(options), checklist=resolver, clock=now, user=author(options),
        region=region(options), rows_key=rows_key(options), read_only=read_only, put_off=put_off,
        make_row=_make_row(options), classing=classing(options),
    )
    if options.settings is not None:
        book.use_care(options.settings.care)
    return book


def author(options: Options) -> str:
    """Who works here: as the settings say, else as the system knows them."""
    own = options.settings.author if options.settings else ""
    return own or os.environ.get("USER", "") or os.environ.get("LOGNAME", "")


def hourly_rate(options: Options) -> int:
    """Cents an hour of one's own time costs, as the settings say."""
    return (options.settings or store.Settings()).hourly_rate


def classing(options: Options) -> store.Classing:
    """How classes are computed, as the settings say."""
    return options.settings.classing if options.settings else store.STANDARD_CLASSING


def region(options: Options) -> str:
    """Whose holidays count where no address tells."""
    return options.settings.region if options.settings else "AT"


def now() -> datetime:
    """The time of day, with its zone."""
    return datetime.now().astimezone()


def nothing_yet(path: str) -> str:
    """What to say where the data file does not exist."""
    return _("There are no customers yet: {path} does not exist. `kundenq` starts it, "
             "`kundenq import FILE` fills it, `kundenq --demo` shows sample customers."
             ).format(path=path)
