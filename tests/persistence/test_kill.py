"""kill -9 at every file call of a save, torn writes included (store.md R1)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.persistence.check import check

PARTS: dict[str, Callable[[int], int] | None] = {
    "before": None, "half": lambda n: n // 2, "all but one": lambda n: n - 1,
    "all": lambda n: n, "nothing": lambda n: 0,
}


def in_child(work: Callable[[int], None]) -> tuple[int, bytes]:
    """Run something in a process of its own; its status and what it acknowledged."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work(into)
            status = 0
        finally:
            os._exit(status)
    os.close(into)
    _, status = os.waitpid(child, 0)
    told = os.read(out, 1000)
    os.close(out)
    return os.waitstatus_to_exitcode(status), told


def first_save(kit: SimpleNamespace, path: Path, fs: Any, tell: Callable[[str], None]) -> None:
    book = kit.open_book(path, fs=fs)
    book.apply(kit.put(kit.prospect("b", "neu")))
    if book.flush(10):
        tell("b")
    book.close()


def edit_save(kit: SimpleNamespace, path: Path, fs: Any, tell: Callable[[str], None]) -> None:
    book = kit.open_book(path, fs=fs)
    book.apply(kit.put(kit.prospect("a", "neu"), kit.prospect("b", "neu")))
    if book.flush(10):
        tell("a")
        tell("b")
    book.close()


def merge_save(kit: SimpleNamespace, path: Path, fs: Any, tell: Callable[[str], None]) -> None:
    book = kit.open_book(path, fs=fs)
    with kit.open_book(path) as other:
        other.apply(kit.put(kit.prospect("c", "fremd")))
    tell("c")
    book.apply(kit.put(kit.prospect("a", "neu")))
    if book.flush(10):
        tell("a")
    book.close()


def compact_save(kit: SimpleNamespace, path: Path, fs: Any, tell: Callable[[str], None]) -> None:
    book = kit.open_book(path, fs=fs)
    book.apply(kit.put(kit.prospect("a", "neu")))
    if book.flush(10):
        tell("a")
    book.compact()
    book.apply(kit.put(kit.prospect("b", "neu")))
    if book.flush(10):
        tell("b")
    book.close()


def recover_save(kit: SimpleNamespace, path: Path, fs: Any, tell: Callable[[str], None]) -> None:
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("c", "fremd")))
    with path.with_name("data.json.journal").open("ab") as file:
        file.write(b"0badc0de 99 {")
    tell("c")
    book = kit.open_book(path, fs=fs)
    book.apply(kit.put(kit.prospect("a", "neu")))
    if book.flush(10):
        tell("a")
    book.close()


SCENARIOS = {
    "first": first_save, "edit": edit_save, "merge": merge_save, "compact": compact_save,
    "recover": recover_save,
}
NEW = {"a": "neu", "b": "neu", "c": "fremd"}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_acknowledged_edit_is_lost(
    kit: SimpleNamespace, tmp_path: Path, scenario: str, part: str
) -> None:
    begin = {"a": "alt", "z": "bleibt"} if scenario != "first" else {}
    steps, ended = 0, False
    while not ended:
        steps += 1
        path = tmp_path / str(steps) / "data.json"
        if begin:
            with kit.open_book(path) as book:
                book.apply(kit.put(*(kit.prospect(k, n) for k, n in begin.items())))
        fs = kit.Breaking(at=steps, act=kit.die(PARTS[part]))

        def work(into: int, path: Path = path, fs: Any = fs) -> None:
            SCENARIOS[scenario](kit, path, fs, lambda key: os.write(into, key.encode()) and None)
            os.write(into, b"%d" % min(9, len(fs.log) >= fs.at))

        status, told = in_child(work)
        assert status in (0, 9)
        ended = status == 0 and told.endswith(b"0")
        acknowledged = {k for k in told.decode() if k.isalpha()}
        survives(kit, path, begin, acknowledged)
    assert steps > 20


def survives(
    kit: SimpleNamespace, path: Path, begin: dict[str, str], acknowledged: set[str]
) -> None:
    found = kit.names_on_disk(path) if path.exists() else {}
    assert begin.keys() <= found.keys()
    for key, name in found.items():
        assert name in {begin.get(key), NEW.get(key)}
    for key in acknowledged:
        assert found[key] == NEW[key]
    if path.exists():
        assert {p.code for p in check(path).problems} <= {"torn"}
        json.loads(path.read_text("ascii"))
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("next", "danach")))
        assert book.flush(10)
    assert kit.names_on_disk(path) == {**found, "next": "danach"}
    assert {p.name for p in path.parent.iterdir() if ".torn-" not in p.name} <= {
        *kit.FILES, "backups"}
