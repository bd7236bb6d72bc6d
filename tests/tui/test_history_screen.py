"""Who changed what, when, from what to what; and undo across restarts and people."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import picture
import pytest
from real_file import NOW, TODAY, open_book, put

from store import (
    Activity,
    Birthday,
    Channel,
    Choice,
    Consent,
    Contact,
    Decision,
    Edit,
    Info,
    Prospect,
    Stage,
    load_checklist,
)
from store.profile.company import RevenueEntry
from store.profile.prospect import Check
from tui import texts
from tui.record_words import place, value
from tui.screens.news import Watch

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
ADLER = Prospect(id="adler", name="Adler", created=TODAY, phone="1", contacts=(
    Contact(id="c1", first_name="Eva", last_name="Huber"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "kunden.json"
    with open_book(place) as book:
        book.apply(Edit(label="added", args=(("name", "Adler"),), records=(ADLER,)))
    return place


@LANGUAGES
async def test_each_field_with_who_when_from_and_to(
        start: Callable[..., Any], path: Path, language: str) -> None:
    with open_book(path, "Anna", NOW + timedelta(hours=1)) as anna:
        put(anna, phone="0316 222", potential=250000, stage=Stage.QUALIFIED, contacts=(
            replace(ADLER.contacts[0], mobile="0664", birthday=Birthday(day=3, month=4)),))
    async with start(language=language, size=(120, 40), book=open_book(path)) as program:
        await program.press("v")
        words = (
            "Verlauf: Adler", "23.02.2026 15:02  Anna  Adler geändert",
            "Telefon: 1 -> 0316 222", "Potenzial: leer -> € 2.500,00",
            "Stufe: Interessent -> potenzieller Kunde", "Eva Huber: Mobil: leer -> 0664",
            "Eva Huber: Geburtstag: leer -> 03.04.", "23.02.2026 14:02  test  Adler", "angelegt",
        ) if language == "de" else (
            "History: Adler", "23 Feb 2026 15:02  Anna  Adler changed",
            "Phone: 1 -> 0316 222", "Potential: empty -> €2,500.00",
            "Stage: prospect -> qualified prospect", "Eva Huber: Mobile: empty -> 0664",
            "Eva Huber: Birthday: empty -> 3 Apr", "23 Feb 2026 14:02  test  Adler", "created",
        )
        for word in words:
            assert word in program.text, program.text
        assert program.text.index(words[1]) < program.text.index(words[-2]), "newest first"
        await program.press("v")
        assert program.place.bar is None


@picture.EVERYWHERE
async def test_pictures(
        start: Callable[..., Any], path: Path, language: str, size: tuple[int, int]) -> None:
    person = replace(ADLER.contacts[0], mobile="0664 555 01 23", consents=(
        Consent(channel=Channel.CALL, given=TODAY, text="Angebote", proof="Formular"),))
    with open_book(path, "Anna", NOW + timedelta(hours=1)) as anna:
        put(anna, phone="0316 555 01", potential=250000, contacts=(person,), revenue=(
            RevenueEntry(first=date(2024, 4, 1), last=date(2024, 6, 30), revenue=1_234_550),))
        put(anna, "adler", "merged", contacts=(
            person, Contact(id="c2", last_name="Maier", birthday=Birthday(day=3, month=4))),
            activities=(Activity(id="x", day=TODAY, note="will Angebot", contact="c1"),))
        put(anna, contacts=(person,), checks=(
            Check(info=Info.PROJECTS, day=TODAY, source="Frau Huber"),
            Check(info=Info.INDUSTRY, day=TODAY, source="Frau Huber")))
    async with start(language=language, size=size, book=open_book(path),
                     practice=False) as program:
        await program.press("c", "b", "l", "home", "2", "home", "down", "0", "2", "1", "u", "v")
        picture.compare(picture.name("history", language, size), program.rows)


@LANGUAGES
async def test_it_outlives_compaction_and_conflicts_and_tells_what_was_given_up(
        start: Callable[..., Any], path: Path, language: str) -> None:
    with open_book(path, "Anna") as anna, open_book(path, "Bert") as bert:
        put(anna, phone="2")
        bert.apply(Edit(label="edited", args=(("name", "Adler"),),
                        records=(replace(bert.get("adler"), phone="3"),)))
        bert.flush(10)
        bert.resolve("theirs")
        assert bert.flush(10)
        bert.compact()
        assert bert.flush(10)
    async with start(language=language, size=(120, 40), book=open_book(path)) as program:
        await program.press("v")
        word = ("Bert  Konflikt entschieden, anderer Wert gilt; aufgegeben: Telefon: 3"
                if language == "de" else
                "Bert  conflict settled for the other side; given up: Phone: 3")
        assert word in program.text


@LANGUAGES
async def test_every_edit_of_the_screens_is_told_without_a_word_of_the_file(
        start: Callable[..., Any], path: Path, language: str) -> None:
    raw = re.compile(r"\d{4}-\d\d-\d\d|[a-z]_[a-z]|[{}\[\]]|[0-9a-f]{32}")
    async with start(language=language, size=(120, 40), book=open_book(path)) as program:
        for keys in (("c", "b"), ("c", "enter"), ("l", "home", "2"), ("plus",),
                     ("home", "down", "0", "2", "1"), ("escape", "W", "6", "x", "enter"),
                     ("V", "x", "enter"), ("f", "1", "enter"), ("d", "1"), ("u",), ("U",),
                     ("x",), ("9", "x"), ("1",), ("l", "m", "1"), ("escape",)):
            await program.press(*keys)
        await program.press("v")
        assert len(program.place.bar.rows) > 20
        told = ["".join(span.text for span in row.spans) for row in program.place.bar.rows]
        assert not [row for row in told if raw.search(row)]


@LANGUAGES
async def test_no_file_no_history(start: Callable[..., Any], language: str) -> None:
    async with start(language=language) as program:
        await program.press("v")
        assert program.place.bar is None
        assert program.status.startswith(
            "Noch kein Verlauf" if language == "de" else "No history yet")


async def test_without_a_customer_nothing_happens(start: Callable[..., Any]) -> None:
    async with start(records=()) as program:
        await program.press("v")
        assert program.place.bar is None


async def test_what_people_type_cannot_draw(start: Callable[..., Any], path: Path) -> None:
    with open_book(path, "E\x1b]0;x\x07vil") as book:
        put(book, notes="[red]a\nb", label="un\x1bknown")
    async with start(size=(120, 40), book=open_book(path)) as program:
        await program.press("v")
        assert "[red]a b" in program.text
        assert not set("\x1b\x07") & set(program.text)


async def test_a_long_entry_is_broken_into_lines(start: Callable[..., Any], path: Path) -> None:
    with open_book(path) as book:
        book.apply(Edit(label="edited", args=(("name", "Wort " * 30),),
                        records=(replace(book.get("adler"), notes="Text " * 60),)))
        assert book.flush(10)
    async with start(size=(60, 30), book=open_book(path)) as program:
        await program.press("v")
        assert "      Wort Wort" in program.text
        assert "      Text Text" in program.text
        assert program.text.count("Text") == 60


@LANGUAGES
async def test_undo_reaches_over_a_restart_and_says_what(
        start: Callable[..., Any], path: Path, language: str) -> None:
    with open_book(path) as book:
        put(book, phone="2")
    async with start(language=language, book=open_book(path)) as program:
        await program.press("u")
        assert program.book.get("adler").phone == "1"
        done = ("Rückgängig gemacht: Adler geändert" if language == "de"
                else "Undone: Adler changed")
        assert program.status == done
        await program.press("v")
        assert done in program.text
        await program.press("escape", "U")
        assert program.book.get("adler").phone == "2"
        assert program.status.endswith("Adler geändert" if language == "de" else "Adler changed")
        await program.press("U")
        assert program.status


@LANGUAGES
async def test_what_another_changed_since_is_not_undone(
        start: Callable[..., Any], path: Path, language: str) -> None:
    async with start(language=language, book=open_book(path)) as program:
        put(program.book, phone="2")
        with open_book(path, "Anna") as anna:
            put(anna, phone="9")
        await Watch(program.place).look()
        await program.press("u")
        assert program.status.startswith(
            "Adler wurde seither geändert von Anna, 14:02." if language == "de"
            else "Adler was changed since by Anna, 14:02.")
        assert program.book.get("adler").phone == "9"
        assert program.place.bar is None


@LANGUAGES
@pytest.mark.parametrize(("key", "email"), [("1", ""), ("2", "2"), ("escape", "2")])
async def test_the_rest_can_be_undone(
        start: Callable[..., Any], path: Path, language: str, key: str, email: str) -> None:
    async with start(language=language, size=(120, 30), book=open_book(path)) as program:
        put(program.book, phone="2", email="2")
        with open_book(path, "Anna") as anna:
            put(anna, phone="9")
        await Watch(program.place).look()
        await program.press("u")
        assert program.place.bar is not None
        said = "Möglich: alles außer diesen Feldern." if language == "de" else (
            "Possible: everything but these fields.")
        assert said in program.text
        await program.pilot.resize_terminal(60, 20)
        await program.pilot.pause()
        assert said in " ".join(program.text.split()), "whole on a narrow screen too"
        await program.press(key)
        assert program.place.bar is None
        found = program.book.get("adler")
        assert (found.phone, found.email) == ("9", email)
        if not email:
            await program.press("U")
            assert "Anna, 14:02" in program.text, "not oneself, who undid the rest"


# -- words of places and values ---------------------------------------------------------


@pytest.mark.parametrize(("path", "german", "english"), [
    ((), "Der ganze Kunde", "The whole customer"),
    (("phone",), "Telefon", "Phone"),
    (("future",), "future", "future"),
    (("contacts", "c1"), "Eva Huber", "Eva Huber"),
    (("contacts", "id=c1", "mobile"), "Eva Huber: Mobil", "Eva Huber: Mobile"),
    (("contacts", "id=gone", "mobile"), "Person: Mobil", "Person: Mobile"),
    (("assessments", "grundcheck 2026-03-02", "answers", "B", "rating"), "Bedarf", "Need"),
    (("assessments", "day=2026-03-02", "answers", "criterion=B", "words"),
     "Bedarf: Antwort", "Need: Answer"),
    (("assessments", "day=2026-03-02", "answers", "criterion=new"), "new", "new"),
    (("assessments", "day=2026-03-02"), "Beurteilung 02.03.2026", "Assessment 2 Mar 2026"),
    (("addresses", "delivery#2"), "Lieferung", "delivery"),
    (("decisions", "day=2026-03-02", "until"), "Entscheidung 02.03.2026: Bis",
     "Decision 2 Mar 2026: Until"),
    (("needs", "Säge", "state"), "Bedarf Säge: Stand", "Need Säge: State"),
])
def test_places(path: tuple[str, ...], german: str, english: str) -> None:
    for language, wanted in (("de", german), ("en", english)):
        texts.use(language, "AT")
        assert place(path, ADLER, load_checklist()) == wanted


@pytest.mark.parametrize(("field", "given", "german", "english"), [
    ("phone", None, "leer", "empty"), ("phone", "", "leer", "empty"),
    ("tags", (), "leer", "empty"), ("tags", ["a", "b"], "a, b", "a, b"),
    ("no_gifts", True, "ja", "yes"), ("no_gifts", False, "nein", "no"),
    ("employees", 1200, "1.200", "1,200"), ("revenue", 100, "€ 1,00", "€1.00"),
    ("stage", "prospect", "Interessent", "prospect"), ("stage", "x", "x", "x"),
    ("due", "2026-03-02", "02.03.2026", "2 Mar 2026"),
    ("due", date(2026, 3, 2), "02.03.2026", "2 Mar 2026"),
    ("notes", "2026-03-02", "2026-03-02", "2026-03-02"),
    ("source", "2026-99-99", "2026-99-99", "2026-99-99"),
    ("birthday", {"day": 3, "month": 4, "year": 1977}, "03.04.1977", "3 Apr 1977"),
    ("birthday", {"day": 31, "month": 2}, "31.2.", "31.2."),
    ("answers", {"criterion": "need", "rated": "2026-03-02"}, "entfällt", "not applicable"),
    ("decisions", Decision(
        day=date(2026, 3, 2), choice=Choice.PARK, recommended=Choice.DROP, rule="R8",
        criterion="B", score=3333, checklist="grundcheck", version=1, until=date(2026, 6, 1)),
     "02.03.2026, parken, 33, 01.06.2026", "2 Mar 2026, park, 33, 1 Jun 2026"),
    ("recommended", "drop", "verwerfen", "drop"), ("low", 6500, "65", "65"),
    ("triggers", [{"kind": "owners", "day": "2026-03-02"}],
     "Eigentümerwechsel, 02.03.2026", "change of owner, 2 Mar 2026"),
    ("contacts", {"id": "c"}, "Person", "Person"),
    ("contacts", Contact(id="c", last_name="Huber", no_wishes=True), "Huber, ja", "Huber, yes"),
])
def test_values(field: str, given: Any, german: str, english: str) -> None:
    for language, wanted in (("de", german), ("en", english)):
        texts.use(language, "AT")
        assert value(field, given) == wanted
