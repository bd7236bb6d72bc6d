from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

CSV = (
    "Firma;Name;PLZ;Ort;E-Mail;Geburtstag;Lieblingsfarbe\r\n"
    "Müller Bau GmbH;Eva Müller;8010;Graz;eva@mueller.example;03.04.1977;rot\r\n"
    "Klein OG;Karl Klein;4020;Linz;karl@klein.example;31.02.1980;\r\n"
)


class Terminal(io.StringIO):
    """Standard input of somebody who sits there."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "kunden.csv"
    path.write_bytes(CSV.encode("cp1252"))
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data.json"


def names(run: Any, data: Path) -> list[str]:
    if not data.exists():
        return []
    return [row["name"] for row in json.loads(run("list", "--json", "--data", str(data))[1])]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("de", ("cp1252 (vermutet", "Strichpunkt", "Spalte Firma: Firma",
                "Spalte Lieblingsfarbe: nicht", "Zeile 3 abgelehnt: Geburtstag: „31.02.1980“",
                "2 Zeilen", "neu: 1 Zeile", "abgelehnt: 1 Zeile")),
        ("en", ("cp1252 (a guess", "semicolon", "Column Firma: company",
                "Column Lieblingsfarbe: not", "Line 3 refused: Geburtstag: '31.02.1980'", "2 rows",
                "new: 1 row", "refused: 1 row")),
    ],
)
def test_the_preview_tells_all_and_changes_nothing(
    run: Any, source: Path, data: Path, monkeypatch: pytest.MonkeyPatch, lang: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    status, out, err = run("import", str(source), "--data", str(data), "--lang", lang)
    assert status == 1
    assert not [word for word in words if word not in out], out
    assert "--yes" in err
    assert not data.exists()
    assert list(source.parent.glob("kunden-*")) == []


def test_yes_imports_and_reports_the_refused(run: Any, source: Path, data: Path) -> None:
    status, out, _err = run("import", str(source), "--yes", "--data", str(data))
    assert status == 0
    assert names(run, data) == ["Müller Bau GmbH"]
    (report,) = source.parent.glob("kunden-abgelehnt*.csv")
    assert str(report) in out
    assert "Klein OG" in report.read_text(encoding="utf-8-sig")
    run("import", str(source), "--yes", "--data", str(data))
    assert len(list(source.parent.glob("kunden-abgelehnt*.csv"))) == 2
    assert names(run, data) == ["Müller Bau GmbH"]


@pytest.mark.parametrize(("answer", "status"), [("j", 0), ("y", 0), ("n", 1), ("", 1)])
def test_a_terminal_is_asked(
    run: Any, source: Path, data: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer + "\n"))
    found, _out, err = run("import", str(source), "--data", str(data))
    assert found == status
    assert "j/n" in err
    assert bool(names(run, data)) is (status == 0)


def test_another_encoding_can_be_chosen(run: Any, tmp_path: Path, data: Path) -> None:
    path = tmp_path / "dos.csv"
    path.write_bytes(CSV.encode("cp850"))
    run("import", str(path), "--yes", "--data", str(data), "--encoding", "cp850")
    assert names(run, data) == ["Müller Bau GmbH"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04xxxx", b"nichts\nbekanntes\n"])
def test_what_cannot_be_imported(run: Any, tmp_path: Path, data: Path, content: bytes) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    status, out, err = run("import", str(path), "--yes", "--data", str(data))
    assert (status, out) == (1, "")
    assert "odd.csv" in err
    assert not data.exists()


def test_a_file_that_is_not_there(run: Any, tmp_path: Path, data: Path) -> None:
    status, _out, err = run("import", str(tmp_path / "nix.csv"), "--data", str(data))
    assert status == 1
    assert "nix.csv gibt es nicht" in err


def test_a_failed_save_imports_nothing(run: Any, source: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    status, out, err = run("import", str(source), "--yes", "--data", str(blocked / "data.json"))
    assert status == 1
    assert "Importiert" not in out
    assert err
    assert list(source.parent.glob("kunden-*")) == []


def test_hostile_cells_are_cleaned_in_the_preview(run: Any, tmp_path: Path, data: Path) -> None:
    path = tmp_path / "evil.csv"
    path.write_text("Firma;E-Mail\r\nEvil \x1b]52;c;x\x07 AG;\x1b[31mkein@\r\n", encoding="utf-8")
    _status, out, err = run("import", str(path), "--yes", "--data", str(data))
    assert not [c for c in out + err if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160]


@pytest.mark.parametrize(("lang", "said"), [
    ("de", "Das ändert 1 von 1 Kunden."), ("en", "That changes 1 of 1 customers.")])
def test_changing_more_than_a_fifth_is_told_before_the_question(
    run: Any, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str,
) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("Firma;Name\nAbel;Karl Abel\n")
    second.write_text("Firma;Name;Telefon\nAbel;Karl Abel;0316 123456\n")
    status, out, _err = run("import", str(first), "--data", str(data), "--lang", lang, "--yes")
    assert status == 0
    assert said not in out
    assert "Abel: Karl Abel" in out, "the people of each company"
    monkeypatch.setattr("sys.stdin", io.StringIO())
    status, out, _err = run("import", str(second), "--data", str(data), "--lang", lang)
    assert status == 1
    assert said in out
