"""Erasing a person everywhere: what there is of them, then one command (store.md 1.7).

The order lets it be killed anywhere: the ledger holds what is under way until all is done,
and every step can be done twice.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from store.edit import Change, Edit
from store.errors import FileError
from store.persistence import cleaning, formats, ledger
from store.persistence.backup import Backups
from store.persistence.bytesearch import Found
from store.persistence.cleaning import Cleaner, Done, Stand
from store.persistence.former import former
from store.persistence.fs import Files
from store.persistence.history import HistoryEntry
from store.persistence.ledger import Erased
from store.persistence.scrub import Scrub, Steps
from store.persistence.state import SaveState
from store.persistence.thinning import BackupKind
from store.privacy import erasure
from store.privacy.erasure import Traces
from store.profile.prospect import Prospect
from store.row import Row

_TRIES = 3
"""How often all is taken out and the journal made a snapshot, where others write meanwhile."""
_WAIT = 5
"""Seconds a plan waits for the save under way."""


class Present(Protocol):
    """The book as far as an erasure needs it."""

    path: str

    @property
    def today(self) -> date:
        """The day of the erasure."""

    @property
    def rows(self) -> Mapping[str, Row]:
        """The row of every record, by id."""

    @property
    def state(self) -> SaveState:
        """How saving stands."""

    @property
    def erased(self) -> Erased:
        """The erasures that its file knows of."""

    @property
    def store_id(self) -> str:
        """Id of the store."""

    def get(self, key: str) -> Prospect:
        """A whole record."""

    def line(self, key: str) -> bytes | None:
        """The same as it stands in the file, with keys that this program does not know."""

    def entries(self, key: str) -> tuple[HistoryEntry, ...]:
        """The history of a record."""

    def forget(self, edit: Edit | None, erased: Erased) -> Change | None:
        """Apply an Edit that cannot be undone, nor anything before it on its records."""

    def flush(self, timeout: float | None = None) -> bool:
        """Wait for the save."""

    def save_copy(self, path: str) -> None:
        """Write all to a new file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRef:
    """A free text that names the person."""

    prospect: str
    """Id of the record it stands in."""
    company: str
    at: Steps
    """Where in the record."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePlan:
    """Everywhere a person stands."""

    prospect: str
    contact: str
    """Empty: the whole record goes."""
    company: str
    number: str
    name: str
    """Of the person, or of the company."""
    traces: Traces
    shared: tuple[str, ...]
    """Mail addresses and phone numbers that others have too: they stay with them."""
    people: tuple[tuple[str, str], ...]
    """Id and name of each company where the person is a contact."""
    activities: int
    follow_ups: int
    acknowledgements: int
    links: int
    """Links of other records to one that goes."""
    changes: int
    """Changes of the person in the history."""
    notes: tuple[NoteRef, ...]
    stands: tuple[Stand, ...]
    """Files that name them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseReport:
    """What was done, and what the byte search found after it."""

    name: str
    blanked: int
    """Notes in which the name was blanked."""
    kept: int
    """Notes that were decided to stay as they are: the search finds them."""
    rewritten: tuple[str, ...]
    removed: tuple[str, ...]
    failed: tuple[FileError, ...]
    found: Found

    @property
    def clean(self) -> bool:
        """True if nothing is left."""
        return not (self.failed or self.found.hits or self.found.unread)


def plan_erase(
    book: Present, prospect_id: str, contact_id: str = "", *, fs: Files | None = None
) -> ErasePlan:
    """Look for a person (no id: for a whole record, a sole trader) everywhere. Changes nothing.

    Raises KeyError for an unknown record or person, FileError for files.
    """
    # Only what is saved stands in the history, which tells what they were called before.
    book.flush(_WAIT)
    record = book.get(prospect_id)
    records = [book.get(key) for key in book.rows]
    entries = book.entries(prospect_id)
    traces, shared = erasure.traces(
        record, contact_id, records, former(record, contact_id, entries))
    scrub = Scrub(traces)
    person = record.contact(contact_id)
    pointed = [_pointing(r, traces) for r in records]
    return ErasePlan(
        prospect=prospect_id, contact=contact_id, company=record.name, number=record.number,
        name=person.name if person else record.name, traces=traces, shared=shared,
        people=tuple((r.id, r.name) for r in records
                     if r.id in traces.homes),
        activities=sum(p[0] for p in pointed), follow_ups=sum(p[1] for p in pointed),
        acknowledgements=sum(p[2] for p in pointed), links=sum(p[3] for p in pointed),
        changes=len(entries) if traces.whole else sum(
            any(step.removeprefix("id=") in traces.contacts for step in e.path)
            for e in entries),
        notes=tuple(_notes(book, records, scrub)),
        stands=_cleaner(book, scrub, fs or Files(), ()).stands() if book.path else (),
    )


def _pointing(record: Prospect, traces: Traces) -> tuple[int, int, int, int]:
    ids = traces.contacts if record.id in traces.homes else ()
    if traces.whole and record.id == traces.prospect:
        return len(record.activities), len(record.follow_ups), len(record.acknowledgements), 0
    return (
        sum(a.contact in ids for a in record.activities),
        sum(f.contact in ids for f in record.follow_ups),
        sum(a.event.partition(":")[2] in ids for a in record.acknowledgements),
        sum(traces.whole and r.other == traces.prospect for r in record.relations),
    )


def _notes(book: Present, records: Iterable[Prospect], scrub: Scrub) -> Iterator[NoteRef]:
    for record in records:
        if scrub.traces.whole and record.id == scrub.traces.prospect:
            continue
        own, home = scrub.own(record.id), scrub.home(record.id)
        for at, text in scrub.texts(_plain(book, record), own=own, home=home):
            yield NoteRef(prospect=record.id, company=record.name, at=at, text=text)


def _plain(book: Present, record: Prospect) -> dict[str, Any]:
    """A record with its unknown keys: they too may name the person."""
    plain: dict[str, Any] = formats.plain(
        record, formats.unknown_keys(book.line(record.id) or b"{}"))
    return plain


def erase(
    book: Present, plan: ErasePlan, notes: Collection[NoteRef] | None = None, *,
    now: datetime, fs: Files | None = None,
) -> EraseReport:
    """Erase what a plan lists. `notes`: those in which the name is blanked, all without.

    Cannot be undone. A backup is made first; the person is taken out of it as of all others.
    Raises FileError; what was begun is then ended by the next opening, or by doing it again.
    """
    files = fs or Files()
    blank = plan.notes if notes is None else notes
    kept = {note.text for note in plan.notes} - {note.text for note in blank}
    scrub = Scrub(plan.traces, kept)
    args = () if plan.traces.whole else (("name", plan.company),)
    if not book.path:
        book.forget(_edit(book, scrub, args), ())
        done, found = _nothing(), Found(files=0, hits=(), unread=())
    else:
        Backups(book.path, files, lambda: now).make_by(book.save_copy, BackupKind.ERASE)
        done, found = _run(book, scrub, kept, args, files, now.date())
    return EraseReport(
        name=plan.name, blanked=len(plan.notes) - _count(plan.notes, kept),
        kept=_count(plan.notes, kept), rewritten=tuple(done.rewritten),
        removed=tuple(done.removed), failed=tuple(done.failed), found=found,
    )


def _count(notes: Iterable[NoteRef], kept: Collection[str]) -> int:
    return sum(note.text in kept for note in notes)


def _nothing() -> Done:
    return Done(rewritten=[], removed=[], failed=[])


def _run(
    book: Present, scrub: Scrub, kept: Collection[str], args: tuple[tuple[str, str], ...],
    fs: Files, day: date,
) -> tuple[Done, Found]:
    """All steps, from the ledger to the byte search; any of them may have been done before."""
    path, done = book.path, _nothing()
    begun = ledger.begun(
        ledger.read(fs, path), scrub.traces, kept, book.erased, day.isoformat())
    ledger.write(fs, path, begun)
    cleaner = _cleaner(book, scrub, fs, begun.erased)
    finder = cleaning.wanted(scrub.traces)
    edit = _edit(book, scrub, args)
    for _ in range(_TRIES):
        book.forget(edit, begun.erased)
        if not book.flush(60):
            raise book.state.error or FileError(path=path, code="exists", detail="changed")
        known = set(begun.erased) <= set(book.erased)
        # Others may have saved something that names the person before this was saved.
        edit = _edit(book, scrub, args)
        if known and edit is None and not finder.search(fs, [path + cleaning.JOURNAL]).hits:
            break
    cleaner.history(done)
    cleaner.all_else(done)
    if not done.failed:
        ledger.write(fs, path, ledger.Ledger(
            erased=begun.erased, salt=begun.salt, suppressed=begun.suppressed))
    return done, finder.search(fs, cleaner.files())


def _cleaner(book: Present, scrub: Scrub, fs: Files, erased: Erased) -> Cleaner:
    return Cleaner(book.path, fs, scrub, erased, book.store_id)


def _edit(
    book: Present, scrub: Scrub, args: tuple[tuple[str, str], ...]
) -> Edit | None:
    """The Edit that takes the person out of every record; None if they stand in none."""
    records, removed, unknown = [], [], {}
    for key in book.rows:
        plain = _plain(book, book.get(key))
        cleaned = scrub.record(plain)
        if cleaned is None:
            removed.append(key)
        elif cleaned != plain:
            record, unknown[key] = formats.record(cleaned)
            records.append(record)
    if not (records or removed):
        return None
    return Edit(label="erased", args=args, records=tuple(records), removed=tuple(removed),
                unknown=unknown)


def again(book: Present, *, fs: Files | None = None) -> bool:
    """End an erasure that was interrupted, and erase again who came back with an old file.

    True if somebody was erased. Never an error: the next opening tries again.
    """
    files, erased = fs or Files(), False
    with contextlib.suppress(FileError, KeyError):
        found = ledger.read(files, book.path)
        begun = ledger.under_way(found)
        if begun is not None:
            traces, kept = begun
            _run(book, Scrub(traces, kept), kept, (), files, book.today)
            erased = True
        known = {key for key, _ in book.erased}
        back = frozenset(key for key, _ in found.erased if key not in known)
        for traces in _back(book, back):
            _run(book, Scrub(traces), (), (), files, book.today)
            erased = True
        if back:
            book.forget(None, ledger.joined(book.erased, found.erased))
    return erased


def _back(book: Present, hashes: frozenset[str]) -> tuple[Traces, ...]:
    records = [book.get(key) for key in book.rows]
    return tuple(
        erasure.traces(
            record, contact, records, former(record, contact, book.entries(record.id)))[0]
        for record in records for contact in cleaning.people(record, hashes)
    )


def still_erased(plain: dict[str, Any], erased: Erased) -> dict[str, Any] | None:
    """A record of an old backup, as JSON types, without people erased since.

    None if it was itself erased; the very same if none of them stands in it.
    """
    hashes = frozenset(key for key, _ in erased)
    record = formats.record(plain)[0] if hashes else None
    while record and (contact := next(cleaning.people(record, hashes), None)) is not None:
        cleaned = Scrub(erasure.traces(record, contact, (record,))[0]).record(plain)
        if cleaned is None:
            return None
        plain, record = cleaned, formats.record(cleaned)[0]
    return plain


def unfinished(path: str | os.PathLike[str], *, fs: Files | None = None) -> bool:
    """True if an erasure was interrupted. Raises FileError."""
    return ledger.read(fs or Files(), os.path.realpath(path)).under_way is not None
