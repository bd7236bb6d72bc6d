"""Groups of a book: their figures, and that they follow every change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from store import (
    Book,
    Edit,
    FileError,
    Prospect,
    Relation,
    RelationKind,
    RevenueEntry,
    Row,
    Rows,
    Stage,
)
from store.book.groups import Together
from store.profile.activity import Activity, ActivityKind
from tui.plain import places

TODAY = date(2026, 2, 23)


def firm(key: str, *heads: str, revenue: int = 0, margin: int | None = None,
         kind: RelationKind = RelationKind.PARTNER_OF, potential: int | None = None,
         day: date | None = None) -> Prospect:
    entries = (RevenueEntry(first=date(2025, 1, 1), last=date(2025, 12, 31), revenue=revenue,
                            margin=margin),) if revenue else ()
    return Prospect(
        id=key, name=key.title(), created=TODAY, revenue=entries, potential=potential,
        stage=Stage.EXISTING if revenue else Stage.PROSPECT,
        relations=tuple(Relation(kind=kind, other=one) for one in heads),
        activities=(Activity(id="x", day=day, kind=ActivityKind.CALL),) if day else ())


@pytest.fixture
def book() -> Iterator[Book]:
    one = Book.open("", today=TODAY, checklist=places.resolver, memory=True, records=(
        firm("zentrale", revenue=100_00, margin=30_00, day=date(2026, 1, 5)),
        firm("partner", "zentrale", revenue=50_00, margin=-10_00, potential=7_00),
        firm("filiale", "partner", kind=RelationKind.BRANCH_OF, day=date(2026, 2, 1)),
        firm("allein", revenue=9_00), firm("waise", "fehlt")))
    yield one
    assert one.close()


def keys(book: Book) -> list[tuple[str, ...]]:
    return [one.keys for one in book.groups.all]


def test_what_a_group_is_together(book: Book) -> None:
    assert keys(book) == [("zentrale", "partner", "filiale")]
    group = book.groups.of("filiale")
    assert group is not None
    assert book.groups.together(group) == Together(
        count=3, customers=2, revenue=150_00, margin=20_00, potential=7_00,
        last_contact=date(2026, 2, 1))
    assert book.groups.below("zentrale") == ("partner",)
    assert book.groups.below("partner") == ("filiale",)
    assert (book.groups.of("allein"), book.groups.of("waise")) == (None, None)


def test_unknown_cost_makes_the_margin_of_all_unknown(book: Book) -> None:
    book.apply(Edit(label="edited", records=(
        firm("filiale", "partner", revenue=1_00, kind=RelationKind.BRANCH_OF),)))
    group = book.groups.of("zentrale")
    assert group is not None
    found = book.groups.together(group)
    assert (found.revenue, found.margin, found.last_contact) == (151_00, None, date(2026, 1, 5))


def test_groups_follow_every_change(book: Book) -> None:
    assert len(keys(book)) == 1
    book.apply(Edit(label="edited", records=(firm("allein", "waise"),)))
    assert keys(book) == [("waise", "allein"), ("zentrale", "partner", "filiale")]
    book.apply(Edit(label="added", records=(firm("fehlt"),)))
    assert keys(book)[0] == ("fehlt", "waise", "allein"), "a centre came"
    book.apply(Edit(label="removed", removed=("partner",)))
    assert keys(book) == [("fehlt", "waise", "allein")]
    book.undo()
    assert keys(book)[1] == ("zentrale", "partner", "filiale")
    book.apply(Edit(label="edited", records=(replace(firm("fehlt"), name="Zuletzt"),)))
    assert keys(book)[1] == ("fehlt", "waise", "allein"), "by their names"
    before = book.groups.all
    book.apply(Edit(label="edited", records=(firm("zentrale", revenue=1_00),)))
    assert book.groups.all is before, "nothing is looked for anew"


def test_a_damaged_row_is_left_out(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, broken = book.rows, FileError(path="", code="damaged")
    at = type(rows).at
    place = rows.position("filiale")

    def one(self: Rows, position: int) -> Row:
        if position == place:
            raise broken
        return at(self, position)

    def several(self: Rows, positions: object) -> Iterator[Row]:
        raise broken
        yield

    monkeypatch.setattr(type(rows), "several", several)
    monkeypatch.setattr(type(rows), "at", one)
    assert keys(book) == [("zentrale", "partner")]
