"""Two people, each in a program and a terminal of their own, at work on one file."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import Book, Edit, Prospect, load_checklist

Start = Callable[..., Any]
Figure = Callable[[str, object], None]
TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
RIGGED = (sys.executable, str(Path(__file__).with_name("app_rigged.py")))
GONE = 60.0
"""Seconds without a sign of life after which nobody is held for present."""


def open_book(path: Path) -> Book:
    return Book.open(path, today=TODAY, checklist=load_checklist)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "shared" / "data.json"
    path.parent.mkdir()
    with open_book(path) as book:
        book.apply(Edit(label="added", records=tuple(
            Prospect(id=key, name=key, created=TODAY) for key in ("Adler", "Berger"))))
    return path


@pytest.fixture
def person(start: Start, real: tuple[str, ...], data: Path, tmp_path: Path) -> Start:
    """Start the program as somebody: `person("Anna", "de", rigged=True, ...)`."""
    people: list[Any] = []

    def begin(name: str, language: str, *, rigged: bool = False, **env: str) -> Any:
        home = tmp_path / name
        settings = home / ".config" / "kundenq" / "settings.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text(f'author = "{name}"\n', encoding="utf-8")
        program = RIGGED if rigged else real[:2]
        terminal = start((*program, "--data", str(data), "--lang", language, "--today",
                          TODAY.isoformat()), size=(120, 40), HOME=str(home), **env)
        terminal.wait("> Adler")
        for other in people:
            other.beside.append(terminal)
            terminal.beside.append(other)
        people.append(terminal)
        return terminal

    return begin


def add(terminal: Any, name: str) -> None:
    """A new customer by the quick line, up to the Enter that saves."""
    terminal.press("n")
    terminal.wait(r"\n (Neu|New):")
    terminal.send(f"{name}; >2w Test")
    terminal.wait(rf"(Neu|New): {name}; >2w Test")
    terminal.press("enter")


def open_form(terminal: Any, field: str, text: str) -> None:
    """The form of Adler, with something typed behind what stands in a field."""
    terminal.press("e")
    terminal.wait(r">(Firma|Company)")
    while f">{field}" not in terminal.text:
        terminal.press("tab")
        terminal.wait_quiet(0.1)
    terminal.send(text)
    terminal.wait(rf">{field}[ *]+\S*{text}")


def saved(terminal: Any) -> None:
    terminal.wait(r"\A.*√ (gespeichert|saved)")


def leave(*people: Any) -> None:
    for terminal in people:
        terminal.press("q")
        assert terminal.wait_exit() == 0


def adler(data: Path) -> Prospect:
    with open_book(data) as book:
        return book.get("Adler")


def phone_of(language: str) -> str:
    return "Telefon" if language == "de" else "Phone"


def title(terminal: Any) -> str:
    return str(terminal.text.split("\n")[0])


@LANGUAGES
def test_a_change_is_seen_without_a_key(
    person: Start, language: str, record_property: Figure
) -> None:
    anna, bert = person("Anna", language), person("Bert", language)
    bert.wait_quiet()
    add(anna, "Zander")
    begin = time.monotonic()
    saved(anna)
    done = time.monotonic()
    bert.wait("Zander")
    record_property("seconds from Enter until others see a change",
                    f"{time.monotonic() - begin:.2f}")
    record_property("seconds from saved until others see a change",
                    f"{time.monotonic() - done:.2f}")
    leave(anna, bert)


@LANGUAGES
def test_an_open_form_is_marked_and_both_changes_stay(
    person: Start, language: str, data: Path
) -> None:
    anna, bert = person("Anna", language), person("Bert", language)
    open_form(bert, "Firma" if language == "de" else "Company", "X")
    open_form(anna, phone_of(language), "0316111")
    anna.press("enter")
    bert.wait(r"! geändert von Anna, \d\d:\d\d" if language == "de"
              else r"! changed by Anna, \d\d:\d\d")
    assert re.search(r">(Firma|Company) \* +AdlerX", bert.text)
    assert "0316" not in bert.text, "what is open is left alone"
    bert.press("enter")
    bert.wait("anderes Programm hat diesen" if language == "de"
              else "Another program has changed")
    bert.wait("0316")
    assert re.search(r"(Firma|Company) \* +AdlerX", bert.text)
    bert.press("enter")
    bert.wait("> AdlerX")
    saved(bert)
    anna.wait("> AdlerX")
    leave(anna, bert)
    assert (adler(data).name, re.sub(r"\D", "", adler(data).phone)) == ("AdlerX", "0316111")


@LANGUAGES
def test_the_same_field_in_an_open_form_asks_with_both_values(
    person: Start, language: str, data: Path
) -> None:
    anna, bert = person("Anna", language), person("Bert", language)
    open_form(bert, phone_of(language), "0316222")
    open_form(anna, phone_of(language), "0316111")
    anna.press("enter")
    bert.wait("! (geändert von|changed by) Anna")
    bert.press("enter")
    bert.wait("0316 ?111")
    assert re.search(r">(Telefon|Phone) +0316 ?222", bert.text), "with the cursor on it"
    bert.press("enter")
    bert.wait_quiet()
    assert re.search("0316 ?111", bert.text), "Enter decides nothing"
    assert re.sub(r"\D", "", adler(data).phone) == "0316111", "asked first"
    bert.press("ctrl+s")
    bert.wait("> Adler")
    saved(bert)
    bert.press("v")
    bert.wait(r"0316 ?111[\s\S]*0316 ?222|0316 ?222[\s\S]*0316 ?111")
    leave(anna)
    assert re.sub(r"\D", "", adler(data).phone) == "0316222"


@LANGUAGES
def test_the_same_field_saved_by_both_asks_with_both_values(
    person: Start, language: str, data: Path
) -> None:
    anna = person("Anna", language)
    bert = person("Bert", language, rigged=True, KQ_TEST_BLIND="1")
    open_form(bert, phone_of(language), "0316222")
    open_form(anna, phone_of(language), "0316111")
    anna.press("enter")
    anna.wait("> Adler")
    saved(anna)
    bert.press("enter")
    bert.wait("KONFLIKT" if language == "de" else "CONFLICT")
    bert.press("f5")
    bert.wait(r"andere \(Anna \d\d:\d\d\)" if language == "de"
              else r"theirs \(Anna \d\d:\d\d\)")
    bert.wait(r"(Telefon|Phone) +0316 ?222 +0316 ?111")
    bert.press("2")
    bert.wait("√0316 ?111")
    bert.press("enter")
    saved(bert)
    bert.press("v")
    bert.wait("0316 ?222")
    leave(anna)
    assert re.sub(r"\D", "", adler(data).phone) == "0316111"


@LANGUAGES
def test_who_is_here_is_shown_until_killed(
    person: Start, language: str, record_property: Figure
) -> None:
    anna, bert = person("Anna", language), person("Bert", language)
    bert.wait(r"\A.*\+ Anna ")
    anna.wait(r"\A.*\+ Bert ")
    anna.wait("Jetzt auch hier: Bert" if language == "de" else "Also here now: Bert")
    bert.kill(signal.SIGKILL)
    assert bert.wait_exit() == 137
    begin = time.monotonic()
    anna.wait(lambda: "+ Bert" not in title(anna))
    record_property("seconds until a killed program on this host is gone",
                    f"{time.monotonic() - begin:.2f}")
    leave(anna)


def elsewhere(file: Path, user: str) -> None:
    """A sign of life as a program on another host gives it: no pid tells whether it runs."""
    said = json.loads(file.read_bytes()) | {"host": "pc2", "user": user}
    file.with_name(f"{user}.json").write_text(json.dumps(said), encoding="ascii")


def test_who_was_killed_on_another_host_is_gone_within_a_minute(
    person: Start, data: Path
) -> None:
    anna, bert = person("Anna", "de"), person("Bert", "de")
    anna.wait(r"\A.*\+ Bert ")
    own = next(file for file in (data.parent / "presence").iterdir()
               if b'"Bert"' in file.read_bytes())
    elsewhere(own, "Carla")
    bert.kill(signal.SIGKILL)
    assert bert.wait_exit() == 137
    anna.wait(r"\A.*\+ Carla ")
    assert "Bert" not in title(anna), "whose process is known to be gone"
    elsewhere(own.with_name("Carla.json"), "Doris")
    anna.wait(r"\A.*\+ Carla, Doris ")
    late = time.time() - GONE
    os.utime(own.with_name("Carla.json"), (late, late))
    anna.wait(r"\A.*\+ Doris ")
    leave(anna)


@LANGUAGES
def test_a_stopped_program_with_the_lock_is_named(
    person: Start, language: str, data: Path, tmp_path: Path, record_property: Figure
) -> None:
    trap = tmp_path / "stop"
    anna = person("Anna", language, rigged=True, KQ_TEST_STOP=str(trap))
    bert = person("Bert", language)
    trap.touch()
    add(anna, "Zander")
    anna.wait_stopped()
    begin = time.monotonic()
    add(bert, "Nagel")
    bert.wait(
        rf"! NICHT GESPEICHERT – gesperrt von Anna, Prozess {anna.pid}, seit \d\d:\d\d\. "
        r"1 Änderung nur im Speicher\." if language == "de" else
        rf"! NOT SAVED – locked by Anna, process {anna.pid}, since \d\d:\d\d\. "
        r"1 change only in memory\.")
    record_property("seconds until a stopped program is named",
                    f"{time.monotonic() - begin:.2f}")
    anna.kill(signal.SIGCONT)
    saved(anna)
    bert.press("f5")
    saved(bert)
    bert.wait(lambda: re.search("NICHT GESPEICHERT|NOT SAVED", bert.text) is None)
    bert.wait("Zander")
    anna.wait("Nagel")
    leave(anna, bert)
    with open_book(data) as book:
        assert {row.name for row in book.rows.values()} == {"Adler", "Berger", "Nagel", "Zander"}
