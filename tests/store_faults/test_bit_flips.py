"""Each single bit of a journal of 12 lines and its snapshot turned over (store.md R7)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from crashlab.books import PATH
from crashlab.flips import FINE, Sample, judge, judge_flips, sample

PARTS = 4
"""Parts of the bits, in so many tests, for as many processors."""


@pytest.fixture(scope="module")
def store() -> Sample:
    return sample()


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("name", ["", ".journal"], ids=["snapshot", "journal"])
def test_no_flip_makes_wrong_data_or_a_silent_loss(
    store: Sample, name: str, part: int, record_property: Callable[[str, object], None]
) -> None:
    found = judge_flips(store, PATH + name, part, PARTS)
    record_property("flipped bits", sum(found.counts.values()))
    assert found.failures[:20] == []
    assert sum(found.counts.values()) == 8 * len(store.files[PATH + name]) // PARTS


@pytest.mark.parametrize("name", ["", ".journal"], ids=["snapshot", "journal"])
def test_a_file_cut_anywhere_is_never_taken_for_a_whole_one(store: Sample, name: str) -> None:
    data = store.files[PATH + name]
    verdicts = [
        judge(store, {**store.files, PATH + name: data[:cut]}) for cut in range(len(data))
    ]
    bad = [(cut, v) for cut, v in enumerate(verdicts) if v not in FINE]
    if name:
        # A journal that ends with a whole line is a journal, and an empty one is none:
        # nobody can tell.
        ends = {0, *(n + 1 for n, byte in enumerate(data) if byte == 10)}
        bad = [(cut, v) for cut, v in bad if cut not in ends or v != "silent loss"]
    assert bad == []


@pytest.mark.parametrize("junk", [b"", b"\0", b"\n", b"{}", b"x\n", b"\0" * 4096])
def test_something_behind_the_journal_is_told(store: Sample, junk: bytes) -> None:
    path = PATH + ".journal"
    wanted = "told" if junk else "harmless"
    assert judge(store, {**store.files, path: store.files[path] + junk}) == wanted
