from __future__ import annotations

from datetime import date

import pytest

from store.events.agenda import occurrences
from store.events.occurrence import Urgency
from store.profile.contact import Birthday, Contact
from store.profile.prospect import Prospect, Stage

TODAY = date(2026, 2, 23)


@pytest.mark.parametrize(("noted", "missed"), [
    (None, True), (date(2026, 2, 10), True), (TODAY, False),
])
def test_nobody_misses_a_birthday_that_was_entered_after_it(
        noted: date | None, missed: bool) -> None:
    person = Contact(id="p", last_name="Mayr", since=date(2020, 1, 1),
                     birthday=Birthday(day=20, month=2, noted=noted))
    firm = Prospect(id="1", name="Mayr KG", created=date(2020, 1, 1), contacts=(person,),
                    stage=Stage.EXISTING)
    first = occurrences(firm, TODAY)[0]
    assert (first.urgency(TODAY) is Urgency.OVERDUE) is missed
