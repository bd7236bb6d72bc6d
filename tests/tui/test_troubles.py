"""What stays under the title: why nothing is saved, what the store found."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import picture
import pytest
from real_file import Broken, change, open_book, settled, top

from store import FileError, SaveKind, SaveState
from store.persistence.fs import Files
from store.persistence.state import Notice
from tui import found_words, texts
from tui.screens.troubles import AGAIN

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
SIZES = pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])


@LANGUAGES
@pytest.mark.parametrize("size", [(80, 24)])
@pytest.mark.parametrize(("number", "german", "english", "remedy"), [
    (errno.ENOSPC, "Datenträger voll", "disk full", ("Platz", "room")),
    (errno.EDQUOT, "Datenträger voll", "disk full", ("Platz", "room")),
    (errno.EROFS, "nur lesbar", "read only", ("beschreibbar", "writable")),
    (errno.EACCES, "keine Berechtigung", "no permission", ("Rechte", "rights")),
    (errno.EIO, "Datenträger defekt? Bitte Sicherung prüfen",
     "Disk failing? Please check the backup", ("neueste Sicherung", "newest backup")),
])
async def test_each_kind_of_failure_has_its_sentence_and_remedy(
        start: Callable[..., Any], path: Path, language: str, size: tuple[int, int],
        number: int, german: str, english: str, remedy: tuple[str, str]) -> None:
    fs = Broken()
    async with start(language=language, size=size, book=open_book(path, fs=fs)) as program:
        fs.number = number
        change(program.book, phone="1")
        await settled(program, "failed")
        why, kept = ((german, "1 Änderung nur im Speicher.") if language == "de"
                     else (english, "1 change only in memory."))
        lead = "NICHT GESPEICHERT" if language == "de" else "NOT SAVED"
        assert f"! {lead} – {why}. {kept}" in top(program)
        assert "[F6]" in top(program)
        await program.press("question_mark")
        shown = program.text
        assert remedy[0 if language == "de" else 1] in shown
        assert "10 " in shown
        await program.press("question_mark")
        fs.number = 0
        await program.press("f5")
        await settled(program, "saved")
        assert lead not in program.text


@picture.EVERYWHERE
async def test_pictures(
        start: Callable[..., Any], path: Path, language: str, size: tuple[int, int]) -> None:
    fs = Broken()
    async with start(language=language, size=size, book=open_book(path, fs=fs),
                     practice=False) as program:
        fs.number = errno.ENOSPC
        for number in range(3):
            change(program.book, phone=str(number))
        program.book._disk.notices.append(
            Notice(code="torn", path="/daten/torn-20260223T090000"))
        await settled(program, "failed")
        picture.compare(picture.name("trouble", language, size), program.rows)


@SIZES
async def test_it_fits_every_screen(
        start: Callable[..., Any], path: Path, size: tuple[int, int]) -> None:
    fs = Broken()
    async with start(language="de", size=size, book=open_book(path, fs=fs)) as program:
        fs.number = errno.ENOSPC
        change(program.book, phone="1")
        await settled(program, "failed")
        assert ("! NICHT GESPEICHERT – Datenträger voll. 1 Änderung nur im Speicher."
                in top(program))
        assert "[F5] erneut" in top(program)
        assert "[F6]" in top(program)


@LANGUAGES
async def test_who_holds_the_lock_is_named(
        start: Callable[..., Any], language: str) -> None:
    texts.use(language, "AT")
    state = SaveState(kind=SaveKind.FAILED, pending=3, error=FileError(
        path="a.lock", code="locked", detail="anna 4711 2026-02-23T14:02:10+01:00"))
    assert found_words.trouble(state) == (
        "NICHT GESPEICHERT – gesperrt von anna, Prozess 4711, seit 14:02. "
        "3 Änderungen nur im Speicher." if language == "de" else
        "NOT SAVED – locked by anna, process 4711, since 14:02. 3 changes only in memory.")


@LANGUAGES
async def test_a_drive_without_locks_is_named(
        start: Callable[..., Any], path: Path, language: str) -> None:
    class NoLocks(Files):
        def lock(self, *_given: Any, **_options: Any) -> bool:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    async with start(language=language, size=(120, 40),
                     book=open_book(path, fs=NoLocks())) as program:
        change(program.book, phone="1")
        await settled(program, "failed")
        assert ("das Laufwerk erlaubt kein Sperren. 1 Änderung" if language == "de"
                else "the drive allows no locking. 1 change") in top(program)
        await program.press("question_mark")
        assert ("Netzlaufwerke" if language == "de" else "network drives") in " ".join(
            program.rows)


@LANGUAGES
@pytest.mark.parametrize(("content", "german", "english"), [
    (lambda data: data.replace(b'"format":', b'"format":9', 1),
     "Datei eines neueren kundenq", "file of a newer kundenq"),
    (lambda data: data[:len(data) // 2], "Datei beschädigt", "file is damaged"),
])
async def test_a_file_that_others_have_replaced_meanwhile_is_left_alone(
        start: Callable[..., Any], path: Path, language: str, german: str, english: str,
        content: Callable[[bytes], bytes]) -> None:
    with open_book(path) as book:
        book.compact()
        book.flush(5)
    async with start(language=language, size=(120, 40), book=open_book(path)) as program:
        strange = content(path.read_bytes())
        other = path.with_name("other")
        other.write_bytes(strange)
        other.replace(path)
        change(program.book, phone="1")
        await settled(program, "failed")
        assert (german if language == "de" else english) in top(program)
        assert "[F6]" in top(program)
        assert path.read_bytes() == strange


async def test_it_is_tried_again_by_itself(start: Callable[..., Any], path: Path) -> None:
    fs = Broken()
    async with start(book=open_book(path, fs=fs)) as program:
        fs.number = errno.ENOSPC
        change(program.book, phone="1")
        await settled(program, "failed")
        timer = next(t for t in program.place._timers if t.name == "again")
        assert timer._interval == AGAIN == 10.0
        fs.number = 0
        program.place.troubles._again()
        await settled(program, "saved")


async def test_the_bar_does_not_flicker_while_it_is_tried_again(
        start: Callable[..., Any], path: Path) -> None:
    fs = Broken()
    async with start(book=open_book(path, fs=fs)) as program:
        fs.number = errno.ENOSPC
        change(program.book, phone="1")
        await settled(program, "failed")
        seen: list[tuple[SaveKind, bool]] = []
        stop = program.book.subscribe(lambda event: seen.append(
            (event.state.kind, bool(found_words.trouble(event.state)))))
        program.book.retry()
        await settled(program, "failed")
        stop()
        assert (SaveKind.SAVING, True) in seen
        assert all(told for _kind, told in seen)


@LANGUAGES
async def test_leaving_offers_to_save_elsewhere(
        start: Callable[..., Any], path: Path, language: str) -> None:
    fs = Broken()
    async with start(language=language, book=open_book(path, fs=fs)) as program:
        fs.number = errno.ENOSPC
        change(program.book, phone="1")
        await settled(program, "failed")
        program.place.leave()
        await program.until(lambda rows: any("F6 " in row for row in rows[-6:]))
        await program.press("f6")
        await program.until(lambda rows: any("F6 " not in row for row in rows[-6:]))
        fs.number = 0
        copy = path.with_name("kopie.json")
        program.place.bar.set_text(str(copy))
        fs.number = 0
        await program.press("enter")
        assert program.app.return_code == 2, "the data file itself still lacks it"
    with open_book(copy, read_only=True) as book:
        assert book.get("Adler").phone == "1"


# -- what the store found ----------------------------------------------------------------


def test_every_code_of_the_store_has_words() -> None:
    used = {code for place in (ROOT / "store").rglob("*.py") if "exchange" not in place.parts
            for code in re.findall(r'Notice\(\s*code="(\w+)"', place.read_text("utf-8"))}
    assert used
    assert used <= set(found_words.FOUND)


@LANGUAGES
@pytest.mark.parametrize("code", [*found_words.FOUND, "brand_new"])
def test_each_has_words_in_both_languages(language: str, code: str) -> None:
    texts.use(language, "AT")
    said = found_words.found(Notice(code=code, path="/a/b.json", detail="full"))
    assert "/a/b.json" in said
    assert "{" not in said
    assert said.endswith(".")
    texts.use("en", "AT")
    other = found_words.found(Notice(code=code, path="/a/b.json", detail="full"))
    assert (said == other) == (language == "en"), "translated"


def damage(path: Path) -> None:
    """As an editor would: one letter changed, still JSON."""
    with open_book(path) as book:
        book.compact()
        book.flush(5)
    path.write_bytes(path.read_bytes().replace(b"Berger", b"Burger"))


@pytest.mark.parametrize(("language", "size"), [
    ("de", (40, 12)), ("de", (80, 24)), ("en", (80, 24)), ("de", (200, 60))])
async def test_what_was_found_stays_until_one_key(
        start: Callable[..., Any], path: Path, language: str, size: tuple[int, int]) -> None:
    damage(path)
    async with start(language=language, size=size, book=open_book(path)) as program:
        word, key = (("verändert", "[F7] verstanden") if language == "de"
                     else ("was changed", "[F7] read"))
        assert key in top(program)
        await program.press("j", "w", "escape", "tab", "tab")
        assert key in top(program), "nothing else takes it away"
        if size[0] >= 80:
            assert word in top(program)
        await program.press("f7")
        assert key not in top(program)
        assert word not in top(program)
        await program.press("f7")
        assert program.app._exception is None


@LANGUAGES
async def test_several_come_one_after_the_other(
        start: Callable[..., Any], path: Path, language: str) -> None:
    async with start(language=language, book=open_book(path)) as program:
        notices = program.book._disk.notices
        notices += [Notice(code="torn", path="/x/torn-1"), Notice(code="torn", path="/x/torn-1"),
                    Notice(code="history", path="/x/h")]
        program.place.troubles.show()
        await program.pilot.pause()
        assert ("verstanden, 1 weitere" if language == "de" else "read, 1 more") in top(program)
        assert "/x/torn-1" in top(program)
        await program.press("f7")
        assert "/x/h" in top(program)
        await program.press("f7")
        assert "/x/" not in top(program)


async def test_a_damaged_journal_is_told_with_the_newest_backup(
        start: Callable[..., Any], path: Path) -> None:
    from store import BackupKind
    from tui.plain.keeping import keep
    with open_book(path) as book:
        keep(book, BackupKind.MANUAL, lambda: datetime(2026, 2, 23, 9, 30))
        for n in range(3):
            change(book, phone=str(n))
            book.flush(5)
    log = Path(f"{path}.journal")
    lines = log.read_bytes().split(b"\n")
    lines[-3] = lines[-3].replace(b'"', b"'", 1)
    log.write_bytes(b"\n".join(lines))
    async with start(language="de", size=(120, 40), book=open_book(path)) as program:
        assert "NUR LESEN" in top(program)
        await program.until(lambda rows: "Neueste Sicherung" in " ".join(rows))
