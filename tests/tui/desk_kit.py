"""A desk on a book in memory, and what its lists show."""

from __future__ import annotations

from datetime import date
from typing import Any

from store import Book, Checklists, FollowUp, Prospect
from store.demo import demo_prospects
from tui import texts
from tui.desk import Desk
from tui.view import ORDERS, Order

TODAY = date(2026, 2, 23)
DEMO = demo_prospects(TODAY, lang="de")


def desk_of(records: tuple[Prospect, ...] = DEMO) -> Desk:
    texts.use("de", "AT")
    book = Book.open("", today=TODAY, checklist=Checklists, memory=True, records=records,
                     user="test")
    return Desk(book, Checklists())


def prospect(name: str, **more: Any) -> Prospect:
    return Prospect(id=name, name=name, created=TODAY, **more)


def due(day: date, name: str = "x") -> FollowUp:
    return FollowUp(id=name, due=day, reason="Anruf", created=TODAY)


def names(desk: Desk) -> list[str]:
    return [row.short for row in desk.view.rows]


def order(code: str) -> Order:
    return next(one for one in ORDERS if one.by == code)
