"""Every bit of a store's files turned over, one at a time (R7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from crashlab.books import NOW, PATH, PATIENCE, open_book, prospect
from crashlab.memory import Disk, MemoryFiles

from store.book import Book
from store.edit import Edit
from store.errors import FileError
from store.persistence.state import SaveKind
from store.profile.prospect import Prospect

Records = Mapping[str, Prospect]
KNOWN = {
    "missing", "not_regular", "not_json", "not_ours", "newer", "damaged", "read_only", "unsafe",
}
"""Codes of errors that say what is the matter."""

FINE = {"refused", "harmless", "told"}


@dataclass(slots=True)
class Sample:
    """A store with its files, and all states it went through."""

    files: dict[str, bytes]
    states: list[dict[str, Prospect]]


def records_of(book: Book) -> dict[str, Prospect]:
    """All records, which the rows must agree with."""
    found = {key: book.get(key) for key in book.rows}
    if {key: p.name for key, p in found.items()} != {k: r.name for k, r in book.rows.items()}:
        raise AssertionError("rows and records differ")
    return found


def sample(lines: int = 12, records: int = 4) -> Sample:
    """A snapshot of some records and a journal of so many lines."""
    disk = Disk(folders=("/mem/kq",))
    with open_book(fs=MemoryFiles(disk)) as book:
        book.apply(Edit(label="begin", records=tuple(
            prospect(f"k{n}", f"Firma {n}", notes="Notiz") for n in range(records)
        )))
        assert book.flush(PATIENCE)
        book.compact()
        assert book.flush(PATIENCE)
    with open_book(fs=MemoryFiles(disk)) as book:
        states = [records_of(book)]
        for n in range(lines):
            old = book.get(f"k{n % records}")
            book.apply(Edit(label="edited", records=(replace(old, name=f"neu {n}"),)))
            assert book.flush(PATIENCE)
            states.append(records_of(book))
    files = {path: data for path, data in disk.content().items() if not path.endswith(".lock")}
    return Sample(files, states)


def flipped(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The data with each bit turned over, and the number of the bit."""
    changed = bytearray(data)
    for bit in range(len(data) * 8):
        changed[bit // 8] ^= 1 << bit % 8
        yield bit, bytes(changed)
        changed[bit // 8] ^= 1 << bit % 8


@dataclass(slots=True)
class Findings:
    """What all flips of one file came to."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def judge_flips(store: Sample, path: str, part: int = 0, parts: int = 1) -> Findings:
    """Flip each bit of (a part of) one file and open the store."""
    found = Findings()
    for bit, data in flipped(store.files[path]):
        if bit % parts == part:
            verdict = judge(store, {**store.files, path: data})
            found.counts[verdict] += 1
            if verdict not in FINE:
                found.failures.append(f"byte {bit // 8}, bit {bit % 8}: {verdict}")
    return found


def judge(store: Sample, files: dict[str, bytes]) -> str:
    """How an opening ends: "refused", "harmless", "told", "silent loss", "wrong data"."""
    try:
        with open_book(PATH, fs=MemoryFiles(Disk(files)), clock=lambda: NOW) as book:
            found = records_of(book)
            # What is to be said may need the lock, and so the writer.
            book.flush(PATIENCE)
            warned = told(book)
    except FileError as error:
        return "refused" if error.code in KNOWN else f"traceback {error.code}"
    except Exception as error:
        return f"traceback {type(error).__name__}"
    if found == store.states[-1]:
        return "told" if warned else "harmless"
    if found in store.states:
        return "told" if warned else "silent loss"
    # A bit in the snapshot cannot be told from an edit by hand: both are shown, and told.
    return "told" if warned else "wrong data"


def told(book: Book) -> bool:
    """True if the person at the screen is told that something is wrong."""
    state = book.state
    told = state.kind is SaveKind.READ_ONLY and state.error is not None
    return told or bool(book.notices)
