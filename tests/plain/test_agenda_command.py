"""kundenq agenda: lines, JSON, iCalendar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import icalendar
import pytest


@pytest.mark.parametrize(("language", "head", "late", "today"), [
    ("de", "Agenda, Mo 23.02.2026: 39 Termine in 14 Tagen", "überfällig:", "Mo 23.02.2026:"),
    ("en", "Agenda, Mon 23 Feb 2026: 39 dates within 14 days", "overdue:", "Mon 23 Feb 2026:"),
])
def test_day_by_day(run: Any, language: str, head: str, late: str, today: str) -> None:
    status, out, err = run("--lang", language, "agenda", "--demo", "--days", "14")
    lines = out.splitlines()
    assert (status, err) == (0, "")
    assert lines[0].startswith(head)
    assert lines.index(late) < lines.index(today)
    days = [line for line in lines[1:] if not line.startswith("- ")]
    assert len(days) == len(set(days)) > 3
    assert all(line.endswith(":") for line in days)
    items = lines[lines.index(today) + 1:]
    assert not [line for line in items if line.startswith("- ") and "2026 (" in line]
    assert all("2026 (" in line for line in lines[2:lines.index(today)])


def test_how_far(run: Any) -> None:
    def count(*days: str) -> int:
        return len(json.loads(run("agenda", "--demo", "--json", *days)[1]))

    assert count("--days", "0") < count() < count("--days", "60") < count("--days", "365")
    assert count() == count("--days", "30")


def test_the_same_as_today_within_so_many_days(run: Any) -> None:
    agenda = json.loads(run("agenda", "--demo", "--json", "--days", "20")[1])
    today = json.loads(run("today", "--demo", "--json", "--days", "20")[1])
    key = lambda item: (item["id"], item["event_date"], item["reason"])  # noqa: E731
    assert sorted(map(key, agenda)) == sorted(map(key, today))


def test_days_of_preparation_are_a_setting(run: Any, home: Path) -> None:
    def offers() -> set[str]:
        found = json.loads(run("today", "--demo", "--json")[1])
        return {item["id"] for item in found if item["kind"] == "offer"}

    usual = offers()
    folder = home / ".config" / "kundenq"
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "settings.toml"
    settings.write_text("[lead]\noffer = 60\n", encoding="utf-8")
    assert offers() > usual
    settings.write_text("[lead]\noffer = 60\n[lead.A]\noffer = 0\n", encoding="utf-8")
    assert offers() >= usual
    settings.write_text("[lead]\nofer = 60\n", encoding="utf-8")
    status, _out, err = run("--lang", "de", "today", "--demo", "--json")
    assert (status, "lead.ofer" in err, "Zeile 2" in err) == (0, True, True)
    settings.unlink()
    assert offers() == usual


def test_a_file_for_other_calendars(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "termine.ics"
    status, out, err = run("agenda", "--demo", "--days", "90", "--ics", str(path))
    assert (status, err) == (0, "")
    assert str(path) in out
    found = icalendar.Calendar.from_ical(path.read_text(encoding="utf-8")).walk("VEVENT")
    count = len(json.loads(run("agenda", "--demo", "--json", "--days", "90")[1]))
    assert len({str(event["UID"]) for event in found}) == len(found) == count
    assert not [event for event in found if event.walk("VALARM")]
    assert oct(path.stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize(("language", "words"), [
    ("de", "gibt es schon"), ("en", "exists already")])
def test_a_file_is_not_overwritten_unasked(
    run: Any, tmp_path: Path, language: str, words: str
) -> None:
    path = tmp_path / "a.ics"
    path.write_text("mine", encoding="utf-8")
    status, _out, err = run("--lang", language, "agenda", "--demo", "--ics", str(path))
    assert (status, path.read_text(encoding="utf-8")) == (1, "mine")
    assert words in err
    assert run("agenda", "--demo", "--ics", str(path), "--yes", "--alarm", "1")[0] == 0
    text = path.read_text(encoding="utf-8")
    assert text.count("TRIGGER:-P1D") == text.count("BEGIN:VEVENT") > 0


def test_what_was_put_off_keeps_its_name(run: Any, tmp_path: Path) -> None:
    def names(day: str) -> set[str]:
        path = tmp_path / f"{day}.ics"
        assert run("agenda", "--demo", "--today", day, "--ics", str(path))[0] == 0
        return {line for line in path.read_text(encoding="utf-8").splitlines()
                if line.startswith("UID:") and "followup" in line}

    assert names("2026-02-23") & names("2026-02-24")
