"""Codes that stand in files, in catalogues or in tables of words: they never change."""

from __future__ import annotations

from enum import StrEnum

import pytest

from store.qualification import deciding, stages
from store.qualification.course import Age
from store.qualification.criterion import KnockOutRule, Lever
from store.qualification.decision import Choice, Rule
from store.qualification.question import Doubt
from store.qualification.switching import Fit


@pytest.mark.parametrize(("codes", "values"), [
    (Age, "fresh ageing open"),
    (Choice, "pursue develop park drop"),
    (Doubt, "unknown expired stale weak"),
    (Fit, "customer large_deal many_decide first_contact first_meeting standard_goods consulting"),
    (KnockOutRule, "none any temporary"),
    (Lever, "we wait"),
    (Rule, "none R1 R2 R3 R4 R4L R5 R6 R7 R8 R9"),
])
def test_codes(codes: type[StrEnum], values: str) -> None:
    assert [code.value for code in codes] == values.split()


def test_what_is_refused_has_codes() -> None:
    assert (deciding.NO_RESUME, deciding.NO_REASON, deciding.NO_EXPIRY, deciding.NO_NEXT_STEP,
            stages.NOT_QUALIFIED) == (
        "no_resume", "no_reason", "no_expiry", "no_next_step", "not_qualified")
