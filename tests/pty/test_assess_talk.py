"""`kundenq assess` in a real terminal: typed answers, Ctrl+C, and a terminal that goes away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import Book, Edit, Prospect, load_checklist

Start = Callable[..., Any]
TODAY = date(2026, 2, 23)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    with Book.open(path, today=TODAY, checklist=load_checklist) as book:
        book.apply(Edit(label="added", records=(
            Prospect(id="a", name="Adler GmbH", created=TODAY),)))
    return path


@pytest.fixture
def talk(start: Start, real: tuple[str, ...], data: Path) -> Any:
    terminal = start((*real[:2], "assess", "Adler", "--data", str(data),
                      "--today", TODAY.isoformat()), size=(80, 40))
    terminal.wait(r"Antwort \(0 bis 3.*\?")
    return terminal


def record(data: Path) -> Prospect:
    with Book.open(data, today=TODAY, checklist=load_checklist, read_only=True) as book:
        return book.get("a")


def rated(data: Path) -> dict[str, tuple[int | None, str]]:
    current = record(data).assessment
    return {a.criterion: (a.rating, a.words) for a in current.answers} if current else {}


def asked(talk: Any, criterion: str) -> None:
    """Wait for the prompt: keys sent before it would be echoed above it."""
    talk.wait(rf"{criterion}: Gewicht[^:]*:[\s\S]*Antwort \([^)]*\):\s*\Z")


def answer_two(talk: Any) -> None:
    asked(talk, "Kaufmotivation")
    talk.send("3 weil Grün fehlt\r")
    talk.wait(r"Kaufmotivation: 3 \(vorher offen\), Aussage")
    asked(talk, "Zahlungsfähigkeit")
    talk.send("2\r")
    talk.wait(r"Zahlungsfähigkeit: 2 \(vorher offen\), Aussage")
    asked(talk, "Bedarf")


GIVEN = {"M": (3, "weil Grün fehlt"), "Z": (2, "")}


def test_to_the_end(talk: Any, data: Path) -> None:
    answer_two(talk)
    talk.send(".\r")
    talk.wait("Minuten")
    talk.send("4\r\r\r")
    assert talk.wait_exit() == 0
    assert rated(data) == GIVEN
    assert [a.minutes for a in record(data).activities] == [4]
    assert len(record(data).follow_ups) == 1
    assert b"\x1b" not in talk.raw, "no control sequence disturbs a screen reader"


@pytest.mark.parametrize(("key", "status", "steps"), [("ctrl+c", 130, 0), ("\x04", 0, 1)])
def test_it_can_be_left_at_any_time(
    talk: Any, data: Path, key: str, status: int, steps: int
) -> None:
    answer_two(talk)
    talk.press(key)
    assert talk.wait_exit() == status
    assert rated(data) == GIVEN
    assert (len(record(data).activities), len(record(data).follow_ups)) == (1, steps)
    assert b"Traceback" not in talk.raw


def test_the_terminal_goes_away(talk: Any, data: Path) -> None:
    answer_two(talk)
    talk.hang_up()
    assert talk.wait_exit() == 129
    assert rated(data) == GIVEN
    assert (len(record(data).activities), len(record(data).follow_ups)) == (1, 0)
