"""`kundenq questions`: the sheet for paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from store import Answer, Assessment, Book, Contact, Edit, Prospect, load_checklist

Run = Callable[..., tuple[int, str, str]]
TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One customer with an unpleasant name, whose money is known and all else is open."""
    path = tmp_path / "data.json"
    answers = (Answer(criterion="Z", rating=3, rated=TODAY, asked=(0,)),
               Answer(criterion="E", rating=None, rated=TODAY),
               Answer(criterion="T", rating=2, rated=date(2025, 1, 1)))
    hostile = "[/x]\x1b]52;c;QQ==\x07\u202e " + "sehr " * 40 + "GmbH"
    with Book.open(path, today=TODAY, checklist=load_checklist) as book:
        book.apply(Edit(label="added", records=(
            Prospect(id="a", name="Adler " + hostile, created=TODAY, phone="01 2345 6789",
                     contacts=(Contact(id="z", first_name="Eva", last_name=hostile),),
                     assessments=(Assessment(
                         checklist="grundcheck", version=1, day=TODAY, answers=answers),)),
            Prospect(id="b", name="Birke e.U.", created=TODAY))))
    return path


@LANGUAGES
@pytest.mark.parametrize(("name", "who", "more"), [
    ("open", "Gipfelmops", ()), ("three_pages", "Morgenkaffee", ()),
    ("nothing_open", "Wolpertec", ("--ascii",)),
    ("meddpicc", "Pulverkomet", ("--checklist", "meddpicc"))])
def test_the_sheet(
    run: Run, golden: Any, language: str, name: str, who: str, more: tuple[str, ...]
) -> None:
    status, out, err = run("questions", "--demo", "--lang", language, who, *more)
    assert status == 0
    assert (err == "") == (name != "nothing_open")
    golden(f"questions_{name}_{language}", out)


@LANGUAGES
@pytest.mark.parametrize("who", ["Gipfelmops", "Morgenkaffee", "Wolpertec"])
@pytest.mark.parametrize("code", ["kurzcheck", "grundcheck", "bant", "champ", "meddic",
                                  "meddpicc", "bestandskunden"])
def test_pages_fit_a_printer(run: Run, language: str, who: str, code: str) -> None:
    _, out, _ = run("questions", "--demo", "--lang", language, who, "--checklist", code)
    pages = out.split("\f")
    assert max(len(line) for line in out.splitlines()) <= 79
    assert max(len(page.splitlines()) for page in pages) <= 60
    assert all(not line.startswith("   [ ]") for page in pages
               for line in page.splitlines()[2:3]), "a criterion is torn"


def test_asked_in_the_order_of_asking(run: Run, data: Path) -> None:
    _, out, _ = run("fragen", "Adler", "--data", str(data))
    titles = [line.partition("  ")[0] for line in out.splitlines() if line[:2] in
              ("1.", "2.", "3.", "4.", "5.")]
    assert titles == ["1. Kaufmotivation", "2. Bedarf", "3. Realitätssinn", "4. Zeit"]
    assert "bisher: 2 eher ja, Aussage, vor 418 Tagen, zu alt, zählt als offen" in out
    assert "   [ ] Zahlungsfähigkeit: 3 ja, Aussage, heute" in out
    assert "       Woraus wird das bezahlt: laufendes Budget, Kredit, Förderung?" in out
    assert "Entscheidungsbefugnis" not in out


@LANGUAGES
def test_nothing_in_it_can_be_obeyed(run: Run, data: Path, language: str) -> None:
    status, out, _ = run("questions", "Adler", "--data", str(data), "--lang", language)
    assert status == 0
    assert max(len(line) for line in out.splitlines()) <= 79
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
    assert "[/x]" in out


def test_ascii(run: Run) -> None:
    out = run("questions", "--demo", "--ascii", "Morgenkaffee")[1]
    assert out.isascii()


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_no_form_feed_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    run("questions", "--demo", "Morgenkaffee")
    assert "\f" not in screen.getvalue()
    assert "Seite 3 von 3" in screen.getvalue()


@pytest.mark.parametrize(("argv", "status", "said"), [
    (("questions",), 2, "NAME"), (("questions", "Adler", "--json"), 2, "--json"),
    (("questions", "Nirgends"), 1, "Kein Kunde"),
    (("questions", "r"), 1, "2 Kunden"),
    (("questions", "Adler", "--checklist", "nix"), 1, "Es gibt keine Checkliste nix"),
    (("questions", "Adler", "--data", "/nowhere/data.json"), 1, "Noch keine Kunden")])
def test_what_cannot_be(
    run: Run, data: Path, argv: tuple[str, ...], status: int, said: str
) -> None:
    got, out, err = run("--data", str(data), *argv)
    assert (got, out) == (status, "")
    assert said in err


def test_nothing_is_written(run: Run, data: Path) -> None:
    before = {path: path.read_bytes() for path in data.parent.rglob("*") if path.is_file()}
    assert run("questions", "Adler", "--data", str(data))[0] == 0
    assert {p: p.read_bytes() for p in data.parent.rglob("*") if p.is_file()} == before
