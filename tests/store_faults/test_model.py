"""Two books against one dict: edits, conflicts, cuts, snapshots, undo, erasing, restoring and
files of an older format (store.md R9)."""

from __future__ import annotations

import random

from crashlab.books import NOTHING, PATH, read_state
from crashlab.memory import Disk, MemoryFiles
from crashlab.oldformat import later_program
from crashlab.schedules import Shift
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule


class TwoBooks(RuleBasedStateMachine):
    """What was promised is on the disk, whatever happens in between."""

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        disk = Disk(folders=("/mem/kq",))
        self.around = later_program()
        self.around.__enter__()
        self.shift = Shift(random.Random(seed), disk, MemoryFiles, [])
        self.shift.start(2)

    @rule()
    def edit_one(self) -> None:
        self.shift.one()

    @rule()
    def edit_several_and_remove(self) -> None:
        self.shift.several()

    @rule()
    def edit_in_a_burst(self) -> None:
        self.shift.burst()

    @rule()
    def undo(self) -> None:
        self.shift.undo()

    @rule()
    def restart(self) -> None:
        self.shift.restart()

    @rule()
    def compact(self) -> None:
        self.shift.compact()

    @rule()
    def compact_while_others_save(self) -> None:
        self.shift.fold()

    @rule()
    def erase_somebody(self) -> None:
        self.shift.erase()

    @rule()
    def make_a_backup(self) -> None:
        self.shift.backup()

    @rule()
    def restore_it(self) -> None:
        self.shift.restore()

    @rule()
    def come_from_an_older_format(self) -> None:
        self.shift.older()

    @rule()
    def cut_the_power(self) -> None:
        self.shift.crash()

    @invariant()
    def a_reader_finds_what_was_promised(self) -> None:
        shift = getattr(self, "shift", None)
        if shift is None:
            return
        missing = PATH not in shift.disk.names and not shift.saved
        found = NOTHING if missing else read_state(MemoryFiles(shift.disk))
        assert found == frozenset(shift.saved.items())

    def teardown(self) -> None:
        for book in self.shift.books:
            book.close()
        self.around.__exit__(None, None, None)


class MoreOfIt(TwoBooks):
    """The same once more, for a second processor."""


for machine in (TwoBooks, MoreOfIt):
    machine.TestCase.settings = settings(
        max_examples=150, stateful_step_count=50, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )
TestTwoBooks = TwoBooks.TestCase
TestMoreOfIt = MoreOfIt.TestCase
