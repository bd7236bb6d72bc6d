"""A new customer in one line, with its echo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from textual import events
from workplace_kit import bar_rows

from store import Stage
from tui.dialogs.bar import LineInput

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


async def write(program: Any, text: str) -> None:
    """Put a text into the open field at once, as a paste does."""
    program.app.screen.query_one(LineInput).value = text
    await program.pilot.pause()


@LANGUAGES
async def test_each_part_is_echoed_with_what_it_was_taken_for(start: Any, language: str) -> None:
    words = {"de": ("Firma Berger KG", "Ort 3550 Langenlois", "Person Maria Berger",
                    "Tel 02734 555", "E-Mail m@berger.at", "Klasse B", "Merkmal Wein"),
             "en": ("Company Berger KG", "Place 3550 Langenlois", "Person Maria Berger",
                    "Tel 02734 555", "E-mail m@berger.at", "Class B", "Tag Wein")}[language]
    async with start(language=language, size=(200, 60)) as program:
        await program.press("n")
        await write(program, "Berger KG; 3550 Langenlois; Maria Berger; 02734 555; "
                             "m@berger.at; b; #Wein; >27.2.")
        shown = bar_rows(program)
        for part in words:
            assert part in shown
        assert ("Fr 27.02.2026, in 4 Tagen" if language == "de"
                else "Fri 27 Feb 2026, in 4 days") in shown
        await program.press("enter")
        record = program.find("Berger KG")
        assert (record.legal_form, record.tags, record.stage) == ("KG", ("Wein",), Stage.PROSPECT)
        assert record.head.postcode == "3550"
        assert record.contacts[0].email == "m@berger.at"
        assert record.class_override.letter == "B"
        assert record.follow_ups[0].due == date(2026, 2, 27)
        assert record.practice, "the sample customers are marked as practice"
        assert program.status.startswith("Berger ")


@pytest.mark.parametrize(("line", "expected"), [
    ("Berger", {"name": "Berger"}),
    ("Berger, Wien", {"place": "Wien"}),
    ("Berger, 1010 Wien", {"place": "Wien", "postcode": "1010"}),
    ("Berger, A-1010 Wien", {"place": "Wien", "postcode": "1010", "country": "AT"}),
    ("Berger; D-80331 München", {"place": "München", "postcode": "80331", "country": "DE"}),
    ("Berger; CH-8001 Zürich", {"place": "Zürich", "postcode": "8001", "country": "CH"}),
    ("Berger; +43 1 234 56 78", {"phone": "+43 1 234 56 78"}),
    ("Berger; Tel. 01/2345678", {"phone": "01/2345678"}),
    ("Berger; office@berger.at", {"email": "office@berger.at"}),
    ("Berger; Maria Berger; 01 23456", {"person": "Maria Berger", "person_phone": "01 23456",
                                        "phone": ""}),
    ("Müller & Söhne GmbH & Co. KG, Linz", {"form": "GmbH & Co. KG", "place": "Linz"}),
    ("Berger; #alt #neu", {"tags": ("alt", "neu")}),
    ("Berger > morgen Angebot schicken", {"due": date(2026, 2, 24),
                                          "reason": "Angebot schicken"}),
    ("Berger >2w", {"due": date(2026, 3, 9), "reason": "Erstkontakt"}),
    ("Berger; >fr 14:00 Besuch", {"due": date(2026, 2, 27), "time": "14:00",
                                  "reason": "Besuch"}),
    ("Berger; A", {"letter": "A"}),
])
async def test_what_was_understood_stands_in_the_record(
        start: Any, line: str, expected: dict[str, Any]) -> None:
    async with start(records=()) as program:
        await program.press("n")
        await write(program, line)
        await program.press("enter")
        record = program.book.get(program.view.row.id)
        head, person = record.head, record.main_contact
        follow_up = record.follow_ups[0] if record.follow_ups else None
        found = {
            "name": record.name, "form": record.legal_form, "tags": record.tags,
            "place": head.place if head else "", "postcode": head.postcode if head else "",
            "country": head.country if head else "",
            "phone": record.phone, "email": record.email,
            "person": person.name if person else "",
            "person_phone": person.phone if person else "",
            "letter": record.class_override.letter if record.class_override else "",
            "due": follow_up.due if follow_up else None,
            "time": follow_up.time if follow_up else "",
            "reason": follow_up.reason if follow_up else "",
        }
        assert {key: found[key] for key in expected} == expected


@LANGUAGES
async def test_similar_names_are_shown_before_anything_is_saved(
        start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("n")
        await program.type("Zirbelf")
        assert "Zirbelfunk Elektrotechnik" in bar_rows(program)
        assert ("? ähnlich:" if language == "de" else "? similar:") in bar_rows(program)
        await program.press("escape")
        assert program.book.sequence == 0


@LANGUAGES
async def test_a_bad_date_is_refused_and_the_line_stays(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("n")
        await write(program, "Neu GmbH; >quark")
        await program.press("enter")
        assert program.place.bar is not None
        assert program.place.bar.text == "Neu GmbH; >quark"
        assert "quark" in program.rows[-5]
        assert program.book.sequence == 0
        await write(program, "Neu GmbH; >fr")
        await program.press("enter")
        assert program.find("Neu GmbH").follow_ups[0].due == date(2026, 2, 27)


@LANGUAGES
async def test_an_empty_line_needs_a_name_and_escape_leaves(start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("n", "enter")
        assert ("Name" if language == "de" else "name") in program.rows[-5]
        await program.press("escape")
        assert program.place.bar is None
        assert program.book.sequence == 0


async def test_what_was_typed_before_escape_is_offered_again(start: Any) -> None:
    async with start() as program:
        await program.press("n")
        await program.type("Halbe Sache")
        await program.press("escape", "n")
        assert program.place.bar.text == "Halbe Sache"
        await program.press("enter", "n")
        assert program.place.bar.text == ""


async def test_several_pasted_lines_become_one(start: Any) -> None:
    async with start() as program:
        await program.press("n")
        program.app.post_message(events.Paste("Berger Wein KG\r\nLangenlois\r\n\r\n02734 555\n"))
        await program.pilot.pause()
        assert program.place.bar.text == "Berger Wein KG, Langenlois, 02734 555"


async def test_what_is_pasted_outside_a_field_runs_no_keys(start: Any) -> None:
    async with start() as program:
        program.app.post_message(events.Paste("nxBerger\nc\nb"))
        await program.pilot.pause()
        assert program.place.bar is None
        assert program.book.sequence == 0
        assert "n " in program.status
        assert "g i" in program.status
        await program.press("c")
        program.app.post_message(events.Paste("b"))
        await program.pilot.pause()
        assert program.place.bar is not None, "a paste does not choose either"
        assert program.book.sequence == 0


@LANGUAGES
async def test_an_added_customer_goes_with_one_undo_and_comes_back(
        start: Any, language: str) -> None:
    async with start(language=language) as program:
        await program.press("n")
        await program.type("Kurz da")
        await program.press("enter", "m", "u")
        assert program.book.find("Kurz da") == ()
        assert program.view.marked == frozenset()
        assert program.status.startswith("Rückgängig" if language == "de" else "Undone")
        await program.press("c", "b", "u", "u", "U")
        assert program.view.row is not None
