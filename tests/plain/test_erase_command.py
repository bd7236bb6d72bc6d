"""`kundenq erase`: the list first, then the question, then the result."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import Book, Contact, Edit, Prospect, load_checklist

TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


class Terminal(io.StringIO):
    """Standard input of somebody who sits there."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    with Book.open(path, today=TODAY, checklist=load_checklist) as book:
        book.apply(Edit(label="added", records=(
            Prospect(id="a", name="Adler GmbH", created=TODAY, notes="Frau Zierl entscheidet",
                     contacts=(Contact(id="z", first_name="Eva", last_name="Zierl"),
                               Contact(id="m", first_name="Max", last_name="Maier"))),
            Prospect(id="b", name="Birke e.U.", created=TODAY))))
    return path


def record(path: Path, key: str) -> Prospect | None:
    with Book.open(path, today=TODAY, checklist=load_checklist, read_only=True) as book:
        return book.get(key) if key in book.rows else None


@LANGUAGES
def test_the_list_then_the_result(run: Any, data: Path, language: str) -> None:
    status, out, err = run("erase", "Adler", "--person", "zierl", "--yes", "--data", str(data),
                           "--lang", language)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Eva Zierl, Adler GmbH"
    said = {"de": ("Frau Zierl entscheidet", "ist gelöscht", "0 Treffer", "Nicht erreicht"),
            "en": ("Frau Zierl entscheidet", "is erased", "0 hits", "Not reached")}[language]
    assert [text for text in said if text not in out] == []
    left = record(data, "a")
    assert left is not None
    assert [c.id for c in left.contacts] == ["m"]
    assert left.notes == "Frau [...] entscheidet"
    assert not [p for p in data.parent.rglob("*") if p.is_file() and b"ierl" in p.read_bytes()]


@LANGUAGES
def test_who_objected_is_known_when_a_list_brings_them_back(
    run: Any, data: Path, tmp_path: Path, language: str
) -> None:
    with Book.open(data, today=TODAY, checklist=load_checklist) as book:
        book.apply(Edit(label="added", records=(Prospect(
            id="c", name="Clam KG", created=TODAY, contacts=(Contact(
                id="u", first_name="Udo", last_name="Clam", email="udo@clam.example",
                objection=TODAY),)),)))
    assert run("erase", "Clam", "--person", "Udo", "--yes", "--data", str(data))[0] == 0
    source = tmp_path / "liste.csv"
    source.write_text("Firma;Name;E-Mail\nNeu GmbH;Udo Clam;UDO@clam.example\n")
    _, out, _ = run("import", str(source), "--data", str(data), "--yes", "--lang", language)
    said = {"de": "ausgelassen, Werbung widersprochen: 1 Zeile",
            "en": "left out, objected to advertising: 1 row"}[language]
    assert said in " ".join(out.split())
    assert "UDO@clam.example" in out
    assert "Neu GmbH" not in run("list", "--data", str(data))[1]


def test_a_whole_customer(run: Any, data: Path) -> None:
    assert run("erase", "Birke", "--yes", "--data", str(data))[0] == 0
    assert record(data, "b") is None
    assert record(data, "a") is not None


def test_notes_that_stay_are_told(run: Any, data: Path) -> None:
    status, out, _err = run("erase", "Adler", "--person", "Eva Zierl", "--yes", "--keep-notes",
                            "--data", str(data))
    assert status == 1
    assert "data.json enthält noch: Zierl" in out
    assert "[ ] Adler GmbH, Notiz: Frau Zierl entscheidet" in out


@pytest.mark.parametrize(("answer", "status"), [
    ("j\n", 0), ("y\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_it_asks(
    run: Any, data: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert run("erase", "Birke", "--data", str(data))[0] == status
    assert (record(data, "b") is None) == (status == 0)


def test_where_nobody_can_be_asked_nothing_happens(
    run: Any, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("j\n"))
    before = data.read_bytes()
    status, out, err = run("erase", "Birke", "--data", str(data))
    assert (status, "Birke e.U." in out, "--yes" in err) == (1, True, True)
    assert data.read_bytes() == before


@pytest.mark.parametrize(("words", "said"), [
    (("Nirgends",), "Kein Kunde"), (("r",), "2 Kunden"),
    (("Adler", "--person", "Nirgends"), "Eva Zierl, Max Maier"),
    (("Adler", "--person", "a"), "Eva Zierl, Max Maier")])
def test_who_is_meant_must_be_clear(
    run: Any, data: Path, words: tuple[str, ...], said: str
) -> None:
    status, _out, err = run("erase", *words, "--yes", "--data", str(data))
    assert status == 1
    assert said in err


def test_without_data_one_sentence(run: Any, tmp_path: Path) -> None:
    status, out, err = run("erase", "x", "--data", str(tmp_path / "data.json"))
    assert (status, out) == (1, "")
    assert "data.json" in err


def test_an_interrupted_one_is_ended_and_told(run: Any, data: Path) -> None:
    old = data.read_bytes()
    run("erase", "Adler", "--person", "Zierl", "--yes", "--data", str(data))
    data.with_name("data.json.journal").unlink()
    data.write_bytes(old)
    status, _out, err = run("erase", "Adler", "--person", "Zierl", "--data", str(data))
    assert "erneut" in err
    assert (status, "Max Maier" in err) == (1, True)
    assert not [p for p in data.parent.rglob("*") if p.is_file() and b"ierl" in p.read_bytes()]
