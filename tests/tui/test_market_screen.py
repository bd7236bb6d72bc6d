"""The market on screen: subjects over all customers, a note in one line (domain.md A31)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import picture
import pytest
from picture import EVERYWHERE, name

from store import MarketNote, MarketSubject, Prospect
from tui.dialogs.bar import Refused
from tui.flows.market import Typed, read_note

TODAY = date(2026, 2, 23)
HOSTILE = "[/x]\x1b]52;c;QQ==\x07\u202e 見出し " + "sehr " * 30


def seen(key: str, name: str, *notes: tuple[MarketSubject, str, str], **more: Any) -> Prospect:
    return Prospect(id=key, name=name, created=TODAY, **more, market=tuple(
        MarketNote(id=f"{key}{n}", day=TODAY - timedelta(days=9 * n), about=about,
                   subject=subject, text=text, author="anna")
        for n, (about, subject, text) in enumerate(notes)))


HOTEL, RIVAL = MarketSubject.INDUSTRY, MarketSubject.COMPETITOR
RECORDS = (
    seen("a", "Adler Hotel GmbH", (HOTEL, "Hotel", "Personal fehlt, Küche am Ruhetag zu"),
         (RIVAL, "Textil Nord", "liefert gratis zur Probe"), industry="Hotel"),
    seen("b", "Birke Gasthof", (HOTEL, "HOTEL", "Ausbau wird verschoben, weil die Bank bremst"),
         industry="Gasthof"),
    seen("c", "Cäsar " + HOSTILE, (RIVAL, HOSTILE, HOSTILE)),
    seen("d", "Distel e.U."))


@EVERYWHERE
async def test_the_market(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(records=RECORDS, language=language, size=size) as program:
        await program.press("g", "m", "j")
        picture.compare(name("market", language, size), program.rows)


async def test_enter_goes_to_the_customer(start: Any) -> None:
    async with start(records=RECORDS) as program:
        await program.press("g", "m", "G", "enter")
        assert program.app.screen is program.place
        assert program.view.record.id == "a"


async def test_a_note_in_one_line_is_stored_where_it_was_seen(start: Any) -> None:
    async with start(records=RECORDS[:2]) as program:
        await program.go_to("Birke")
        await program.press("g", "m", "n")
        await program.type("mitbewerb")
        assert "Bitte mit „Branche NAME:“" in program.text
        await program.press("enter")
        await program.type(" Nord: neuer Außendienst")
        assert "Mitbewerb Nord: neuer Außendienst" in program.text
        await program.press("enter")
        (_old, new) = program.find("Birke").market
        assert (new.about, new.subject, new.text, new.day, new.author) == (
            RIVAL, "Nord", "neuer Außendienst", TODAY, "test")
        assert "Mitbewerb Nord: 1 Notiz bei 1 Kunde" in program.text
        await program.press("u")
        assert len(program.find("Birke").market) == 1
        await program.press("n", "escape")


async def test_nothing_seen_and_nobody_there(start: Any) -> None:
    async with start(records=RECORDS[3:]) as program:
        await program.press("g", "m", "enter", "j")
        assert "Noch nichts notiert" in program.text
    async with start(records=()) as program:
        await program.press("g", "m", "n")
        assert "kein Kunde" in program.status


@pytest.mark.parametrize(("typed", "found"), [
    ("Branche Hotel: voll", Typed(about=HOTEL, subject="Hotel", text="voll")),
    ("industry hotel: a: b", Typed(about=HOTEL, subject="hotel", text="a: b")),
    ("b: voll", Typed(about=HOTEL, subject="Handel", text="voll")),
    ("Mitbewerber Nord AG: billig", Typed(about=RIVAL, subject="Nord AG", text="billig")),
    ("c X: y", Typed(about=RIVAL, subject="X", text="y")),
    ("c: y", None), ("Hotel: voll", None), ("Branche Hotel", None), ("Branche Hotel: ", None),
    ("", None)])
def test_reading_a_line(typed: str, found: Typed | None) -> None:
    record = Prospect(id="p", name="P", created=TODAY, industry="Handel")
    if found is None:
        with pytest.raises(Refused):
            read_note(typed, record)
    else:
        assert read_note(typed, record) == found


async def test_many_customers_are_read_some_at_a_time_so_that_keys_come_between(
    start: Any
) -> None:
    records = tuple(Prospect(id=str(n), name=f"Firma {n}", created=TODAY) for n in range(100))
    async with start(records=(*RECORDS, *records)) as program:
        await program.press("g", "m")
        await program.until(lambda rows: "4 Notizen" in rows[1])
        screen = program.app.screen
        screen._waiting = [row.id for row in program.book.rows.values()]
        screen._read_on()
        assert len(screen._waiting) == len(program.book.rows) - 30
        screen._draw()
        assert "werden noch gelesen" in program.rows[1] or screen._waiting
        await program.until(lambda rows: "4 Notizen" in rows[1])
