"""An unfinished form as plain fields, so that it survives leaving, hang-up and crash."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Protocol
from weakref import WeakKeyDictionary

from store import Book, BookEvent, Drafts, SaveKind, StateChanged, StoreError
from tui.form.state import Form, open_form

NEW = "new"
"""Name of the draft of a company not on file yet."""
_COMPANY, _PERSON, _ADDED, _REMOVED = "company", "person", "added", "removed"


class Shelf(Protocol):
    """Where drafts are kept."""

    def save(self, name: str, fields: Mapping[str, str]) -> str:
        """Keep the fields of a form; where, if not at the usual place."""

    def load(self, name: str) -> dict[str, str] | None:
        """The fields kept under a name; None if there are none."""

    def drop(self, name: str) -> None:
        """Forget a draft."""


class MemoryShelf:
    """Drafts of a book that is in memory itself."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, str]] = {}

    def save(self, name: str, fields: Mapping[str, str]) -> str:
        """Keep the fields of a form."""
        self._kept[name] = dict(fields)
        return ""

    def load(self, name: str) -> dict[str, str] | None:
        """The fields kept under a name; None if there are none."""
        return self._kept.get(name)

    def drop(self, name: str) -> None:
        """Forget a draft."""
        self._kept.pop(name, None)


_MEMORY: WeakKeyDictionary[Book, MemoryShelf] = WeakKeyDictionary()


def shelf_of(book: Book) -> Shelf:
    """The folder beside the data file, or memory for a book without a file."""
    if book.path:
        return Drafts(book.path)
    return _MEMORY.setdefault(book, MemoryShelf())


def draft_name(form: Form) -> str:
    """Under which name the draft of a form is kept."""
    return form.record.id if form.record else NEW


def as_fields(form: Form) -> dict[str, str]:
    """What differs from the file, one entry a field."""
    found: dict[str, str] = {}
    for number, page in enumerate(form.pages):
        lead = _COMPANY if page.person is None else (
            f"{_ADDED}:{number}" if page.new else f"{_PERSON}:{page.person}")
        if page.removed:
            found[f"{_REMOVED}:{page.person}"] = page.title
            continue
        for code, text in page.texts.items():
            found[f"{lead}.{code}"] = text
    return found


def with_fields(form: Form, fields: Mapping[str, str]) -> Form:
    """A form with a draft laid over it; what no longer exists is left out."""
    places = {f"{_PERSON}:{page.person}" if page.person else _COMPANY: number
              for number, page in enumerate(form.pages) if not page.new}
    added: dict[str, int] = {}
    for key, text in fields.items():
        lead, _dot, code = key.rpartition(".")
        if key.startswith(f"{_REMOVED}:"):
            number = places.get(f"{_PERSON}:{key.partition(':')[2]}")
            form = form if number is None else form.remove(number)
            continue
        if lead.startswith(f"{_ADDED}:"):
            number = added.setdefault(lead, len(form.pages) - 1)
        else:
            number = places.get(lead)
        if number is not None and any(code == one.code for one in form.pages[number].fields):
            form = form.put(number, code, text)
    return form


def rebased(form: Form, fresh: Form) -> Form:
    """The same changes on what another program has written meanwhile."""
    return with_fields(fresh, as_fields(form))


def both_changed(form: Form, fresh: Form) -> tuple[tuple[int, str], ...]:
    """Fields changed here, and to something else in the file meanwhile: page of `fresh`, code."""
    pages = {page.person: page for page in form.pages if not page.new and not page.removed}
    return tuple(
        (number, code) for number, theirs in enumerate(fresh.pages)
        if (mine := pages.get(theirs.person)) is not None for code in mine.texts
        if theirs.text(code) not in (mine.start.get(code, ""), mine.texts[code]))


def with_draft(form: Form, shelf: Shelf) -> Form | None:
    """The form with its draft, or None where there is none."""
    fields = shelf.load(draft_name(form))
    if not fields:
        return None
    found = with_fields(form, fields)
    return found if found.changes else None


def store_draft(shelf: Shelf, form: Form) -> str:
    """Keep what is unfinished; nothing unfinished needs no draft. Raises FileError.

    Where it stands, if not at the usual place.
    """
    if form.changes:
        return shelf.save(draft_name(form), as_fields(form))
    shelf.drop(draft_name(form))
    return ""


class Applied:
    """A form that became an edit: its draft goes once the disk has that edit, not before.

    If saving fails meanwhile, the draft is written: memory alone does not survive a crash.
    """

    def __init__(self, book: Book, shelf: Shelf, form: Form) -> None:
        self._shelf = shelf
        self._name = draft_name(form)
        self._fields = as_fields(form)
        self._kept = [self._fields]
        with suppress(StoreError):
            self._kept.append(shelf.load(self._name) or {})
        self.done = self._written = False
        self._stop = book.subscribe(self._told)
        self._look(book.state.kind)

    def is_about(self, name: str, fields: Mapping[str, str]) -> bool:
        """True for a draft that says what is in memory already."""
        return not self.done and name == self._name and fields in self._kept

    def needs(self, name: str) -> bool:
        """True while the draft of that name must stay."""
        return not self.done and name == self._name

    def _told(self, event: BookEvent) -> None:
        """Comes from the writer."""
        if isinstance(event, StateChanged):
            self._look(event.state.kind)

    def _look(self, kind: SaveKind) -> None:
        with suppress(StoreError):
            if self.done:
                return
            if kind is SaveKind.SAVED:
                self.done = True
                self._stop()
                if self._shelf.load(self._name) in self._kept:
                    self._shelf.drop(self._name)
            elif kind in (SaveKind.FAILED, SaveKind.CONFLICT) and not self._written:
                self._written = True  # what is typed later is newer
                self._shelf.save(self._name, self._fields)


def fresh_form(book: Book, form: Form) -> Form:
    """The form of the record as it is now."""
    return open_form(book.get(form.record.id) if form.record else None)
