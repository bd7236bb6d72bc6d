"""`kundenq import --revenue`: what it says, what it writes, when it does nothing."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import BackupKind, Backups, Book, Prospect, RevenueEntry, Stage
from tui.plain import places

TODAY = date(2026, 2, 23)
Q4 = RevenueEntry(first=date(2025, 10, 1), last=date(2025, 12, 31), revenue=8_000_00,
                  margin=2_000_00)
ADLER = Prospect(id="a", name="Adler Werkzeug GmbH", legal_form="GmbH", number="10037",
                 created=TODAY, stage=Stage.REGULAR, revenue=(Q4,))
BERG = Prospect(id="b", name="Berg KG", created=TODAY)
CSV = ("Kd.-Nr.;Kunde;Zeitraum;Umsatz netto;DB\r\n10037;Adler;Q4 2025;9.000,00;1.800,50\r\n"
       ";Berg;2024;500,00;–\r\n;Niemand;2024;1,00;\r\n10037;;2025;7,00;\r\n")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    book = opened(path)
    for one in (ADLER, BERG):
        book.apply(places.store.Edit(label="added", records=(one,)))
    assert book.close()
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "fibu.csv"
    path.write_bytes(CSV.encode("cp1252"))
    return path


def opened(path: Path) -> Book:
    return Book.open(path, today=TODAY, checklist=places.resolver)


def revenue(path: Path, name: str) -> list[tuple[int, int | None]]:
    book = opened(path)
    (row,) = book.find(name)
    found = [(one.revenue, one.margin) for one in book.get(row.id).revenue]
    book.close()
    return found


@pytest.mark.parametrize(("lang", "words"), [
    ("de", ("Spalte Umsatz netto: Umsatz", "Adler Werkzeug, Oktober bis Dezember 2025: €",
            "9.000,00, DB € 1.800,50, statt € 8.000,00",
            "Berg KG, Jänner bis Dezember 2024: € 500,00, DB –", "„Berg KG“ hat Umsatz,",
            "Zeile 4 abgelehnt: „Niemand“ ist nicht gespeichert",
            "Zeile 5 abgelehnt: „Oktober bis Dezember 2025“ ist schon gespeichert",
            "neu: 1 Eintrag", "ersetzt: 1 Eintrag", "abgelehnt: 2 Zeilen", "--replace setzt",
            "Umsatz aus der Datei: € 9.500,00", "Das ändert 2 von 2 Kunden")),
    ("en", ("Column Umsatz netto: revenue", "instead of €8,000.00", "margin –",
            "Line 4 refused: 'Niemand' is not on file", "new: 1 entry", "replaced: 1 entry",
            "Revenue taken from the file: €9,500.00")),
])
def test_the_preview_tells_all_and_changes_nothing(
        run: Any, source: Path, data: Path, monkeypatch: pytest.MonkeyPatch, lang: str,
        words: tuple[str, ...]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    status, out, err = run("import", "--revenue", str(source), "--data", str(data),
                           "--lang", lang)
    assert status == 1
    assert not [word for word in words if word not in out], out
    assert "--yes" in err
    assert revenue(data, "Adler") == [(8_000_00, 2_000_00)]


def test_yes_imports_behind_a_backup_and_reports_the_refused(
        run: Any, source: Path, data: Path) -> None:
    status, out, _err = run("import", "--revenue", str(source), "--yes", "--data", str(data))
    assert status == 0
    assert "Eingelesen: 2 Einträge, 2 Kunden" in out
    assert revenue(data, "Adler") == [(9_000_00, 1_800_50)]
    assert revenue(data, "Berg") == [(500_00, None)]
    assert BackupKind.IMPORT in [one.kind for one in Backups(str(data)).list()]
    (report,) = source.parent.glob("fibu-abgelehnt*.csv")
    assert "Niemand" in report.read_text("utf-8-sig")
    status, out, err = run("import", "--revenue", str(source), "--yes", "--data", str(data))
    assert (status, "nichts zu importieren" in err, "schon gespeichert: 2 Einträge" in out) == (
        1, True, True)
    status, out, _err = run("import", "--revenue", str(source), "--yes", "--replace",
                            "--data", str(data))
    assert "dieselben Tage" not in out
    assert revenue(data, "Adler") == [(9_000_00, 1_800_50)], "twice in the file stays refused"


def test_days_are_named_where_the_file_does_not(run: Any, data: Path, tmp_path: Path) -> None:
    source = tmp_path / "jahr.csv"
    source.write_text("Firma;Umsatz\nBerg;12,50\n", "utf-8")
    command = ("import", "--revenue", str(source), "--yes", "--data", str(data))
    status, _out, err = run(*command)
    assert (status, "--period 2025" in err) == (1, True)
    status, _out, err = run(*command, "--period", "bald")
    assert (status, "kein Zeitraum" in err) == (2, True)
    assert run(*command, "--period", "2024")[0] == 0
    assert revenue(data, "Berg") == [(12_50, None)]
