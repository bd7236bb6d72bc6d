"""F8 in the form: another language, and nothing that was typed is lost or means something else."""

from __future__ import annotations

from datetime import date
from typing import Any

from store import Birthday, Contact, FollowUp, Prospect
from tui import texts
from tui.form.building import build
from tui.form.making import Maker
from tui.form.session import Session
from tui.form.state import Form, open_form

TODAY = date(2026, 2, 23)
HUBER = Prospect(
    id="huber", name="Huber KG", created=TODAY, potential=300_000_00,
    follow_ups=(FollowUp(id="f", due=date(2026, 3, 2), time="14:00", reason="Angebot"),),
    contacts=(Contact(id="eva", last_name="Huber", birthday=Birthday(day=3, month=4, year=1977),
                      left=date(2026, 1, 7)),))
TYPED = ((0, "potential", "1.250"), (0, "employees", "1.200"), (0, "due", "in 2 Wochen 9:30"),
         (0, "notes", "am 3.4. um 1.250"), (1, "birthday", "5.6.1970"), (1, "left", "1.2.2026"),
         (1, "consent_call", "3.4.2025; Angebote; Messe"), (2, "last_name", "Neu"),
         (2, "birthday", "7.8."), (0, "phone", "keine Nummer"))


def typed() -> Session:
    session = Session(open_form(HUBER), TODAY)
    for page, code, text in TYPED:
        session.go_to(page, code)
        session.type(text)
    return session


def built(form: Form) -> object:
    ids = iter("abcdef")
    return build(form.put(0, "phone", ""), Maker(today=TODAY, new_id=lambda: next(ids)))


def test_every_text_keeps_its_meaning() -> None:
    session = typed()
    meant, changes = built(session.form), session.form.changes
    session.retell(lambda: texts.use("en"))
    assert session.form.changes == changes
    assert session.form.pages[0].text("potential") == "1,250"
    assert session.form.pages[0].start["due"] == "2 Mar 2026 14:00"
    assert session.form.pages[0].text("notes") == "am 3.4. um 1.250"
    assert session.form.pages[0].text("phone") == "keine Nummer"
    assert built(session.form) == meant
    session.retell(lambda: texts.use("de", "AT"))
    assert built(session.form) == meant


def test_what_was_not_touched_is_no_change_and_undo_goes_on() -> None:
    session = typed()
    session.retell(lambda: texts.use("en"))
    for _n in TYPED:
        assert session.undo()
    assert session.form == open_form(HUBER)
    assert not session.form.changes


async def test_the_key_stands_in_the_footer_and_changes_the_form(start: Any) -> None:
    async with start() as program:
        await program.go_to("Zirbelfunk")
        await program.press("e")
        assert "F8 Sprache" in program.rows[-1]
        await program.type(" L")
        await program.press("f8")
        assert "F8 Language" in program.rows[-1]
        assert program.rows[0].startswith("═PRACTICE Edit: ")
        assert program.app.screen.session.text.endswith(" L")
        await program.press("enter")
        assert program.find("Zirbelfunk").name.endswith(" L")
        assert "[List]" in program.rows[0]
