from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kundenq_tui import main
from tui import texts
from tui.plain import places

CSV = "Firma;Ort\r\nMüller Bau GmbH;Graz\r\nKlein OG;Linz\r\n"


class Terminal(io.StringIO):
    """Standard input of somebody who sits there."""

    def isatty(self) -> bool:
        return True


class Clock:
    """Goes on by a minute with each look."""

    def __init__(self) -> None:
        self.minute = 0

    def now(self) -> datetime:
        self.minute += 1
        return datetime(2026, 2, 23, 9, self.minute).astimezone()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("tui.plain.keeping.places.now", Clock().now)
    yield
    texts.use("de", "AT")


@pytest.fixture
def data(run: Any, tmp_path: Path) -> Path:
    """A data file with two customers, one snapshot, no backup."""
    source = tmp_path / "kunden.csv"
    source.write_text(CSV, encoding="utf-8")
    first, path = tmp_path / "first" / "data.json", tmp_path / "data.json"
    assert run("import", str(source), "--yes", "--data", str(first))[0] == 0
    with places.open_book(parsed("list", "--data", str(first)), {}, read_only=True) as book:
        book.save_copy(path)
    return path


def parsed(*argv: str) -> Any:
    from tui.plain.arguments import parse

    return parse(["--today", "2026-02-23", *argv])


def names(run: Any, data: Path) -> set[str]:
    return {row["name"] for row in json.loads(run("list", "--json", "--data", str(data))[1])}


def listed(run: Any, data: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("backups", "--json", "--data", str(data))[1])
    return found


def more(run: Any, data: Path, *firms: str) -> None:
    source = data.parent / "more.csv"
    source.write_text("Firma\r\n" + "\r\n".join(firms) + "\r\n", encoding="utf-8")
    assert run("import", str(source), "--yes", "--data", str(data))[0] == 0


def test_a_backup_now(run: Any, data: Path) -> None:
    status, out, err = run("backup", "--data", str(data))
    assert (status, err) == (0, "")
    assert "2 Kunden" in out
    (found,) = listed(run, data)
    assert found["path"] in out
    assert (found["kind"], found["records"], found["ok"], found["problem"]) == (
        "manual", 2, True, None)
    assert os.path.dirname(found["path"]) == str(data.parent / "backups")


@pytest.mark.parametrize("command", ["backup", "restore", "repair", "check"])
def test_without_data_one_sentence(run: Any, tmp_path: Path, command: str) -> None:
    more_words = ("x",) if command == "restore" else ()
    status, out, err = run(command, *more_words, "--data", str(tmp_path / "data.json"))
    assert (status, out.count("\n") <= 3) == (1, True)
    assert "data.json" in err or "x gibt es nicht" in err


def test_backups_newest_first(run: Any, data: Path) -> None:
    assert run("backups", "--data", str(data))[0] == 1
    for _ in range(3):
        run("backup", "--data", str(data))
    status, out, _err = run("backups", "--data", str(data))
    assert status == 0
    lines = out.splitlines()
    assert len(lines) == 3
    assert lines == sorted(lines, key=lambda text: text.split()[-1], reverse=True)
    assert "von Hand, 2 Kunden" in lines[0]
    status, out, _err = run("backups", "--data", str(data), "--lang", "en")
    assert "by hand, 2 customers" in out


def test_before_an_import_there_is_a_backup(run: Any, data: Path) -> None:
    more(run, data, "Neu AG")
    assert [b["kind"] for b in listed(run, data) if b["kind"] != "daily"] == ["import"]
    assert [b["records"] for b in listed(run, data) if b["kind"] == "import"] == [2]


def test_restore_shows_first_and_asks(
    run: Any, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", "--data", str(data))
    name = listed(run, data)[0]["name"]
    more(run, data, "Neu AG", "Alt AG")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    status, out, err = run("restore", name, "--data", str(data))
    assert status == 1
    assert "seither dazugekommen, würden entfernt: 2 Kunden (Alt AG, Neu AG)" in out
    assert "bleiben, wie sie sind: 2 Kunden" in out
    assert "Das entfernt 2 von 4 Kunden." in out
    assert "--yes" in err
    assert len(names(run, data)) == 4
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    assert run("restore", name, "--data", str(data))[0] == 1
    assert len(names(run, data)) == 4
    before = {b["name"] for b in listed(run, data)}
    monkeypatch.setattr("sys.stdin", Terminal("j\n"))
    status, out, err = run("restore", name, "--data", str(data))
    assert status == 0
    assert "j/n" in err
    assert names(run, data) == {"Müller Bau GmbH", "Klein OG"}
    (new,) = (b for b in listed(run, data) if b["name"] not in before)
    assert (new["kind"], new["records"]) == ("restore", 4)
    status, out, _err = run("restore", new["name"], "--yes", "--data", str(data), "--lang", "en")
    assert status == 0
    assert "come back: 2 customers (Alt AG, Neu AG)" in out
    assert len(names(run, data)) == 4


def test_a_restore_that_changes_nothing(run: Any, data: Path) -> None:
    run("backup", "--data", str(data))
    status, out, _err = run("restore", "manual", "--yes", "--data", str(data))
    assert status == 0
    assert "Alle Kunden sind so wie damals." in out
    assert len(listed(run, data)) == 1


def test_a_part_of_a_name_must_fit_one(run: Any, data: Path) -> None:
    for _ in range(2):
        run("backup", "--data", str(data))
    status, out, err = run("restore", "manual", "--data", str(data))
    assert (status, out) == (1, "")
    assert "Mehrere Sicherungen" in err


def test_a_damaged_backup_is_refused(run: Any, data: Path) -> None:
    run("backup", "--data", str(data))
    path = Path(listed(run, data)[0]["path"])
    path.write_bytes(path.read_bytes()[:-30])
    assert listed(run, data)[0]["problem"] == "damaged"
    assert "nicht lesbar" in run("backups", "--data", str(data))[1]
    status, _out, err = run("restore", "manual", "--yes", "--data", str(data))
    assert status == 1
    assert "ist beschädigt" in err


@pytest.mark.parametrize("content", [b"", b"kaputt", None], ids=["empty", "junk", "gone"])
def test_a_backup_takes_the_place_of_a_file_that_is_none(
    run: Any, data: Path, content: bytes | None
) -> None:
    run("backup", "--data", str(data))
    data.unlink()
    if content is not None:
        data.write_bytes(content)
    status, out, err = run("restore", "manual", "--yes", "--data", str(data))
    assert status == 0, err
    assert names(run, data) == {"Müller Bau GmbH", "Klein OG"}
    kept = list(data.parent.glob("data.json.damaged-*"))
    assert [p.read_bytes() for p in kept] == ([] if content is None else [content])
    assert all(f"Aufgehoben: {p}" in out for p in kept)


def test_a_file_that_is_none_stays_without_a_yes(
    run: Any, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", "--data", str(data))
    data.write_bytes(b"kaputt")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run("restore", "manual", "--data", str(data))[0] == 1
    assert data.read_bytes() == b"kaputt"


def test_a_refused_file_names_the_newest_backup(run: Any, data: Path) -> None:
    run("backup", "--data", str(data))
    name = listed(run, data)[0]["name"]
    data.write_bytes(b"kaputt")
    for command in ("list", "today", "check"):
        status, out, err = run(command, "--data", str(data))
        assert (status, out) == (1, "")
        assert name in err
        assert "ist keine Datendatei" in err


def test_check_tells_what_is_beside(run: Any, data: Path) -> None:
    run("backup", "--data", str(data))
    os.link(data, data.with_name("second.json"))
    status, out, _err = run("check", "--data", str(data))
    assert status == 0
    assert "ist in Ordnung" in out
    assert "hat 2 Namen" in out
    assert "Neueste Sicherung" in out
    report = json.loads(run("check", "--json", "--data", str(data))[1])
    assert (report["ok"], report["backups"]) == (True, 1)
    assert [w["code"] for w in report["warnings"]] == ["hard_link"]
    data.with_name("data.json.journal").write_bytes(b"junk")
    status, _out, err = run("check", "--data", str(data))
    assert status == 1
    assert "nicht ganz geschrieben" in err
    assert "kundenq repair" in err
    report = json.loads(run("check", "--json", "--data", str(data))[1])
    assert [p["code"] for p in report["problems"]] == ["torn"]
    assert not report["ok"]


def test_repair_writes_a_new_file(run: Any, data: Path, tmp_path: Path) -> None:
    run("backup", "--data", str(data))
    whole = data.read_bytes()
    hurt = whole.replace(b'"Klein OG"', b'"Klein OG', 2)[:-1]
    data.write_bytes(hurt)
    out_file = tmp_path / "neu.json"
    status, out, err = run("repair", "--out", str(out_file), "--data", str(data))
    assert status == 0
    assert "ist beschädigt" in err
    assert f"Gerettet in {out_file}: 1 Kunde" in out
    assert "Nicht zu retten: mindestens 1 Kunde" in out
    assert "Neueste Sicherung" in out
    assert data.read_bytes() == hurt
    assert names(run, out_file) == {"Müller Bau GmbH"}
    status, _out, err = run("repair", "--out", str(out_file), "--data", str(data))
    assert status == 1
    assert "gibt es schon" in err


def test_repair_of_nothing(run: Any, data: Path) -> None:
    data.write_bytes(b"kaputt")
    status, out, _err = run("repair", "--data", str(data), "--lang", "en")
    assert status == 1
    assert "Nothing in" in out
    assert "There is no backup." in out


@pytest.mark.parametrize("argv", [
    ("restore",), ("backup", "--json"), ("restore", "x", "--json"), ("repair", "--json"),
    ("repair", "--out"), ("backups", "x"),
])
def test_wrong_usage_is_status_2(argv: tuple[str, ...], capsys: Any) -> None:
    assert main(list(argv)) == 2
    assert capsys.readouterr().out == ""
