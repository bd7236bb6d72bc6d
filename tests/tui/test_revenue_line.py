"""Revenue in one line: what it means, what is refused, and that it is saved as one step."""

from __future__ import annotations

from datetime import date
from typing import Any

from form_kit import HUBER, TODAY

from store import RevenueEntry
from tui import texts
from tui.amounts import AmountProblem
from tui.revenue_line import RevenueFault, read_revenue, with_revenue

Q4 = RevenueEntry(first=date(2025, 10, 1), last=date(2025, 12, 31), revenue=8_000_00, orders=2)


def test_what_a_line_means() -> None:
    texts.use("de", "AT")
    year = date(2026, 1, 1), TODAY
    for text, days, revenue, margin, orders in (
            ("12000", year, 12_000_00, None, 0),
            ("Q3 2025 1,5t", (date(2025, 7, 1), date(2025, 9, 30)), 1_500_00, None, 0),
            ("Jänner 2026 € 4.500,50; DB 1200; 3 Aufträge",
             (date(2026, 1, 1), date(2026, 1, 31)), 4_500_50, 1_200_00, 3),
            ("1.1.2026 - 15.2.2026 -300 EUR; 2x; db: -40",
             (date(2026, 1, 1), date(2026, 2, 15)), -300_00, -40_00, 2),
            ("Q4 2025 9000", (Q4.first, Q4.last), 9_000_00, None, 0)):
        found = read_revenue(text, (Q4,), TODAY)
        assert found.problem is None, text
        assert found.entry == RevenueEntry(
            first=days[0], last=days[1], revenue=revenue, margin=margin, orders=orders), text
        assert found.replaces == (Q4 if "Q4" in text else None)


def test_what_a_line_cannot_mean() -> None:
    today = RevenueEntry(first=TODAY, last=TODAY, revenue=1)
    for text, entries, fault in (
            ("", (), RevenueFault.EMPTY), ("bald 5000", (), RevenueFault.PERIOD),
            ("5000", (today,), RevenueFault.PERIOD), ("Q2 2026 5", (), RevenueFault.FUTURE),
            ("2025 9000", (Q4,), RevenueFault.OVERLAP),
            ("2024 9000; viel", (), RevenueFault.PART)):
        assert read_revenue(text, entries, TODAY).problem is fault, text
    for text in ("2024 viel", "2024 9000; DB viel"):
        assert isinstance(read_revenue(text, (), TODAY).problem, AmountProblem)


def test_the_same_period_gives_way() -> None:
    new = RevenueEntry(first=Q4.first, last=Q4.last, revenue=1)
    older = RevenueEntry(first=date(2024, 1, 1), last=date(2024, 12, 31), revenue=2)
    assert with_revenue((Q4,), older) == (older, Q4)
    assert with_revenue((older, Q4), new) == (older, new)


async def test_plus_nought_adds_revenue_and_u_takes_it_back(start: Any) -> None:
    async with start(records=(HUBER,), practice=False) as program:
        await program.press("plus", "0")
        await program.type("Q4 2025 12000; DB 3.000; 2 Aufträge")
        assert "Oktober bis Dezember 2025" in program.text
        assert "DB € 3.000,00" in program.text
        await program.press("enter")
        assert program.book.get("huber").revenue == (
            RevenueEntry(first=Q4.first, last=Q4.last, revenue=12_000_00, margin=3_000_00,
                         orders=2),)
        assert "Huber" in program.status
        assert "Umsatz Oktober bis Dezember 2025 € 12.000,00" in program.status
        await program.press("plus", "0")
        await program.type("2025 1")
        await program.press("enter")
        assert "würden doppelt zählen" in " ".join(program.text.split())
        await program.press("escape", "u")
        assert program.book.get("huber") == HUBER
