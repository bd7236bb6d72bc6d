"""abc and portfolio: words, JSON and tables in both languages."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize("language", ["de", "en"])
def test_words(run: Any, golden: Any, language: str) -> None:
    for command, argv in (("abc", ()), ("abc_margin", ("--basis", "margin")), ("portfolio", ())):
        status, out, err = run(command.partition("_")[0], "--demo", "--lang", language, *argv)
        assert (status, err) == (0, "")
        golden(f"{command}_{language}", out)
    assert run("abc", "--demo", "--lang", language, "--ascii")[1].isascii()


def test_json_says_what_the_domain_says(run: Any) -> None:
    told = json.loads(run("abc", "--demo", "--json")[1])
    assert (told["basis"], told["period"], told["borders"]) == ("revenue", "rolling", [80, 95])
    assert told["total"] == 100_000_000
    letters = [one["class"] for one in told["customers"]]
    assert [letters.count(letter) for letter in "ABCO"] == [6, 8, 12, 2]
    assert [(one["class"], one["class_in_force"]) for one in told["customers"]
            if one["class"] != one["class_in_force"]] == [("B", "C"), ("C", "B")]
    assert told["customers"][6]["share_before"] == 0.8
    found = told["concentration"]
    assert (round(found["gini"], 4), round(found["gini_normed"], 4), round(found["hhi"], 4)) == (
        0.7005, 0.7285, 0.1432)
    assert (found["top_count"], found["top_share"], found["largest"], found["lump_risk"]) == (
        6, 0.8, 0.268, True)
    told = json.loads(run("abc", "--demo", "--json", "--basis", "margin")[1])
    assert told["total"] == 23_717_400
    numbers = [(int(one["number"]) - 10_000) // 37 for one in told["customers"]]
    assert numbers[:8] == [1, 3, 4, 5, 7, 2, 9, 8]
    assert numbers[8:15] == [10, 11, 13, 15, 12, 14, 19]
    letters = [one["class"] for one in told["customers"]]
    assert [letters[:24].count(letter) for letter in "ABC"] == [8, 7, 9]
    assert [(one["standing"], one["class"]) for one in told["customers"][24:26]] == [
        ("negative", "C")] * 2
    told = json.loads(run("abc", "--demo", "--json", "--period", "calendar")[1])
    assert told["total"] == 100_000_000
    places = json.loads(run("portfolio", "--demo", "--json")[1])
    assert [places[0][key] for key in (
        "name", "value_axis", "potential_axis", "field", "strategy", "missing")] == [
            "Wolpertec Anlagenbau GmbH", 100, 60, "star", "secure", None]
    assert [one["missing"] for one in places[-2:]] == ["potential", "potential"]


def test_tables_are_printed_or_written(run: Any, tmp_path: Path) -> None:
    status, out, _err = run("abc", "--demo", "--csv", "--lang", "de")
    rows = list(csv.reader(out.splitlines(), delimiter=";"))
    assert status == 0
    assert rows[0][:7] == ["Rang", "Nummer", "Kunde", "Umsatz 12 Monate", "Anteil",
                           "Anteil davor", "Kumuliert"]
    assert rows[7][3:9] == ["38000,00", "3,8 %", "80,0 %", "83,8 %", "B", "B"]
    path = tmp_path / "p.csv"
    assert run("portfolio", "--demo", "--csv", str(path), "--lang", "en")[0] == 0
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text("utf-8-sig")
    assert "10074,Brezenreiter Backstuben GmbH & Co. KG,A,187000.00,11220.00,40000.00,60," in text
    assert run("portfolio", "--demo", "--csv", str(path), "--lang", "en")[0] == 1
    assert run("abc", "--data", str(tmp_path / "none.json"))[0] == 1
