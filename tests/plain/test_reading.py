"""today, list, show and check."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import Address, Book, Contact, Edit, FollowUp, Prospect, load_checklist

DAY = date(2026, 2, 23)
LIST_KEYS = {
    "id", "name", "place", "stage", "class", "priority", "decision", "score", "score_min",
    "score_max", "confidence", "next_date", "next_kind",
}
TODAY_KEYS = {"kind", "date", "days", "urgency", "name", "person", "reason", "priority"}


def write(path: Path, *records: Prospect) -> str:
    with Book.open(path, today=DAY, checklist=load_checklist) as book:
        book.apply(Edit(label="imported", records=records))
    return str(path)


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    """Names that try to steer the terminal; the file is written by another program."""
    path = write(tmp_path / "data.json", Prospect(
        id="x1", name="NAME", created=DAY, notes="NAME", phone="NAME",
        addresses=(Address(place="NAME"),),
        contacts=(Contact(id="c1", last_name="NAME"),),
        follow_ups=(FollowUp(id="f1", due=DAY, reason="NAME", contact="c1"),),
    ))
    evil = "\x1b]52;c;aGFsbG8=\x07\x9b31m\u202eknab\r\n\x00Bank"
    text = Path(path).read_text(encoding="utf-8")
    text = text.replace('"NAME"', json.dumps(evil))
    Path(path).write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("argv", [("today",), ("list",), ("show", "x1"), ("check",)])
@pytest.mark.parametrize("form", [(), ("--json",), ("--ascii",)])
def test_nothing_in_the_data_reaches_the_terminal_as_a_command(
    run: Any, hostile: str, argv: tuple[str, ...], form: tuple[str, ...]
) -> None:
    status, out, err = run(*argv, "--data", hostile, *form)
    assert status == 0
    assert out
    assert not [c for c in out + err if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160]
    assert "\u202e" not in out + err
    if "--ascii" in form:
        assert out.isascii()


def test_list_as_json(run: Any) -> None:
    status, out, err = run("list", "--json", "--demo")
    rows = json.loads(out)
    assert (status, err, len(rows)) == (0, "", 40)
    assert all(set(row) >= LIST_KEYS for row in rows)
    mops = next(row for row in rows if row["name"].startswith("Gipfelmops"))
    assert (mops["score"], mops["score_min"], mops["score_max"], mops["confidence"]) == (
        81.25, 65, 85, 0.6)
    assert (mops["stage"], mops["class"], mops["decision"], mops["priority"]) == (
        "prospect", None, "develop", 2)
    assert mops["next_kind"] == "follow_up"
    assert date.fromisoformat(mops["next_date"]) < DAY


def test_codes_are_english_in_every_language(run: Any) -> None:
    german = json.loads(run("--lang", "de", "list", "--json", "--demo")[1])
    english = json.loads(run("--lang", "en", "list", "--json", "--demo")[1])
    codes = ("id", "stage", "class", "decision", "next_kind", "next_date")
    assert [[row[c] for c in codes] for row in german] == [
        [row[c] for c in codes] for row in english]


def test_today_as_json_comes_most_urgent_first(run: Any) -> None:
    status, out, _err = run("heute", "--json", "--demo")
    rows = json.loads(out)
    assert status == 0
    assert all(set(row) >= TODAY_KEYS for row in rows)
    levels = [("overdue", "today", "upcoming").index(row["urgency"]) for row in rows]
    assert levels == sorted(levels)
    assert set(levels) == {0, 1, 2}
    assert rows[0]["name"] == "Gipfelmops Sportartikel GmbH"
    assert all((date.fromisoformat(row["date"]) - DAY).days == row["days"] for row in rows)


@pytest.mark.parametrize("days", [0, 3, 30])
def test_days_limit_what_comes_up(run: Any, days: int) -> None:
    rows = json.loads(run("today", "--days", str(days), "--json", "--demo")[1])
    assert rows
    assert max(row["days"] for row in rows) <= days


@pytest.mark.parametrize(
    ("lang", "words"),
    [("de", ("Heute, Mo 23.02.2026", "Tage überfällig)", "morgen", "Vorrang 2")),
     ("en", ("Today, Mon 23 Feb 2026", "days overdue)", "tomorrow", "priority 2"))],
)
def test_today_in_words(run: Any, lang: str, words: tuple[str, ...]) -> None:
    _status, out, _err = run("today", "--demo", "--lang", lang)
    assert all(word in out for word in words), out


def test_today_when_nothing_is_due(run: Any, tmp_path: Path) -> None:
    later = Prospect(id="a", name="Später KG", created=DAY, follow_ups=(
        FollowUp(id="f", due=date(2026, 5, 4), reason="Anruf"),))
    path = write(tmp_path / "d.json", later)
    status, out, _err = run("today", "--data", path)
    assert status == 0
    assert "Später KG" in out
    assert "04.05.2026" in out


@pytest.mark.parametrize("words", [("innsbruck", "elektro"), ("TSCHURTSCHENTHALER",)])
def test_filter_holds_each_word_wherever_it_stands(run: Any, words: tuple[str, ...]) -> None:
    rows = json.loads(run("liste", *words, "--json", "--demo")[1])
    assert [row["name"] for row in rows] == ["Zirbelfunk Elektrotechnik GmbH"]


def test_filter_without_a_match(run: Any) -> None:
    assert run("list", "xyzzy", "--demo")[:2] == (0, "")
    assert "xyzzy" in run("list", "xyzzy", "--demo")[2]
    assert run("list", "xyzzy", "--demo", "--json") == (0, "[]\n", "")


def test_archived_customers_are_not_listed(run: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", Prospect(id="a", name="Alt", created=DAY, archived=DAY))
    assert json.loads(run("list", "--json", "--data", path)[1]) == []


def test_show_one_fact_a_line(run: Any) -> None:
    status, out, _err = run("zeige", "gipfelmops", "--demo")
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "Firma: Gipfelmops Sportartikel GmbH"
    assert all(": " in line for line in lines)
    assert any("81 Punkte (65 bis 85), Sicherheit 60 %" in line for line in lines)


def test_show_says_what_a_customer_is_worth(run: Any) -> None:
    shown = run("show", "Schneehahn", "--demo", "--lang", "de", "--today", "2026-02-23")[1]
    assert "Kundenwert: 81,3 (65-85) hoch, offen: Referenz, Zusammenarbeit\n" in shown
    assert "Schätzung: € 44.288 in 5 Jahren (CLV: DB € 15.960 im Jahr" in shown
    found = json.loads(run(
        "show", "Schneehahn", "--json", "--demo", "--today", "2026-02-23")[1])["customer_value"]
    assert (found["score"], found["low"], found["high"], found["band"]) == (
        81.25, 65, 85, "high")
    assert (found["points"]["reference"], found["clv_estimate"]) == (None, 4_428_823)
    prospect = json.loads(run("show", "Gipfelmops", "--json", "--demo")[1])
    assert prospect["customer_value"] is None


def test_show_as_json_has_the_whole_record(run: Any) -> None:
    found = json.loads(run("show", "Gipfelmops", "--json", "--demo")[1])
    assert found["score"] == 81.25
    assert found["rule"] == "R6"
    assert found["record"]["contacts"][0]["last_name"] == "Thaler"


def test_show_lists_all_that_are_called_so(run: Any) -> None:
    status, out, err = run("show", "radl", "--demo")
    assert (status, out) == (1, "")
    assert "Radlgrille Fahrradwerk KG" in err
    assert "Radlmurmel Verleih GmbH" in err


def test_show_nobody(run: Any) -> None:
    status, _out, err = run("show", "xyzzy", "--demo", "--lang", "en")
    assert status == 1
    assert "kundenq list xyzzy" in err


@pytest.mark.parametrize("argv", [("today",), ("list",), ("show", "x"), ("check",)])
@pytest.mark.parametrize(("lang", "word"), [("de", "keine Kunden"), ("en", "no customers")])
def test_no_data_file_yet(
    run: Any, tmp_path: Path, argv: tuple[str, ...], lang: str, word: str
) -> None:
    path = tmp_path / "none.json"
    status, out, err = run(*argv, "--data", str(path), "--lang", lang)
    assert (status, out) == (1, "")
    assert word in err
    assert str(path) in err
    assert "kundenq import" in err
    assert not path.exists()


def test_check_counts(run: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "d.json", *(
        Prospect(id=f"p{n}", name=f"Firma {n}", created=DAY) for n in range(3)))
    status, out, err = run("check", "--data", path)
    assert (status, err) == (0, "")
    assert "3 Kunden" in out
    found = json.loads(run("check", "--data", path, "--json")[1])
    assert (found["ok"], found["records"], found["problems"]) == (True, 3, [])


def test_check_says_where_a_file_is_damaged(run: Any, tmp_path: Path) -> None:
    path = Path(write(tmp_path / "d.json", *(
        Prospect(id=f"p{n}", name=f"Firma {n}", created=DAY) for n in range(3))))
    path.write_text(path.read_text().replace('"created":"2026-02-23"', '"created":"gestern"', 1))
    status, _out, err = run("check", "--data", str(path))
    assert status == 1
    assert "prospects/1/created" in err
    status, out, _err = run("check", "--data", str(path), "--json")
    assert status == 1
    assert json.loads(out)["problems"] == [
        {"code": "damaged", "where": "prospects/1/created", "file": str(path)}]


def test_a_foreign_file_is_left_alone(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hallo")
    for command in ("today", "list", "check"):
        status, out, err = run(command, "--data", str(path))
        assert (status, out) == (1, "")
        assert "notes.txt" in err
    assert path.read_text() == "hallo"


def test_the_variable_names_the_data_file(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write(tmp_path / "own.json", Prospect(id="a", name="Eigene", created=DAY))
    other = write(tmp_path / "other.json", Prospect(id="a", name="Andere", created=DAY))
    monkeypatch.setenv("KUNDENQ_DATA", own)
    assert "Eigene" in run("list")[1]
    assert "Andere" in run("list", "--data", other)[1]


def test_sample_customers_never_touch_real_ones(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write(tmp_path / "own.json", Prospect(id="a", name="Eigene", created=DAY))
    before = Path(own).read_bytes()
    monkeypatch.setenv("KUNDENQ_DATA", own)
    assert "Eigene" not in run("list", "--demo")[1]
    assert Path(own).read_bytes() == before


def test_sample_customers_keep_what_was_changed_until_the_next_day(run: Any, home: Path) -> None:
    run("list", "--demo")
    (made,) = home.rglob("demo-de-2026-02-23.json")
    with Book.open(made, today=DAY, checklist=load_checklist) as book:
        book.apply(Edit(label="added", records=(Prospect(id="n", name="Neue", created=DAY),)))
    assert "Neue" in run("list", "--demo")[1]
    assert "Neue" not in run("list", "--demo", "--lang", "en")[1]
    assert "Neue" not in run("list", "--demo", today="2026-02-24")[1]
    assert {path.name for path in home.rglob("demo-*.json")} == {"demo-de-2026-02-24.json"}
