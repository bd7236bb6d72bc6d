"""What the store finds in its files is told by every plain command, on standard error."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import Book, Edit, Prospect, load_checklist

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
COMMANDS = pytest.mark.parametrize("command", [
    ("list",), ("today",), ("today", "--days", "90"), ("show", "Adler"), ("backup",)])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    with Book.open(path, today=TODAY, checklist=load_checklist) as book:
        record = Prospect(id="a", name="Adler", created=TODAY)
        book.apply(Edit(label="added", records=(record, replace(record, id="b", name="Birke"))))
        book.flush(5)
        for n in range(3):
            book.apply(Edit(label="edited", records=(replace(record, phone=f"0316 {n}"),)))
            book.flush(5)
    return path


@LANGUAGES
@COMMANDS
def test_a_file_changed_by_hand(
        run: Any, data: Path, language: str, command: tuple[str, ...]) -> None:
    data.write_bytes(data.read_bytes().replace(b"Birke", b"Borke"))
    status, out, err = run(*command, "--data", str(data), "--lang", language)
    assert ("verändert" if language == "de" else "was changed") in err
    assert str(data) in err
    assert len(err.strip().split("\n")) == 1
    assert (status, out != "") == (0, True), err


@LANGUAGES
def test_a_journal_that_is_damaged_in_the_middle(
        run: Any, data: Path, language: str) -> None:
    log = data.with_name("data.json.journal")
    lines = log.read_bytes().split(b"\n")
    lines[-3] = lines[-3].replace(b'"', b"'", 1)
    log.write_bytes(b"\n".join(lines))
    status, out, err = run("list", "--data", str(data), "--lang", language)
    assert (status, "Adler" in out) == (0, True)
    assert ("NUR LESEN" if language == "de" else "READ ONLY") in err


def test_nothing_found_nothing_told(run: Any, data: Path) -> None:
    assert run("list", "--data", str(data))[2] == ""
