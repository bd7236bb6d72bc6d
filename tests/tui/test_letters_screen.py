"""Letters, cards and mails from templates: chosen, looked at, saved or copied, never sent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import picture
import pytest
from picture import EVERYWHERE, name

from store import Activity, ActivityKind, Address, Contact, Prospect
from store.catalogue.letters import LETTER_FIELDS, shipped_templates
from tui import letter_words, texts
from tui.plain import places

TODAY = date(2026, 2, 23)
HOSTILE = "[/x]\x1b]52;c;QQ==\x07\u202e {name} Berger"


@EVERYWHERE
async def test_a_letter(start: Any, language: str, size: tuple[int, int]) -> None:
    async with start(language=language, size=size) as program:
        await program.go_to("Zirbelfunk")
        await program.press("X")
        picture.compare(name("letter_choose", language, size), program.rows)
        await program.press("2")
        picture.compare(name("letter", language, size), program.rows)


async def test_the_occasion_under_the_cursor_comes_first(start: Any) -> None:
    async with start() as program:
        await program.press("t")
        while program.view.item and program.view.item[1].kind != "birthday":
            await program.press("j")
        await program.press("X", "1")
        assert "Brief zum runden Geburtstag: KommR Ing. Anton" in program.rows[1]
        assert "zu Ihrem 65. Geburtstag gratuliere" in program.text
        await program.press("L")
        assert "congratulations on your 65th birthday" in program.text
        await program.press("p")
        assert "65th birthday" in program.app.clipboard
        await program.press("escape")
        assert program.app.screen is program.place


async def test_a_letter_is_saved(start: Any, tmp_path: Path) -> None:
    async with start() as program:
        await program.go_to("Wolpertec")
        await program.press("X", "escape", "X", "1", "ctrl+s", *["backspace"] * 50)
        await program.type(str(tmp_path / "karte.txt"))
        await program.press("enter")
        await program.until(lambda rows: "Gespeichert als" in "\n".join(rows))
        assert (tmp_path / "karte.txt").read_text("utf-8").startswith("Sehr geehrter Herr")


async def test_from_the_agenda_it_is_about_the_row_there(start: Any) -> None:
    async with start() as program:
        await program.press("g", "a", "X")
        assert "Text für" in program.text
        await program.press("escape")


async def test_nobody_under_the_cursor(start: Any) -> None:
    async with start(records=()) as program:
        await program.press("X")
        assert "kein Kunde" in program.status


async def test_a_faulty_template_of_ones_own_is_told(
    start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "gruss.toml").write_text(
        'code = "gruss"\nkind = "card"\ntitle = { de = "Gruß" }\n[text]\nde = "{anrde}"\n',
        "utf-8")
    monkeypatch.setattr("tui.plain.places.platform_folder", lambda _kind: str(tmp_path))
    places._shared_templates.cache_clear()
    try:
        async with start(size=(200, 24)) as program:
            await program.press("X")
            assert "gruss.toml, Zeile 5: {anrde} ist kein Feld. Es gibt: anrede" in program.text
            await program.press("escape")
    finally:
        places._shared_templates.cache_clear()


def prospect(person: Contact | None, **more: Any) -> Prospect:
    return Prospect(id="p", name="Berger GmbH", created=TODAY, source="Messe",
                    contacts=(person,) if person else (), **more)


@pytest.mark.parametrize(("language", "person", "line"), [
    ("de", None, "Guten Tag"), ("en", None, "Hello"),
    ("de", Contact(id="c", last_name="Huber", title="Dr."), "Guten Tag Dr. Huber"),
    ("en", Contact(id="c", first_name="Eva", last_name="Huber"), "Hello Eva Huber"),
    ("de", Contact(id="c", last_name="H", salutation="Liebe Eva, "), "Liebe Eva"),
])
def test_a_salutation_is_stored_or_neutral(
    language: str, person: Contact | None, line: str
) -> None:
    texts.use(language, "AT")
    assert letter_words.salutation(person) == line


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_shipped_template_with_nothing_and_with_unpleasant_names(language: str) -> None:
    texts.use(language, "AT")
    nasty = Contact(id="c", first_name="Eva", last_name=HOSTILE, salutation=HOSTILE)
    for person in (None, nasty):
        for template in shipped_templates():
            street = HOSTILE.replace("{name}", "")
            record = prospect(person, addresses=(Address(street=street, place="Graz"),))
            text = letter_words.letter(template, record, person, None, TODAY, "")
            assert not {"\x1b", "\x07", "\u202e"} & set(text)
            gap = "[author]" if language == "en" else "[absender]"
            assert gap in text
            if person is None:
                assert not [one for one in LETTER_FIELDS if f"{{{one}}}" in text]


def test_what_a_letter_may_be_about() -> None:
    visited = prospect(None, first_order=date(2026, 2, 1), activities=(
        Activity(id="a", day=date(2026, 2, 20), kind=ActivityKind.VISIT),))
    assert letter_words.occasions(visited, None, TODAY) == ("visit", "first_order")
    assert letter_words.occasions(visited, None, date(2026, 6, 1)) == ()
