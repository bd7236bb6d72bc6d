"""Two people on one file: one before the screen, the other in a book of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from real_file import TODAY, open_book, put

from store import (
    AckKind,
    Acknowledgement,
    Answer,
    Assessment,
    Contact,
    Edit,
    Prospect,
)
from tui.screens.news import Watch

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
ADLER = Prospect(
    id="adler", name="Adler", created=TODAY, phone="1", contacts=(
        Contact(id="c1", first_name="Eva", last_name="Huber"),),
    assessments=(Assessment(checklist="grundcheck", version=1, day=TODAY, answers=(
        Answer(criterion="B", rating=1, rated=TODAY),)),),
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file with two customers; looks happen when a test says so."""
    monkeypatch.setattr("tui.screens.news.EVERY", 3600.0)
    monkeypatch.setattr("store.persistence.presence.LOOK", 0.0)
    place = tmp_path / "kunden.json"
    with open_book(place) as book:
        book.apply(Edit(label="added", records=(
            ADLER, replace(ADLER, id="berger", name="Berger"))))
    return place


async def clash(program: Any, path: Path, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Both change Adler at once; the screen is the second."""
    with open_book(path, "Anna") as anna:
        put(anna, **theirs)
    program.book.apply(Edit(label="edited", records=(
        replace(program.book.get("adler"), **mine),)))
    program.book.flush(10)
    await drawn(program, lambda: program.place.saved.kind == "conflict")


async def drawn(program: Any, ready: Callable[[], bool]) -> None:
    for _n in range(100):
        await program.pilot.pause()
        if ready():
            return
    raise AssertionError(program.text)


async def look(program: Any) -> None:
    """What the timer does twice a second."""
    await Watch(program.place).look()
    await program.pilot.pause()


def screen(program: Any) -> str:
    return program.text


@LANGUAGES
async def test_what_others_change_appears_without_a_key(
        start: Callable[..., Any], path: Path, language: str) -> None:
    async with start(language=language, size=(120, 40), book=open_book(path)) as program:
        assert "Zander" not in screen(program)
        with open_book(path, "Anna") as anna:
            put(anna, name="Zander")
            before = program.pressed
            await look(program)
        assert "Zander" in screen(program)
        assert program.pressed == before == []


async def test_nothing_is_drawn_when_nothing_changed(
        start: Callable[..., Any], path: Path) -> None:
    async with start(book=open_book(path)) as program:
        await look(program)
        told: list[object] = []
        program.place.show = lambda view: told.append(view)
        for _n in range(5):
            await look(program)
        assert told == []


async def test_a_timer_looks_twice_a_second(
        start: Callable[..., Any], path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.news.EVERY", 0.01)
    async with start(size=(120, 40), book=open_book(path)) as program:
        with open_book(path, "Anna") as anna:
            put(anna, name="Zander")
            for _n in range(300):
                await program.pilot.pause(0.01)
                if "Zander" in screen(program):
                    break
        assert "Zander" in screen(program)


async def test_in_memory_nobody_looks(start: Callable[..., Any]) -> None:
    async with start() as program:
        assert "others" not in {timer.name for timer in program.place._timers}


@LANGUAGES
async def test_a_trouble_of_the_file_is_told_once(
        start: Callable[..., Any], path: Path, tmp_path: Path, language: str) -> None:
    async with start(language=language, size=(220, 30), book=open_book(path)) as program:
        with open_book(tmp_path / "other.json") as other:
            other.apply(Edit(label="added", records=(ADLER,)))
        (tmp_path / "other.json").replace(path)
        await look(program)
        assert str(path) in program.status
        watch = Watch(program.place)
        await watch.look()
        program.place.say("x")
        await watch.look()
        await program.pilot.pause()
        assert program.status == "x"


@pytest.mark.parametrize(("size", "shown"), [((120, 40), True), ((80, 24), True)])
@LANGUAGES
async def test_who_is_here_too(
        start: Callable[..., Any], path: Path, language: str, size: tuple[int, int],
        shown: bool) -> None:
    came = "Jetzt auch hier: Anna." if language == "de" else "Also here now: Anna."
    async with start(language=language, size=size, book=open_book(path)) as program:
        await look(program)
        assert "+ " not in program.rows[0]
        with open_book(path, "Anna") as anna, open_book(path, "An\x1bna") as twice:
            anna.poll()
            await look(program)
            assert program.status == came
            assert ("+ Anna" in program.rows[0]) == shown
            program.place.say("x")
            twice.poll()
            await look(program)
            assert "\x1b" not in screen(program)
        program.place.say("x")
        await look(program)
        assert "+ " not in program.rows[0]
        assert program.status == "x"
    assert list((path.parent / "presence").iterdir()) == []


async def test_many_people_are_a_number(start: Callable[..., Any], path: Path) -> None:
    async with start(size=(100, 30), book=open_book(path)) as program:
        books = [open_book(path, f"Kollegin {n}") for n in range(9)]
        for book in books:
            book.poll()
        await look(program)
        assert "+ 9 " in program.rows[0]
        assert "23.02.26" in program.rows[0]
        for book in books:
            book.close()


@LANGUAGES
async def test_an_open_form_is_marked_and_left_alone(
        start: Callable[..., Any], path: Path, language: str) -> None:
    mark = "! geändert von Anna, 14:02" if language == "de" else "! changed by Anna, 14:02"
    async with start(language=language, book=open_book(path)) as program:
        await program.go_to("Adler")
        await program.press("e")
        await program.type("x")
        form = program.app.screen
        fields = form.session.form
        with open_book(path, "Anna") as anna:
            put(anna, "berger", phone="7")
            await look(program)
            assert mark not in screen(program), "another record"
            put(anna, phone="9")
            await look(program)
        assert mark in screen(program)
        assert form.session.form is fields
        await program.press("down")
        assert mark in screen(program), "it stays"
        await program.press("ctrl+s")
        assert mark not in screen(program), "the form stands on the new state now"
        await program.press("ctrl+s")
        assert program.app.screen is program.place
        assert program.book.get("adler").phone == "9"
        assert program.book.get("adler").name != "Adler"


async def test_a_form_without_a_known_author(start: Callable[..., Any], path: Path) -> None:
    async with start(language="de", book=open_book(path)) as program:
        await program.go_to("Adler")
        await program.press("e")
        with open_book(path, "Anna") as anna:
            put(anna, phone="9")
            anna.compact()
            assert anna.flush(10)
        await look(program)
        assert "! geändert von einem anderen Programm" in screen(program)


# -- conflicts ------------------------------------------------------------------------


@LANGUAGES
async def test_both_values_and_who_are_shown(
        start: Callable[..., Any], path: Path, language: str) -> None:
    async with start(language=language, book=open_book(path)) as program:
        await clash(program, path, {"phone": "0316 222", "email": "neu@adler.at"},
                    {"phone": "0316 111", "web": "adler.at"})
        await program.press("f5")
        shown = screen(program)
        phone = next(row for row in program.rows[-8:] if "0316 222" in row)
        assert "0316 111" in phone
        assert ("Telefon" if language == "de" else "Phone") in phone
        assert ("andere (Anna 14:02)" if language == "de" else "theirs (Anna 14:02)") in shown
        assert "Adler" in shown
        assert "adler.at" not in phone
        await program.press("escape")
        assert program.book.conflicts, "nothing is decided by leaving"


@pytest.mark.parametrize(("keys", "phone", "email"), [
    (("1", "2"), "2", "3"), (("2", "1"), "3", "2"), (("3",), "2", "2"), (("4",), "3", "3"),
    (("4", "k", "1"), "2", "3"), (("2", "2", "up", "1"), "2", "3"),
    (("down", "2", "k", "1"), "2", "3"), (("1", "1", "j", "j", "2"), "2", "3"),
])
async def test_each_field_is_decided(
        start: Callable[..., Any], path: Path, keys: tuple[str, ...], phone: str,
        email: str) -> None:
    async with start(book=open_book(path)) as program:
        await clash(program, path, {"phone": "2", "email": "2"}, {"phone": "3", "email": "3"})
        await program.press("f5", *keys, "enter")
        assert program.place.bar is None
        await drawn(program, lambda: program.place.saved.kind == "saved")
        found = program.book.get("adler")
        assert (found.phone, found.email) == (phone, email)
    with open_book(path) as other:
        assert other.get("adler") == found


@LANGUAGES
async def test_enter_does_not_decide_for_anybody(
        start: Callable[..., Any], path: Path, language: str) -> None:
    async with start(language=language, book=open_book(path)) as program:
        await clash(program, path, {"phone": "2", "email": "2"}, {"phone": "3", "email": "3"})
        await program.press("f5", "1", "enter")
        bar = program.place.bar
        assert bar is not None
        assert (bar.cursor, program.book.conflicts != ()) == (1, True)
        hint = "Bitte hier zuerst wählen." if language == "de" else "Please choose here first."
        assert hint in screen(program)
        await program.press("x")
        assert hint not in screen(program)
        await program.press("q")
        assert program.place.bar is None


@LANGUAGES
@pytest.mark.parametrize(("mine", "theirs", "german", "english"), [
    ({"contacts": (replace(ADLER.contacts[0], mobile="1"),)}, {"contacts": ()},
     ("Eva Huber", "Huber, Eva, 1", "entfernt"), ("Eva Huber", "Huber, Eva, 1", "removed")),
    ({"contacts": (replace(ADLER.contacts[0], mobile="1"),)},
     {"contacts": (replace(ADLER.contacts[0], mobile="2"),)},
     ("Eva Huber: Mobil",), ("Eva Huber: Mobile",)),
    ({"potential": 100000}, {"potential": 250000},
     ("Potenzial", "€ 1.000,00", "€ 2.500,00"), ("Potential", "€1,000.00", "€2,500.00")),
    ({"archived": TODAY}, {"archived": date(2026, 2, 20)},
     ("23.02.2026", "20.02.2026"), ("23 Feb 2026", "20 Feb 2026")),
    ({"phone": ""}, {"phone": "2"}, ("leer",), ("empty",)),
    ({"assessments": (replace(ADLER.assessments[0], answers=(
        replace(ADLER.assessments[0].answers[0], rating=0),)),)},
     {"assessments": (replace(ADLER.assessments[0], answers=(
         replace(ADLER.assessments[0].answers[0], rating=3),)),)},
     ("0 (nein)", "3 (ja)"), ("0 (no)", "3 (yes)")),
    ({"acknowledgements": (Acknowledgement(
        event="birthday:c1", turn=TODAY, day=TODAY, kind=AckKind.CALL),)},
     {"acknowledgements": (Acknowledgement(
         event="birthday:c1", turn=TODAY, day=TODAY, kind=AckKind.CARD),)},
     ("Erledigt", "Telefonat", "Karte"), ("Done", "call", "card")),
])
async def test_values_are_said_in_words(
        start: Callable[..., Any], path: Path, language: str, mine: dict[str, Any],
        theirs: dict[str, Any], german: tuple[str, ...], english: tuple[str, ...]) -> None:
    async with start(language=language, size=(160, 40), book=open_book(path)) as program:
        await clash(program, path, mine, theirs)
        await program.press("f5")
        shown = "\n".join(program.rows[-8:])
        for word in german if language == "de" else english:
            assert word in shown, shown


async def test_what_people_type_cannot_draw(start: Callable[..., Any], path: Path) -> None:
    async with start(book=open_book(path)) as program:
        await clash(program, path, {"notes": "a\nb [red]x[/red]"}, {"notes": "c\td"})
        await program.press("f5")
        row = next(row for row in program.rows if "[red]" in row)
        assert "a b [red]x[/red]" in row


@LANGUAGES
async def test_a_customer_removed_by_the_other(
        start: Callable[..., Any], path: Path, language: str) -> None:
    async with start(language=language, book=open_book(path)) as program:
        with open_book(path, "Anna") as anna:
            anna.apply(Edit(label="removed", removed=("adler",)))
        program.book.apply(Edit(label="edited", records=(replace(ADLER, phone="2"),)))
        program.book.flush(10)
        await drawn(program, lambda: program.place.saved.kind == "conflict")
        await program.press("f5")
        words = ("Der ganze Kunde", "entfernt") if language == "de" else (
            "The whole customer", "removed")
        for word in words:
            assert word in screen(program)
        await program.press("2", "enter")
        await drawn(program, lambda: program.place.saved.kind == "saved")
        assert "adler" not in program.book.rows


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (80, 24), (200, 60)])
async def test_it_fits_every_screen(
        start: Callable[..., Any], path: Path, size: tuple[int, int]) -> None:
    names = ("phone", "email", "web", "industry", "structure", "owners", "culture",
             "competitor", "referral", "source", "notes", "number")
    async with start(size=size, book=open_book(path)) as program:
        await clash(program, path, dict.fromkeys(names, "mine " * 20),
                    dict.fromkeys(names, "yours " * 20))
        await program.press("f5", *["2"] * len(names))
        assert len(program.place.bar.rows) == len(names)
        assert f"{len(names)}/{len(names)}" in screen(program)
        assert any(row.startswith("> ") for row in program.rows)
        await program.press("enter")
        await drawn(program, lambda: program.place.saved.kind == "saved")
