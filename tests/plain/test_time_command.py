"""kundenq time: words, JSON, a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(("language", "word"), [("de", "zeit"), ("en", "time")])
def test_where_the_time_goes_in_words(run: Any, golden: Any, language: str, word: str) -> None:
    status, out, err = run("--lang", language, word, "--demo")
    assert (status, err) == (0, "")
    golden(f"time_{language}", out)


def test_the_same_in_json(run: Any) -> None:
    found = json.loads(run("time", "--demo", "--json")[1])
    assert (found["capacity_hours"], found["planned_hours"]) == (814.08, 487)
    assert (found["utilisation"], found["light"], found["proposal"]) == (0.5982, "green", [])
    assert [group["count"] for group in found["groups"][:3]] == [6, 8, 12]
    assert sum(group["margin"] or 0 for group in found["groups"]) == 234_306_00
    assert (found["months"][0]["month"], found["months"][-1]["month"]) == ("2025-03", "2026-02")
    assert len(found["most_time_for_margin"]) == len(found["waiting_longest"]) == 10


def test_the_settings_make_the_year(run: Any, home: Path) -> None:
    folder = home / ".config" / "kundenq"
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "settings.toml"
    settings.write_text("active_share = 20\nvisits_a = 20\nhourly_rate = 0\n", encoding="utf-8")
    status, out, _err = run("--lang", "de", "time", "--demo")
    settings.unlink()
    assert status == 0
    # 1.696 h at 20 % and 80 % of that: 271.36 h; 487 + 6 A customers x 8 visits x 3 h
    assert "Kapazität 271,4 h, geplant 631,0 h: 232,5 %, überlastet" in out
    assert "- C-Kunden: nur noch Anrufe, 12 Kunden -24,0 h; dann 607,0 h (223,7 %)" in out
    assert "- B-Kunden: 2 Besuche im Jahr, 8 Kunden -40,0 h; dann 567,0 h (208,9 %)" in out
    assert "- A-Kunden: 8 Besuche im Jahr, 6 Kunden -216,0 h; dann 351,0 h (129,3 %)" in out
    assert "Auch das reicht nicht." in out
    assert "6,4 h, DB -€ 2.160" in out


@pytest.mark.parametrize(("language", "head"), [
    ("de", "A-Kunden;6;252,0;72;144;46,9;26;33;159940,00;216,4"),
    ("en", "A customers,6,252.0,72,144,46.9,26,33,159940.00,216.4")])
def test_a_table_for_a_spreadsheet(
    run: Any, tmp_path: Path, language: str, head: str
) -> None:
    printed = run("--lang", language, "time", "--demo", "--csv")[1].splitlines()
    assert printed[1] == head
    path = tmp_path / "zeit.csv"
    status, out, _err = run("--lang", language, "time", "--demo", "--csv", str(path))
    assert (status, str(path) in out) == (0, True)
    assert path.read_text(encoding="utf-8-sig").splitlines() == printed
    assert oct(path.stat().st_mode & 0o777) == "0o600"
    assert run("time", "--demo", "--csv", str(path))[0] == 1, "not written over unasked"
    assert run("time", "--demo", "--csv", str(path), "--yes")[0] == 0


def test_json_and_a_table_do_not_go_together(run: Any) -> None:
    status, out, err = run("--lang", "en", "time", "--demo", "--json", "--csv")
    assert (status, out) == (2, "")
    assert "--json and --csv do not go together" in err
