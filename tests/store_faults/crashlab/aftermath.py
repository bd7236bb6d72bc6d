"""What is left after a fault in a scenario: old or new, and the next save works (R1, R2, R4)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from crashlab.books import NOTHING, PATIENCE, REFUSED, State, open_book, put, read_state, state_of
from crashlab.memory import Disk, MemoryFiles
from crashlab.scenarios import Content, Scenario, Work

from store.errors import FileError
from store.persistence.fs import Files

NEXT = ("next", "danach")


class Place:
    """Where a store stands: what opens it, and all its files."""

    def __init__(
        self, path: str | Path, fs: Callable[[], Files], content: Callable[[], Content]
    ) -> None:
        self.path = path
        self.fs = fs
        self.content = content


def on_disk(path: Path) -> Place:
    """A store in a folder of its own."""
    def content() -> Content:
        return {str(p): p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}

    return Place(path, Files, content)


def in_memory(disk: Disk, path: str) -> Place:
    """A store on a disk in memory."""
    return Place(path, lambda: MemoryFiles(disk), disk.content)


def found_at(place: Place) -> State:
    """What a reader finds; REFUSED where the file is damaged. Raises FileError."""
    try:
        return read_state(place.fs(), place.path)
    except FileError as error:
        if error.code == "missing":
            return NOTHING
        if error.code != "damaged":
            raise
        return REFUSED


def allowed_after(begin: State, marks: Collection[tuple[str, State]]) -> set[State]:
    """The last promised state, and those in flight after it."""
    allowed = {begin}
    for kind, state in marks:
        allowed = {state} if kind == "saved" else allowed | {state}
    return allowed


def trouble(place: Place, allowed: Collection[State], scenario: Scenario) -> str:
    """What is wrong with the store after a fault; empty if nothing."""
    with scenario.around():
        try:
            return (
                _unpromised(place, allowed) or _next_save(place, allowed, scenario)
                or _left_behind(place)
            )
        except FileError as error:
            return f"{error.code} {error.detail} at {error.path}"


def unpromised(place: Place, allowed: Collection[State], scenario: Scenario) -> str:
    """What a reader finds and should not; nothing is written."""
    with scenario.around():
        try:
            return _unpromised(place, allowed)
        except FileError as error:
            return f"{error.code} {error.detail} at {error.path}"


def _unpromised(place: Place, allowed: Collection[State]) -> str:
    found = found_at(place)
    if found in allowed:
        return ""
    return f"found {sorted(found)[:6]}, allowed {[sorted(s)[:6] for s in allowed]}"


def _next_save(place: Place, allowed: Collection[State], scenario: Scenario) -> str:
    if scenario.again and not _writable(place):
        scenario.again(Work(place.path, place.fs(), lambda kind, state: None))
    with open_book(place.path, fs=place.fs()) as book:
        # Opening to write ends what was begun, such as an erasure.
        found = state_of(book)
        if found not in allowed and not scenario.again:
            return f"found {sorted(found)[:6]} once it was opened to write"
        wanted = found | {NEXT}
        book.apply(put(dict([NEXT])))
        if not book.flush(PATIENCE) or state_of(book) != wanted:
            return f"the next save: {book.state}"
    if found_at(place) != wanted:
        return "the next save is not in the file"
    return scenario.trouble(place.content(), wanted)


def _writable(place: Place) -> bool:
    """True unless the store is refused or may only be read."""
    try:
        with open_book(place.path, fs=place.fs()) as book:
            return not book.read_only
    except FileError:
        return False


def _left_behind(place: Place) -> str:
    left = [path for path in place.content() if path.endswith(".tmp")]
    return f"left behind: {left}" if left else ""
