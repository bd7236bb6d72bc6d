"""A file system that breaks at a chosen call, and small books on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kundenq_tui import main
from store.book import Book
from store.catalogue import load_checklist
from store.edit import Edit
from store.persistence.fs import Files
from store.profile.prospect import Prospect
from tui import texts

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30)
FILES = {"data.json", "data.json.journal", "data.json.history", "data.json.lock"}
"""What stands in a folder after a save."""
CALLS = tuple(name for name in vars(Files) if not name.startswith("_"))

Act = Callable[["Breaking", str, tuple[Any, ...]], Any]


class Breaking(Files):
    """The real file system; at call number `at` (and after, if for_ever) `act` is done."""

    def __init__(self, at: int = 0, act: Act | None = None, *, for_ever: bool = False) -> None:
        self.at = at
        self.act = act
        self.for_ever = for_ever
        self.log: list[str] = []

    def called(self, name: str, arguments: tuple[Any, ...]) -> Any:
        self.log.append(name)
        number = len(self.log)
        hit = number >= self.at if self.for_ever else number == self.at
        if self.act is not None and hit:
            return self.act(self, name, arguments)
        return self.really(name, arguments)

    def really(self, name: str, arguments: tuple[Any, ...]) -> Any:
        return getattr(Files, name)(self, *arguments)


def _breaking(name: str) -> Callable[..., Any]:
    return lambda self, *arguments: self.called(name, arguments)


for _name in CALLS:
    setattr(Breaking, _name, _breaking(_name))


class Hooked(Breaking):
    """The real file system; `hook` is told each call before it is made, and may refuse it."""

    hook: Callable[[str, tuple[Any, ...]], None] | None = None

    def called(self, name: str, arguments: tuple[Any, ...]) -> Any:
        if self.hook is not None:
            self.hook(name, arguments)
        return self.really(name, arguments)


def refuse(number: int, wanted: Callable[[str, tuple[Any, ...]], bool]) -> Any:
    """A hook that fails some calls with an errno."""
    def hook(name: str, arguments: tuple[Any, ...]) -> None:
        if wanted(name, arguments):
            raise OSError(number, os.strerror(number))
    return hook


def fail(number: int) -> Act:
    """The call fails with an errno, and does nothing."""
    def act(fs: Breaking, name: str, arguments: tuple[Any, ...]) -> Any:
        if name == "close":
            fs.really(name, arguments)
        raise OSError(number, os.strerror(number))
    return act


def short(fs: Breaking, name: str, arguments: tuple[Any, ...]) -> Any:
    """A write takes one byte only."""
    if name == "write":
        return fs.really(name, (arguments[0], arguments[1][:1]))
    return fs.really(name, arguments)


def die(part: Callable[[int], int] | None = None) -> Act:
    """The process is gone before the call, or only in the middle of a write."""
    def act(fs: Breaking, name: str, arguments: tuple[Any, ...]) -> Any:
        if part is not None:
            if name != "write":
                return fs.really(name, arguments)
            data = bytes(arguments[1])
            os.write(arguments[0], data[:part(len(data))])
        os._exit(9)
    return act


def prospect(key: str, name: str = "", **more: Any) -> Prospect:
    return Prospect(id=key, name=name or f"Firma {key}", created=TODAY, **more)


def put(*records: Prospect) -> Edit:
    return Edit(label="edited", records=records)


def open_book(path: Path, **options: Any) -> Book:
    given = {"today": TODAY, "checklist": load_checklist, "clock": lambda: NOW, "user": "anna"}
    return Book.open(path, **{**given, **options})


def names_on_disk(path: Path) -> dict[str, str]:
    """Name by id of every record, read anew, whole records and rows alike."""
    with open_book(path, read_only=True) as book:
        names = {key: book.get(key).name for key in book.rows}
        assert names == {key: row.name for key, row in book.rows.items()}
        return names


@pytest.fixture
def kit() -> SimpleNamespace:
    """All of the above for tests, which cannot import from here."""
    return SimpleNamespace(
        Breaking=Breaking, Hooked=Hooked, refuse=refuse, fail=fail, short=short, die=die,
        prospect=prospect, put=put, open_book=open_book, names_on_disk=names_on_disk,
        TODAY=TODAY, NOW=NOW, FILES=FILES,
    )


@pytest.fixture
def log(kit: SimpleNamespace, path: Path) -> Path:
    """A journal with the edits b, c and d behind a snapshot with a."""
    for key in "abcd":
        with kit.open_book(path) as book:
            book.apply(kit.put(kit.prospect(key)))
    return path.with_name("data.json.journal")


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """A plain command of that day: status, what it said, what it complained about."""
    monkeypatch.setenv("LANGUAGE", "")

    def command(*argv: str) -> tuple[int, str, str]:
        status = main(["--today", "2026-11-21", *argv])
        return status, *capsys.readouterr()

    yield command
    texts.use("de", "AT")


@pytest.fixture
def path(kit: SimpleNamespace, tmp_path: Path) -> Path:
    """A snapshot with a, and a journal with b."""
    path = tmp_path / "data.json"
    for key in "ab":
        with kit.open_book(path) as book:
            book.apply(kit.put(kit.prospect(key)))
    return path
