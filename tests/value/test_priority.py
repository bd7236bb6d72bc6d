"""The table of priorities, row by row (domain.md 4.8)."""

from __future__ import annotations

import pytest

from store.profile.prospect import Stage
from store.qualification.decision import Choice
from store.value.level import Level
from store.value.priority import priority

LEVELS = (None, Level.LOW, Level.MEDIUM, Level.HIGH)


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        ("A", (1, 1, 1, 1)),
        ("B", (2, 2, 2, 1)),
        ("C", (3, 3, 3, 2)),
        ("N", (2, 2, 2, 2)),
        ("O", (4, 4, 4, 3)),
        ("", (None, None, None, None)),
    ],
)
@pytest.mark.parametrize("stage", [Stage.NEW, Stage.EXISTING, Stage.REGULAR])
def test_customers_by_class(stage: Stage, letter: str, expected: tuple[int | None, ...]) -> None:
    found = tuple(priority(stage, letter, False, Choice.DROP, level) for level in LEVELS)
    assert found == expected


@pytest.mark.parametrize(("letter", "expected"), [("A", 3), ("B", 3), ("C", 3), ("O", 3)])
def test_a_negative_margin_caps_at_three(letter: str, expected: int) -> None:
    assert priority(Stage.REGULAR, letter, True, None, Level.HIGH) == expected


def test_a_negative_margin_raises_nobody() -> None:
    assert priority(Stage.REGULAR, "O", True, None, None) == 4
    assert priority(Stage.REGULAR, "", True, None, None) is None


def test_former_customers_whatever_their_class() -> None:
    found = tuple(priority(Stage.FORMER, "A", False, None, level) for level in LEVELS)
    assert found == (4, 4, 4, 3)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice.PURSUE, (2, 2, 2, 1)),
        (Choice.DEVELOP, (3, 4, 3, 2)),
        (Choice.PARK, (4, 4, 4, 4)),
        (Choice.DROP, (None, None, None, None)),
        (None, (None, None, None, None)),
    ],
)
@pytest.mark.parametrize("stage", [Stage.CONTACT, Stage.PROSPECT, Stage.QUALIFIED])
def test_prospects_by_decision(
    stage: Stage, choice: Choice | None, expected: tuple[int | None, ...]
) -> None:
    assert tuple(priority(stage, "", False, choice, level) for level in LEVELS) == expected
