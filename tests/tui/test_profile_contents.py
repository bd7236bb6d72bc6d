"""What the sections of a profile say: of a rich customer as pictures, of others row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import picture
import pytest
from workplace_kit import TODAY, prospect

from store import (
    NOBODY,
    Activity,
    ActivityKind,
    Book,
    Contact,
    Contract,
    Need,
    NeedState,
    Offer,
    OfferState,
    Project,
    Prospect,
    Relation,
    RelationKind,
    RevenueEntry,
    Role,
)
from tui.desk import Desk
from tui.plain import places
from tui.widgets.profile_body import body


def rows(record: Prospect, *others: Prospect, width: int = 60) -> list[str]:
    """The whole profile of the first one, as text."""
    book = Book.open("", today=TODAY, checklist=places.resolver, memory=True,
                     records=(record, *others), user="test")
    view = Desk(book, places.checklists()).select(record.id)
    found = [row.text.rstrip() for row in body(view, width, tall=True).rows]
    book.close()
    return found


def part(found: list[str], heading: str) -> list[str]:
    """The rows below a heading, without those of the next one; blanks count as one."""
    start = next(n for n, row in enumerate(found) if row.startswith(heading)) + 1
    end = next((n for n in range(start, len(found))
                if "──" in found[n] or found[n].startswith("leer:")), len(found))
    return [" ".join(row.split()) for row in found[start:end]]


def test_the_group_stands_in_the_head_and_who_belongs_to_it_in_section_7() -> None:
    centre = prospect("Zentrale", revenue=(RevenueEntry(
        first=date(2025, 4, 1), last=date(2026, 1, 31), revenue=90_000_00),))
    partners = tuple(prospect(name, relations=(
        Relation(kind=RelationKind.PARTNER_OF, other="Zentrale"),), activities=(
        Activity(id="a", day=date(2026, 2, day), kind=ActivityKind.CALL),))
        for day, name in enumerate([f"Partner {n:02}" for n in range(1, 15)], start=1))
    found = rows(centre, *partners)
    assert any(row.startswith("Gruppe: 15 Firmen, € 90.000, Kontakt 14.02.") for row in found)
    (line,) = [row for row in part(found, "7 Firma") if row.startswith("Dazu gehören")][:1]
    assert "Partner 01, Partner 02" in line
    assert "und 2 weitere" in " ".join(part(found, "7 Firma"))
    found = rows(partners[0], centre, *partners[1:])
    assert any(row.startswith("Gruppe: 15 Firmen") and row.endswith("Zentrale") for row in found)
    assert not any("Dazu gehören" in row for row in found)
    assert not any("Gruppe:" in row for row in rows(prospect("allein"), *partners))


def test_an_unknown_margin_is_a_dash() -> None:
    entry = RevenueEntry(first=date(2025, 4, 1), last=date(2026, 1, 31), revenue=90_000_00)
    for margin, words in ((None, "DB –"), (0, "DB € 0 (0 %)"), (-900_00, "DB -€ 900 (-1 %)")):
        found = rows(prospect("A", revenue=(replace(entry, margin=margin),)))
        assert any(f"Umsatz € 90.000, {words}" in row for row in found), words


@picture.EVERYWHERE
async def test_a_rich_profile(start: Any, language: str, size: tuple[int, int]) -> None:
    """From its people to its activities, over the whole screen."""
    async with start(language=language, size=size) as program:
        await program.go_to("Zirbelfunk")
        await program.press("p", "z")
        for section in "0149" if size == (80, 24) else "0":
            await program.press(section)
            picture.compare(picture.name("profile", section, language, size), program.rows)


@pytest.mark.parametrize(("successor", "told"), [
    ("", "ausgeschieden 16.01.2026, Nachfolge gesucht"),
    ("b", "ausgeschieden 16.01.2026, Nachfolge: Max Moser"),
    (NOBODY, "ausgeschieden 16.01.2026, niemand folgt nach")])
def test_who_left_comes_last_with_the_successor(successor: str, told: str) -> None:
    gone = Contact(id="a", first_name="Eva", last_name="Huber", roles=(Role.BUYER,),
                   left=date(2026, 1, 16), successor=successor)
    found = part(rows(prospect(contacts=(
        gone, Contact(id="b", first_name="Max", last_name="Moser")))), "1 Personen (2)")
    assert found[:3] == ["Max Moser", "Eva Huber", told]


def test_the_path_leads_to_the_decider_and_a_circle_does_no_harm() -> None:
    people = (Contact(id="a", last_name="Klein", roles=(Role.GATEKEEPER,), leads_to="b"),
              Contact(id="b", last_name="Huber", leads_to="c"),
              Contact(id="c", last_name="Moser", roles=(Role.DECIDER,), leads_to="b"))
    found = part(rows(prospect(contacts=people), width=80), "1 Personen (3)")
    assert found[0] == "Weg: Klein (Wächter) > Huber > Moser (Entscheider/in)"


def test_needs_stand_by_their_state() -> None:
    found = part(rows(prospect(needs=(
        Need(text="Tor", state=NeedState.SOLVED), Need(text="Zaun"),
        Need(text="Dach", state=NeedState.ADDRESSED)), wanted=("Miete",))), "3 Bedarf (3)")
    assert found == ["Offen", "Bedarf: Zaun", "Angesprochen", "Bedarf: Dach", "Gelöst",
                     "Bedarf: Tor", "Gewünschte Angebote Miete"]


def test_a_plan_asks_what_they_need_until_that_is_known() -> None:
    found = part(rows(prospect(projects=(
        Project(id="p", title="Halle", need="Planen", need_from=date(2026, 5, 4)),
        Project(id="q", title="Messe"), Project(id="r", title="Tor", done=True)))), "5 Projekte")
    assert found == ["Projekt: Halle", "braucht von uns: Planen ab 04.05.2026", "Projekt: Messe",
                     "Was brauchen sie von uns, und ab wann?",
                     "Projekt: Tor abgeschlossen"]


def test_a_contract_says_until_when_it_can_be_ended() -> None:
    found = part(rows(prospect(
        offers=(Offer(id="o", title="Alt", state=OfferState.WON, closed=date(2026, 1, 2)),
                Offer(id="n", title="Neu", binds_until=date(2026, 3, 2))),
        contracts=(Contract(id="c", title="Miete", end=date(2027, 5, 31), notice=3),))),
        "6 Angebote, Verträge (3)")
    assert found == [
        "Angebot Neu offen, gilt bis 02.03.2026", "Angebot Alt gewonnen 02.01.2026",
        "Vertrag Miete endet 31.05.2027",
        "kündbar bis 28.02.2027, Frist 3 Monate, dann weitere 12", "Monate"]


def test_relations_name_the_other_company() -> None:
    other = prospect("Moser GmbH")
    found = rows(prospect(relations=(
        Relation(kind=RelationKind.REFERRED_BY, other=other.id),
        Relation(kind=RelationKind.MEMBER_OF, other="nobody knows"))), other)
    assert "Empfohlen von Moser GmbH" in found
    assert not any("nobody" in row for row in found)


def test_the_head_says_what_comes_next() -> None:
    assert "kein nächster Schritt: f plant einen" in rows(prospect())


def test_no_row_is_wider_than_the_pane() -> None:
    long = "Donaudampfschifffahrtsgesellschaft " * 6
    record = prospect(
        owners=long, culture=long, notes=long, wanted=(long,), needs=(Need(text=long),),
        contacts=(Contact(id="a", last_name=long, function=long, leads_to="b", note=long),
                  Contact(id="b", last_name=long * 2)),
        projects=(Project(id="p", title=long, need=long),), offers=(Offer(id="o", title=long),))
    for width in (37, 44, 98):
        assert max(map(len, rows(record, width=width))) <= width
