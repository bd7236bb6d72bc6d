"""An unfinished form as plain fields, so that it survives leaving, hang-up and crash."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Protocol
from weakref import WeakKeyDictionary

from store import Book, BookEvent, Drafts, SaveKind, StateChanged, StoreError
from tui.form.fields import Field
from tui.form.reading import Look
from tui.form.readings import read
from tui.form.sections import BASIC
from tui.form.state import Form, Page, open_form

NEW = "new"
"""Name of the draft of a company not on file yet."""
_COMPANY, _PERSON, _ADDED, _REMOVED, _WAS = "company", "person", "added", "removed", "was"


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
    if form.record is None:
        return NEW
    return form.record.id if form.section == BASIC else f"{form.record.id}-{form.section}"


def as_fields(form: Form) -> dict[str, str]:
    """What differs from the file, one entry a field, and one for what the file said."""
    found: dict[str, str] = {}
    for number, page in enumerate(form.pages):
        lead = _lead(page)
        if page.removed:
            if page.first and not page.new:
                found[f"{_REMOVED}:{lead}"] = form.title(number)
                found[f"{_WAS}:{lead}"] = _print(form, number)
            found |= {} if page.new else _changed(form, page, lead)
        elif page.new:
            if not form.blank(number):
                found |= {f"{lead}.{code}": text for code, text in page.all.items()}
        else:
            found |= _changed(form, page, lead)
    return found


def _changed(form: Form, page: Page, lead: str) -> dict[str, str]:
    """Changed texts, each with what the file says; an entry without an id says all it is.

    If somebody else changes what tells it apart, it is still whole.
    """
    found: dict[str, str] = {}
    whole = page.part is not None and not page.part.has_id and bool(page.texts)
    for code in (*page.texts, *(one for one in page.start if whole and one not in page.texts)):
        if code in page.texts:
            found[f"{lead}.{code}"] = page.texts[code]
        if form.record is not None:
            found[f"{_WAS}:{lead}.{code}"] = page.start.get(code, "")
    return found


def _lead(page: Page) -> str:
    if page.part is None:
        return _COMPANY
    if page.new:
        return f"{_ADDED}:{page.part.where}:{page.entry}"
    where = _PERSON if page.part.where == "contacts" else page.part.where
    return f"{where}:{page.entry}"


def _print(form: Form, number: int) -> str:
    """All that the file says of an entry."""
    texts = {code: text for one in form.group(number)
             for code, text in form.pages[one].start.items()}
    return "; ".join(f"{code} {text}" for code, text in sorted(texts.items()))


def _typed(fields: Mapping[str, str]) -> dict[str, str]:
    """Without what the file said."""
    return {key: text for key, text in fields.items() if not key.startswith(f"{_WAS}:")}


def with_fields(form: Form, fields: Mapping[str, str]) -> Form:
    """A form with a draft laid over it; what no longer exists is left out.

    Nothing is taken off of which the file says something else since. An entry without an
    id that the file no longer knows by what told it apart becomes a new one: nothing typed
    is lost, and both are there to look at.
    """
    added: dict[str, str] = {}
    for key, text in _whole(form, fields).items():
        lead, _dot, code = key.rpartition(".")
        if key.startswith(f"{_REMOVED}:"):
            form = _without(form, fields, key.partition(":")[2])
        elif lead.startswith(f"{_ADDED}:"):
            form = _with_new(form, added, lead, code, text)
        elif (number := _at(form, lead, code)) >= 0:
            form = form.put(number, code, text)
    return form


def _at(form: Form, lead: str, code: str = "") -> int:
    """The page with that field of what is on file, or of an entry its first; -1 if gone."""
    return next((number for number, page in enumerate(form.pages)
                 if not page.new and _lead(page) == lead and (not code or page.has(code))), -1)


def _whole(form: Form, fields: Mapping[str, str]) -> dict[str, str]:
    """What was typed; entries that are lost by what told them apart as new ones."""
    parts = {page.part.where for page in form.pages if page.part and not page.part.has_id}
    found: dict[str, str] = {}
    for key, text in _typed(fields).items():
        lead, _dot, code = key.rpartition(".")
        where = lead.partition(":")[0]
        if where in parts and _at(form, lead) < 0:
            was, new = f"{_WAS}:{lead}.", f"{_ADDED}:{where}:{lead}."
            found = {**{new + one.removeprefix(was): old for one, old in fields.items()
                        if one.startswith(was)}, **found}
            key = new + code
        found[key] = text
    return found


def _without(form: Form, fields: Mapping[str, str], lead: str) -> Form:
    number = _at(form, lead)
    if number < 0:  # a draft of an older program takes off people only
        number = _at(form, f"{_PERSON}:{lead}")
    if number < 0:
        return form
    now = _print(form, number)
    was = fields.get(f"{_WAS}:{_lead(form.pages[number])}", now)
    return form.remove(number) if was == now else form


def _with_new(form: Form, added: dict[str, str], lead: str, code: str, text: str) -> Form:
    """A text of a new entry; a draft of an older program knows new people only."""
    where = lead.split(":")[1] if lead.count(":") > 1 else "contacts"
    pages = [(number, page) for number, page in enumerate(form.pages)
             if page.part and page.part.where == where and page.new]
    if not pages:
        return form
    entry = added.setdefault(lead, pages[-1][1].entry)
    number = next((one for one, page in pages if page.entry == entry and page.has(code)), -1)
    return form.put(number, code, text) if number >= 0 else form


def rebased(form: Form, fresh: Form) -> Form:
    """The same changes on what another program has written meanwhile."""
    return with_fields(fresh, as_fields(form))


def both_changed(form: Form, fresh: Form) -> tuple[tuple[int, str], ...]:
    """Fields changed here, and to something else in the file meanwhile: page of `fresh`, code."""
    pages = {(_lead(page), page.sheet.code): page for page in form.pages
             if not page.new and not page.removed}
    return tuple(
        (number, code) for number, theirs in enumerate(fresh.pages)
        if (mine := pages.get((_lead(theirs), theirs.sheet.code))) is not None
        for code in mine.texts
        if theirs.text(code) not in (mine.start.get(code, ""), mine.texts[code]))


def changed_since(
    form: Form, fields: Mapping[str, str], today: date
) -> tuple[tuple[int, str], ...]:
    """Fields of a draft whose text in the file is another than when it was begun: page, code.

    The same thing in the words of another language is no change.
    """
    found = []
    for number, page in enumerate(form.pages):
        look = Look(today=today, page=page.start, around=form.around)
        for one in page.fields if not page.new else ():
            was = fields.get(f"{_WAS}:{_lead(page)}.{one.code}")
            now = page.start.get(one.code, "")
            if one.code in page.texts and was is not None and not _same(one, was, now, look):
                found.append((number, one.code))
    return tuple(found)


def _same(field: Field, was: str, now: str, look: Look) -> bool:
    if was == now:
        return True
    readings = read(field, was, look), read(field, now, look)
    return not any(one.wrong for one in readings) and readings[0].value == readings[1].value


def with_draft(
    form: Form, shelf: Shelf, today: date
) -> tuple[Form, tuple[tuple[int, str], ...]] | None:
    """The form with its draft, and what was changed since; None where there is none."""
    fields = shelf.load(draft_name(form))
    if not fields:
        return None
    found = with_fields(form, fields)
    return (found, changed_since(found, fields, today)) if found.changes else None


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
        kept = [_typed(one) for one in self._kept]
        return not self.done and name == self._name and _typed(fields) in kept

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
    return open_form(book.get(form.record.id) if form.record else None, form.section,
                     form.around)
