"""Every file call fails, once or for ever, in every way (store.md R4)."""

from __future__ import annotations

import errno
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.errors import FileError
from store.persistence.state import SaveKind

KINDS = {
    errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EIO: "io", errno.EACCES: "denied",
    errno.EROFS: "read_only", errno.EINTR: "io", errno.ENOLCK: "locked",
}


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("number", [*KINDS, 0], ids=lambda n: errno.errorcode.get(n, "short"))
@pytest.mark.parametrize("first", [False, True], ids=["edit", "first"])
def test_memory_is_kept_and_the_next_try_works(
    kit: SimpleNamespace, tmp_path: Path, number: int, for_ever: bool, first: bool
) -> None:
    act = kit.fail(number) if number else kit.short
    steps, ended, failures = 0, False, 0
    codes: list[str] = []
    while not ended:
        steps += 1
        path = tmp_path / str(steps) / "data.json"
        if not first:
            with kit.open_book(path) as book:
                book.apply(kit.put(kit.prospect("a", "alt")))
        fs = kit.Breaking(at=steps, act=act, for_ever=for_ever)
        try:
            book = kit.open_book(path, fs=fs)
        except FileError as error:
            codes.append(error.code)
            continue
        book.apply(kit.put(kit.prospect("a", "neu"), kit.prospect("b")))
        ended = book.flush(10) and len(fs.log) < steps
        on_disk = kit.names_on_disk(path) if path.exists() else {}
        if book.state.kind is SaveKind.SAVED:
            assert on_disk == {"a": "neu", "b": "Firma b"}
        else:
            failures += 1
            assert book.state.kind is SaveKind.FAILED
            assert isinstance(book.state.error, FileError)
            assert book.state.error.code == KINDS[number]
            assert book.state.pending == 1
            assert on_disk in ({"a": "alt"} if not first else {}, {"a": "neu", "b": "Firma b"})
            assert book.get("a").name == "neu"
        fs.act = None
        book.retry()
        assert book.flush(10)
        assert book.close()
        assert kit.names_on_disk(path) == {"a": "neu", "b": "Firma b"}
        assert {p.name for p in path.parent.iterdir() if ".torn-" not in p.name} <= {
            *kit.FILES, "backups"}
    assert set(codes) <= {KINDS.get(number)}
    assert steps > 15
    assert failures > 5 or not number


def test_the_next_edit_tries_again_by_itself(kit: SimpleNamespace, tmp_path: Path) -> None:
    fs = kit.Breaking(at=1, act=kit.fail(errno.ENOSPC), for_ever=True)
    path = tmp_path / "data.json"
    with kit.open_book(path) as book:
        book.apply(kit.put(kit.prospect("a")))
    fs.at = 1000
    book = kit.open_book(path, fs=fs)
    fs.at = 1
    for key in "bcd":
        book.apply(kit.put(kit.prospect(key)))
        assert not book.flush(10)
    assert book.state.pending == 3
    fs.act = None
    book.apply(kit.put(kit.prospect("e")))
    assert book.flush(10)
    assert book.close()
    assert set(kit.names_on_disk(path)) == set("abcde")


def test_closing_with_a_failed_save_says_so(kit: SimpleNamespace, tmp_path: Path) -> None:
    fs = kit.Breaking()
    book = kit.open_book(tmp_path / "data.json", fs=fs)
    fs.at, fs.for_ever, fs.act = 1, True, kit.fail(errno.EROFS)
    book.apply(kit.put(kit.prospect("a")))
    assert not book.close()
    fs.act = None
    book.save_copy(tmp_path / "elsewhere.json")
    assert set(kit.names_on_disk(tmp_path / "elsewhere.json")) == {"a"}


def test_an_error_nobody_thought_of_keeps_the_thread_alive(
    kit: SimpleNamespace, tmp_path: Path
) -> None:
    def surprise(fs: object, name: str, arguments: object) -> object:
        raise MemoryError

    fs = kit.Breaking()
    book = kit.open_book(tmp_path / "data.json", fs=fs)
    fs.at, fs.act = len(fs.log) + 8, surprise
    book.apply(kit.put(kit.prospect("a")))
    assert not book.flush(10)
    assert isinstance(book.state.error, FileError)
    assert (book.state.error.code, book.state.error.detail) == ("io", "MemoryError")
    book.retry()
    assert book.flush(10)
    assert book.close()
