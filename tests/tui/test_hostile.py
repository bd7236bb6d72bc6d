"""Data that attacks the terminal or the layout, on every screen and bar."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events

from store import (
    Address,
    Birthday,
    Contact,
    FollowUp,
    NeedKind,
    Prospect,
    Stage,
)
from store.profile.company import Need, Offer
from tui.view import Pane

TODAY = date(2026, 2, 23)
HOSTILE = {
    "closing tag": "[/x] Adler [/]",
    "action": "[@click=app.quit]Adler[/] [b]fett",
    "escape": "Ad\x1b[2Jler\x1b]0;weg\x07 \x9b31m",
    "clipboard": "Adler\x1b]52;c;YWRsZXI=\x1b\\Ende",
    "direction": "Adler \u202eGHMB\u202c \u2066x\u2069 \u200f",
    "combining": "A\u0308dler Mu\u0308ller " + "o" + "\u0301" * 12,
    "double width": "鷹山商店 アドラー 독수리",
    "emoji": "Adler 🦅👩‍👩‍👧‍👦 🇦🇹 ✂️",
    "long": "Donaudampfschifffahrtsgesellschaft" * 6,
    "one word of wide": "鷹" * 120,
    "lines": "Adler\nzweite\tZeile\r\ndritte",
    "null": "Ad\x00ler\x7f\x85\u2028 \ufeff\ufffe",
    "markup of formats": "{name} %s {0} %(x)s \\n $HOME `id`",
    "private use": "\ue000\U000f0000\u0378 Adler",
}
EVERY = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
BAD = {"Cc", "Cs"}
FORBIDDEN = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)),
             "\u200e", "\u200f"}


def hostile(text: str) -> Prospect:
    """A record with the text in every place that is shown."""
    person = Contact(id="p", first_name=text, last_name=text, title=text, function=text,
                     phone=text, mobile=text, email=text,
                     birthday=Birthday(day=24, month=2, year=1976))
    return Prospect(
        id="x", name=text, created=TODAY, legal_form="", stage=Stage.PROSPECT, number=text,
        addresses=(Address(street=text, postcode=text, place=text),), phone=text, email=text,
        web=text, industry=text, structure=text, owners=text, culture=text, competitor=text,
        referral=text, source=text, contacts=(person,),
        needs=(Need(kind=NeedKind.NEED, text=text), Need(kind=NeedKind.WANT, text=text)),
        offers=(Offer(id="o", title=text, amount=100, binds_until=TODAY),),
        follow_ups=(FollowUp(id="f", due=TODAY, reason=text, created=TODAY, time=""),),
        tags=(text, text), notes=text, practice=True)


def harmless(program: Any, size: tuple[int, int], where: object) -> None:
    """No control byte in any segment, every row as wide as the screen."""
    for number, strip in enumerate(program.app.screen._compositor.render_strips()):
        text = "".join(segment.text for segment in strip)
        assert not any(unicodedata.category(c) in BAD for c in text), (where, number, text)
        assert not any(c in FORBIDDEN for c in text), (where, number, text)
        assert cell_len(text) == size[0], (where, number, text)
        assert sum(cell_len(segment.text) for segment in strip) == size[0]
        for segment in strip:
            assert segment.control is None
            assert segment.style is None or not segment.style.meta.get("@click"), (where, text)


def aligned(program: Any) -> None:
    """The line between list and profile stands in the same column in every row."""
    strips = program.app.screen._compositor.render_strips()
    rows = ["".join(segment.text for segment in strip) for strip in strips]
    first = next(number for number, row in enumerate(rows) if row.startswith("═"))
    at = set()
    for text in rows[first:-2]:
        before, sign, _after = text.partition("│")
        assert sign, text
        at.add(cell_len(before))
    assert len(at) == 1


KEYS: tuple[tuple[str, ...], ...] = (
    (), ("p",), ("end",), ("t",), ("a",), ("f",), ("c",), ("w",), ("t", "space"),
    ("t", "minus"), ("l", "3"), ("c", "b"), ("x",), ("u",), ("z",), ("t", "0"), ("e",))


@EVERY
async def test_no_screen_is_disturbed(start: Any, text: str) -> None:
    size = (80, 24)
    other = Prospect(id="y", name="Berger", created=TODAY)
    async with start(records=(hostile(text), other), size=size) as program:
        aligned(program)
        for keys in KEYS:
            await program.press(*keys)
            harmless(program, size, keys)
            for _n in range(4):
                if program.place.bar is None and program.app.screen is program.place:
                    break
                await program.press("escape")
            assert program.app.screen is program.place, keys
            program.place.desk.zoom(False)
            program.place.show(program.place.desk.focus(Pane.LIST))
        assert program.app._exit is False


@EVERY
async def test_what_is_typed_or_pasted_is_cleaned_before_it_is_kept(
        start: Any, text: str) -> None:
    async with start(records=()) as program:
        await program.press("n")
        program.app.post_message(events.Paste("Neu " + text))
        await program.pilot.pause()
        harmless(program, (80, 24), "quick line")
        await program.press("enter")
        assert len(program.book.rows) == 1
        await program.press("a")
        program.app.post_message(events.Paste(text.replace(">", "")))
        await program.pilot.pause()
        harmless(program, (80, 24), "activity")
        await program.press("enter", "0", "s")
        program.app.post_message(events.Paste(text))
        await program.pilot.pause()
        harmless(program, (80, 24), "filter")
        await program.press("escape")
        record = program.book.get(next(iter(program.book.rows)))
        kept = (record.name, *record.tags, *(one.note for one in record.activities),
                *(address.place for address in record.addresses),
                *(person.name for person in record.contacts))
        for value in kept:
            assert not any(unicodedata.category(c) in BAD or c in FORBIDDEN for c in value)
            assert unicodedata.normalize("NFC", value) == value


async def test_all_of_them_in_one_list(start: Any) -> None:
    records = tuple(Prospect(id=str(n), name=text, created=TODAY, practice=True,
                             addresses=(Address(place=text),))
                    for n, text in enumerate(HOSTILE.values()))
    for size in ((200, 60), (120, 40), (40, 12)):
        async with start(records=records, size=size) as program:
            harmless(program, size, "list")
            for _n in records:
                await program.press("j")
                harmless(program, size, program.view.cursor)
            if size[0] >= 80:
                aligned(program)
            await program.press("n")
            await program.type("Adler")
            harmless(program, size, "similar names")


@EVERY
async def test_a_file_with_a_hostile_name_can_be_looked_at(
        start: Any, text: str, tmp_path: Path) -> None:
    name = "".join(c for c in text if c not in "/\x00")[:40].encode("utf-8", "ignore")[:90]
    path = tmp_path / name.decode("utf-8", "ignore")
    path.write_text(f"Firma;Ort\n{text.splitlines()[0]};Wien\n", encoding="utf-8")
    async with start(records=()) as program:
        await program.press("g", "i")
        screen = program.app.screen
        screen.query_one("LineInput").value = str(path)
        harmless(program, (80, 24), "path")
        await program.press("enter")
        for _n in range(200):
            await program.pilot.pause(0.01)
            if not screen.reader.busy:
                break
        harmless(program, (80, 24), "found")
        await program.press("enter")
        harmless(program, (80, 24), "done")
