from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from store import Birthday, Book, Contact, Edit, FileError, Prospect, glance, load_checklist

DAY = date(2026, 2, 23)
KEY = "grundcheck:1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    born = Contact(id="c", last_name="Berger", birthday=Birthday(day=1, month=4))
    record = Prospect(id="a", name="Berger Wein", created=DAY, contacts=(born,))
    path = tmp_path / "data.json"
    with Book.open(path, today=DAY, checklist=load_checklist, rows_key=KEY) as book:
        book.apply(Edit(label="added", records=(record,)))
    return path


def test_rows_are_those_of_the_book(path: Path) -> None:
    with Book.open(path, today=DAY, checklist=load_checklist, rows_key=KEY) as book:
        assert glance(path, today=DAY, region="AT", rows_key=KEY) == book.rows


@pytest.mark.parametrize(
    ("day", "region", "key"),
    [
        (DAY - timedelta(days=1), "AT", KEY),
        (DAY + timedelta(days=4000), "AT", KEY),
        (DAY, "DE", KEY),
        (DAY, "AT", "grundcheck:2"),
    ],
    ids=["earlier day", "rows out of date", "other region", "other rules"],
)
def test_rows_that_do_not_hold_are_not_believed(
    path: Path, day: date, region: str, key: str
) -> None:
    assert glance(path, today=day, region=region, rows_key=key) is None


def test_a_file_changed_by_hand_is_left_to_the_book(path: Path) -> None:
    path.write_text(path.read_text().replace("Berger Wein", "Berger Bier"))
    assert glance(path, today=DAY, region="AT", rows_key=KEY) is None


@pytest.mark.parametrize(("content", "code"), [(None, "missing"), ("hallo", "not_json")])
def test_what_cannot_be_read(tmp_path: Path, content: str | None, code: str) -> None:
    path = tmp_path / "other"
    if content is not None:
        path.write_text(content)
    with pytest.raises(FileError) as caught:
        glance(path, today=DAY, region="AT", rows_key=KEY)
    assert caught.value.code == code
