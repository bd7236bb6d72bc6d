"""Clocks that jump (store.md R8): the order of edits and what is merged do not change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from crashlab.books import PATIENCE, open_book, put, read_state, state_of
from crashlab.memory import Disk, MemoryFiles

NOON = datetime(2026, 11, 21, 12)
JUMPS = {
    "none": [NOON], "a second back": [NOON, NOON - timedelta(seconds=1)],
    "an hour back": [NOON, NOON - timedelta(hours=1)],
    "a day back": [NOON, NOON - timedelta(days=1)],
    "a day on": [NOON, NOON + timedelta(days=1)],
    "ten years back": [NOON, NOON.replace(year=2016)],
    "ten years on": [NOON, NOON.replace(year=2036)],
    "1970": [NOON, datetime(1970, 1, 1)], "before 1970": [NOON, datetime(1969, 12, 31, 23, 59)],
    "1901": [NOON, datetime(1901, 12, 13, 20, 45, 51)],
    "2038": [datetime(2038, 1, 19, 3, 14, 7), datetime(2038, 1, 19, 3, 14, 8)],
    "2100": [datetime(2100, 2, 28, 23, 59, 59), datetime(2100, 3, 1)],
    "leap day": [datetime(2028, 2, 29, 23, 59, 59), datetime(2028, 3, 1)],
    "summer begins": [datetime(2026, 3, 29, 1, 59, 59), datetime(2026, 3, 29, 3, 0)],
    "the hour that is not there": [datetime(2026, 3, 29, 2, 30), datetime(2026, 3, 29, 3, 30)],
    "summer ends": [datetime(2026, 10, 25, 2, 59), datetime(2026, 10, 25, 2, 1, fold=1)],
    "new year": [datetime(2026, 12, 31, 23, 59, 59), datetime(2027, 1, 1)],
    "to and fro": [NOON, NOON - timedelta(days=400), NOON + timedelta(days=400)],
    "standing still": [NOON, NOON], "the year 9998": [NOON, datetime(9998, 12, 31, 23, 59, 59)],
}


def jumping(times: list[datetime]) -> Callable[[], datetime]:
    """A clock that is at another time whenever it is asked, in a circle."""
    asked = iter(range(10**6))
    return lambda: times[next(asked) % len(times)]


class Drifting(MemoryFiles):
    """Files whose times go back with each change, as they do when a clock is set back."""

    def write(self, fd: int, data: bytes | memoryview) -> int:
        self.disk.ticks -= 3
        return super().write(fd, data)


@pytest.mark.parametrize("files", [MemoryFiles, Drifting])
@pytest.mark.parametrize("jump", JUMPS)
def test_order_and_merge_do_not_ask_the_clock(jump: str, files: type[MemoryFiles]) -> None:
    disk = Disk(folders=("/mem/kq",))
    clock = jumping(JUMPS[jump])
    with (
        open_book(fs=files(disk), clock=clock) as anna,
        open_book(fs=files(disk), clock=clock, user="bert") as bert,
    ):
        wanted: dict[str, str] = {}
        for n in range(12):
            names = {f"{n % 5}": f"n{n}"}
            book = (anna, bert)[n % 2]
            book.apply(put(names))
            if not book.flush(PATIENCE):
                book.resolve("mine")
                assert book.flush(PATIENCE), book.state
            wanted |= names
            assert state_of(book) == frozenset(wanted.items())
        sequence = max(anna.sequence, bert.sequence)
    assert read_state(MemoryFiles(disk)) == frozenset(wanted.items())
    with open_book(fs=MemoryFiles(disk), clock=clock, read_only=True) as reader:
        assert reader.sequence == sequence


def test_there_are_twenty() -> None:
    assert len(JUMPS) == 20
