from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from store.catalogue import load_checklist
from store.demo import demo_prospects
from store.overview import make_row
from store.profile.prospect import Prospect

TODAY = date(2026, 2, 23)
CHECKLIST = load_checklist()


@pytest.mark.parametrize("prospect", demo_prospects(TODAY), ids=lambda p: p.short_name)
def test_rows_of_the_sample_customers_hold_until_the_day_they_name(prospect: Prospect) -> None:
    now = make_row(prospect, CHECKLIST, TODAY, computed_class="B")
    for offset in range(1, 61):
        today = TODAY + timedelta(days=offset)
        found = make_row(prospect, CHECKLIST, today, computed_class="B")
        if today < now.valid_until:
            assert replace(found, valid_until=now.valid_until) == now
        now = found
