"""Which question of a criterion to ask next (domain.md 3.1)."""

from __future__ import annotations

from store.profile.assessment import Answer
from store.qualification.criterion import Criterion


def next_question(criterion: Criterion, answer: Answer | None) -> int | None:
    """Number of the first question not asked yet, from 0; None if all were asked."""
    asked = answer.asked if answer else ()
    return next((n for n in range(len(criterion.questions)) if n not in asked), None)
