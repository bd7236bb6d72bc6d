"""What others write is seen with two stats, without a lock and without writing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from store.errors import FileError
from store.persistence.state import Changed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.json"


def lines(log: Path) -> list[bytes]:
    return log.read_bytes().split(b"\n")[:-1]


def test_poll_reads_what_others_wrote(kit: SimpleNamespace, path: Path, log: Path) -> None:
    fs = kit.Breaking()
    with kit.open_book(path, fs=fs) as mine, kit.open_book(path, user="bert") as other, \
            kit.open_book(path, read_only=True) as reader:
        seen: list[Any] = []
        mine.subscribe(seen.append)
        assert (mine.poll(), mine.poll()) == (False, False)
        fs.log.clear()
        assert not mine.poll()
        assert fs.log == ["stat", "stat"]
        other.apply(kit.put(replace(other.get("a"), name="Neu")))
        assert other.flush(10)
        assert (mine.poll(), reader.poll()) == (True, True)
        assert mine.get("a").name == reader.rows["a"].name == "Neu"
        (event,) = [e for e in seen if isinstance(e, Changed)]
        assert (event.change.label, event.rows) == ("merged", {"a"})
        assert [(key, user) for key, user, _ in event.by] == [("a", "bert")]
        other.compact()
        other.apply(kit.put(kit.prospect("e")))
        assert other.flush(10)
        assert (mine.poll(), reader.poll()) == (True, True)
        assert set(mine.rows) == set(reader.rows) == set("abcde")
        mine.apply(kit.put(kit.prospect("f")))
        assert mine.flush(10)
        assert reader.poll()
        assert reader.sequence == mine.sequence == 7
        assert not reader.poll()
    assert set(kit.names_on_disk(path)) == set("abcdef")


def test_poll_ignores_a_line_that_is_being_written(
    kit: SimpleNamespace, path: Path, log: Path
) -> None:
    whole = log.read_bytes()
    end = len(whole) - len(lines(log)[-1]) - 1
    log.write_bytes(whole[:end])
    with kit.open_book(path, read_only=True) as reader:
        for stop in range(end, len(whole), 97):
            log.write_bytes(whole[:stop])
            assert not reader.poll()
        log.write_bytes(whole)
        assert reader.poll()
        assert set(reader.rows) == set("abcd")


def test_poll_tells_damage(kit: SimpleNamespace, path: Path, log: Path) -> None:
    with kit.open_book(path) as book:
        texts = lines(log)
        with log.open("ab") as file:
            file.write(b"bad\n" + texts[3] + b"\n")
        with pytest.raises(FileError) as raised:
            book.poll()
        assert raised.value.detail == "journal/4/1"
        book.apply(kit.put(kit.prospect("e")))
        assert not book.flush(10)
        assert book.state.error.code == "damaged"
