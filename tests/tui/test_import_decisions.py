"""Columns that can be read in two ways are decided on the import screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import picture
import pytest

from store import ImportPlan, Prospect, RevenueEntry, Stage
from tui.screens.importing import ImportScreen


async def read(program: Any, source: Path) -> ImportScreen:
    await program.press("g", "i")
    await program.type(str(source))
    await program.press("enter")
    screen = program.app.screen
    while screen.reader.busy:
        await program.pilot.pause()
    await program.pilot.pause()
    return screen


async def test_d_reads_day_first_then_month_first(start: Any, tmp_path: Path) -> None:
    source = tmp_path / "unklar.csv"
    source.write_text("Firma;Name;Geburtstag\nHörnchen;Karl Huber;03/04/1977\n")
    async with start(records=()) as program:
        screen = await read(program, source)
        assert len(screen.plan.refused) == 1
        for first in (date(1977, 4, 3), date(1977, 3, 4)):
            await program.press("d")
            while screen.reader.busy:
                await program.pilot.pause()
            born = screen.plan.new[0].contacts[0].birthday
            assert (born.day, born.month) == (first.day, first.month)
        await program.press("enter")
        assert program.find("Hörnchen").contacts[0].birthday.month == 3


async def test_who_objected_is_left_out_until_o_takes_them(
        start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.screens.import_reader.suppression",
                        lambda path: lambda value: "2026-01-02" * (value == "ida@berg.example"))
    source = tmp_path / "neu.csv"
    source.write_text("Firma;Ort;Name;E-Mail\nAbel;Graz;Karl Abel;k@abel.example\n"
                      "Abel;Graz;Eva Abel;e@abel.example\nBerg;Linz;Ida Berg;ida@berg.example\n")
    async with start(records=(), size=(120, 40)) as program:
        screen = await read(program, source)
        shown = program.text
        assert "Abel, Graz: Karl Abel, Eva Abel" in shown, "people of each company"
        assert ("Zeile 4: „ida@berg.example“ gehört jemandem, der Werbung widersprochen hat und "
                "gelöscht wurde; die Zeile wird ausgelassen") in " ".join(shown.split())
        assert "ausgelassen, Werbung widersprochen: 1 Zeile" in shown
        assert [one.name for one in screen.plan.new] == ["Abel"]
        await program.press("o")
        while screen.reader.busy:
            await program.pilot.pause()
        await program.pilot.pause()
        assert [one.name for one in screen.plan.new] == ["Abel", "Berg"]
        assert "Berg, Linz: Ida Berg" in program.text
        await program.press("o")
        while screen.reader.busy:
            await program.pilot.pause()
        await program.pilot.pause()
        await program.press("enter")
        assert not program.book.find("Berg")


async def test_changing_more_than_a_fifth_asks_first(start: Any, tmp_path: Path) -> None:
    records = tuple(Prospect(id=f"p{n}", name=f"Firma {name}", created=date(2026, 1, 1))
                    for n, name in enumerate(("Adler", "Berger", "Cerny", "Dorn", "Esche")))
    source = tmp_path / "neu.csv"
    source.write_text("Firma;Telefon\nFirma Adler;0316 123456\nFirma Berger;0316 123457\n")
    async with start(records=records) as program:
        screen = await read(program, source)
        await program.press("enter")
        assert program.app.screen is screen, "asked first"
        assert "Das ändert 2 von 5 Kunden. Noch einmal Enter" in program.status
        assert program.find("Firma Adler").phone == ""
        await program.press("enter")
        assert program.find("Firma Adler").phone == "0316 123456"


Q4 = RevenueEntry(first=date(2025, 10, 1), last=date(2025, 12, 31), revenue=8_000_00)
ADLER = Prospect(id="a", name="Adler Werkzeug", number="37", created=date(2026, 1, 1),
                 stage=Stage.REGULAR, revenue=(Q4,))


async def again(program: Any, screen: ImportScreen, key: str) -> None:
    await program.press(key)
    while screen.reader.busy:
        await program.pilot.pause()
    await program.pilot.pause()


@pytest.mark.parametrize(("language", "size"), [("de", (80, 24)), ("en", (120, 40))])
async def test_a_file_of_revenue_is_known_replaces_as_decided_and_is_undone(
        start: Any, tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    source = tmp_path / "fibu.csv"
    source.write_text("Kd.-Nr.;Nov 2025;Dez 2025\n37;1.200,50;300,00\n99;5;5\n")
    de = language == "de"
    async with start(records=(ADLER,), practice=False, language=language, size=size) as program:
        screen = await read(program, source)
        assert {item.code for item in screen.plan.refused} == {"overlap", "nobody"}
        assert ("schon gespeichert, die Tage würden doppelt zählen" if de else
                "on file already, its days would count twice") in " ".join(program.text.split())
        await again(program, screen, "r")
        assert ("Umsatz aus der Datei: € 1.500,50" if de else
                "Revenue taken from the file: €1,500.50") in program.text
        await program.press("enter")
        if program.app.screen is screen:
            await program.press("enter")
        assert [one.revenue for one in program.find("Adler").revenue] == [1_200_50, 300_00]
        assert ("Umsätze eingelesen: 2 Einträge, 1 Kunde" if de else
                "revenue imported: 2 entries at 1 customer") in program.text
        assert len(list(tmp_path.glob("fibu-*.csv"))) == 1
        await program.press("u")
        if program.find("Adler").revenue != (Q4,):
            await program.press("j" if de else "y")
        assert program.find("Adler").revenue == (Q4,)


async def test_m_reads_a_list_as_revenue_of_the_days_that_are_typed(
        start: Any, tmp_path: Path) -> None:
    source = tmp_path / "liste.csv"
    source.write_text("Firma;Umsatz\nAdler Werkzeug;500\n")
    async with start(records=(ADLER,), practice=False) as program:
        screen = await read(program, source)
        assert isinstance(screen.plan, ImportPlan)
        await again(program, screen, "m")
        await program.type("bald")
        await program.press("enter")
        assert "kein Zeitraum" in program.text
        await program.press("ctrl+u")
        await program.type("2024")
        await again(program, screen, "enter")
        assert screen.plan.total == 500_00
        await again(program, screen, "m")
        assert isinstance(screen.plan, ImportPlan)
        await again(program, screen, "m")
        assert screen.plan.total == 500_00, "the days stay"


@picture.EVERYWHERE
async def test_what_was_found_in_a_file_of_revenue(
        start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str,
        size: tuple[int, int]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fibu.csv").write_text(
        "Konto;Bezeichnung;Jänner 2026;DB Jänner 2026;Q4 2025;Summe\n"
        "37;Adler Werkzeug;1.200,50;300,00;9.000,00;10.200,50\n"
        ";Niemand OG;5,00;;;5,00\n;Summe;1.205,50;300,00;9.000,00;10.205,50\n", "utf-8")
    async with start(records=(ADLER,), practice=False, language=language,
                     size=size) as program:
        await read(program, Path("fibu.csv"))
        picture.compare(picture.name("import_revenue", language, size), program.rows)
