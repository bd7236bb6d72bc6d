"""The potential as need times reachable share (domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from form_kit import FIELDS, HUBER, TODAY

from store import Field, RevenueEntry
from tui import texts
from tui.flows.gap_lines import LINES
from tui.form.reading import Look
from tui.form.readings import read
from tui.potential_line import parse_potential

SOLD = replace(HUBER, revenue=(
    RevenueEntry(first=date(2025, 1, 1), last=date(2025, 6, 30), revenue=2_950_000),
    RevenueEntry(first=date(2024, 1, 1), last=date(2024, 12, 31), revenue=10_000_000)))


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    texts.use("de", "AT")
    yield
    texts.use("de", "AT")


def test_the_worked_example_in_form_and_gap_line() -> None:
    field = FIELDS["c", "potential"]
    found = read(field, "200000 x 50 %", Look(today=TODAY, page={}, record=SOLD))
    assert (found.value, found.words, found.odd, found.wrong) == (
        7_050_000, "€ 70.500 = 200.000 x 50 % - Umsatz 29.500", False, False)
    taken = LINES[Field.POTENTIAL].read("200t × 50", SOLD, TODAY)
    assert taken.fields == {"potential": 7_050_000}


def test_other_ways_to_write_it_and_what_is_wrong() -> None:
    for text in ("200.000x50%", "200t * 50 Prozent", "€ 200.000 mal 50", "200k times 50 percent"):
        assert parse_potential(text, 2_950_000).cents == 7_050_000, text
    assert parse_potential("20000 x 50 %", 2_950_000).cents == 0
    assert parse_potential("1,5 x 50 %", 0).odd
    for text in ("200000 x", "200000 x 101 %", "x 50 %", "-5 x 50", "viel x 50"):
        found = parse_potential(text, 0)
        assert found.cents is None
        assert found.words
