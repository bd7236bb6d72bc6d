"""The table of statements: every one has a row, and every row names what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODES = [*(f"A{n}" for n in range(30, 41)), *(f"B{n}" for n in range(1, 39))]
PLANNED = {"A35"}
"""Not there yet; their rows say so."""
ROWS = [[cell.strip() for cell in line.strip("|\n ").split(" | ")]
        for line in (ROOT / "docs" / "statements.md").read_text("utf-8").split("\n")
        if re.match(r"\| [AB]\d", line)]


def test_every_statement_has_one_row() -> None:
    assert [row[0] for row in ROWS] == CODES
    assert {len(row) for row in ROWS} == {5}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_names_a_heading_and_tests_that_exist(row: list[str]) -> None:
    code, _statement, where, manual, tests = row
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", tests)
    if code in PLANNED:
        assert where.startswith("planned")
        assert (manual, tests) == ("–", "–")
        return
    heading = re.match(r"\[(.+?)\]\(manual\.md#", manual)
    assert heading
    assert f"\n## {heading[1]}\n" in (ROOT / "docs" / "manual.md").read_text("utf-8")
    assert named
    assert len(named) == len(tests.split("<br>"))
    for name, function in named:
        text = (ROOT / name).read_text("utf-8")
        assert re.search(rf"^(?:async )?def {function}\(", text, re.MULTILINE), function
