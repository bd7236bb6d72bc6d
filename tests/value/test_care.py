"""The care plan of domain.md 4.7."""

from __future__ import annotations

import pytest

from store.value.care import CARE


@pytest.mark.parametrize(("letter", "hours", "days"), [
    ("A", 42, 20), ("B", 13, 45), ("C", 3, 146), ("N", 18, 40),
])
def test_hours_a_year_and_how_long_nobody_may_be_silent(
    letter: str, hours: int, days: int
) -> None:
    assert CARE[letter].hours == hours
    assert CARE[letter].neglected_after == days
