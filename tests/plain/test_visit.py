"""`kundenq sheet`: one page for each visit, as text and Markdown (domain.md A33)."""

from __future__ import annotations

import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import (
    AckKind,
    Activity,
    Book,
    Contact,
    Contract,
    Edit,
    Extra,
    FollowUp,
    Need,
    NeedState,
    Offer,
    OfferState,
    Project,
    Prospect,
    load_checklist,
)
from store.profile.activity import Acknowledgement
from store.profile.classed import ClassCause, ClassNote
from store.profile.company import FinancialStatus, Light
from store.profile.contact import Manner
from store.profile.decided import Decision
from store.profile.steps import Choice
from tui import texts
from tui.plain.visit import Item, Part, Sheet
from tui.plain.visit_page import PAGE, WIDTH, Stop, cells, cut, markdown, text_pages, wrapped

Run = Callable[..., tuple[int, str, str]]
TODAY = date(2026, 2, 23)
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
HOSTILE = "[/x]\x1b]52;c;QQ==\x07\u202e <b>&lt; `a` | * 見出し " + "sehr " * 40


def full(most: int = 20, words: str = HOSTILE) -> Prospect:
    """A customer with so many of everything: 20 with unpleasant words are too many."""
    people = tuple(Contact(
        id=f"p{n}", first_name="Eva", last_name=f"Nr {n} {words}", function=words,
        leads_to=f"p{n + 1}", phone="+43 316 555 01 23") for n in range(min(most, 12)))
    return Prospect(
        id="a", name="Adler " + words, created=TODAY, industry="Hotel", contacts=people,
        culture=words, potential=100, competitor=words, share=20, wanted=("Kurs",),
        extras=(Extra(code="hotel_beds", text="120"), Extra(code="own", text=words)),
        needs=(*(Need(text=f"Bedarf {n} {words}") for n in range(min(most, 9))),
               Need(text="erledigt", state=NeedState.SOLVED)),
        offers=(Offer(id="o", title="Schulung", amount=480000, binds_until=date(2026, 3, 2)),
                Offer(id="l", title="verloren", state=OfferState.LOST)),
        projects=(Project(id="j", title="Umbau", due=date(2026, 5, 1), need="Schränke"),
                  Project(id="k", title="fertig", done=True)),
        contracts=(Contract(id="v", title="Rahmen", end=date(2027, 5, 31)),),
        follow_ups=(FollowUp(id="f", due=date(2026, 2, 20), reason="später"),
                    FollowUp(id="g", due=date(2026, 3, 20), reason="Muster", promised=True,
                             time="14:00", contact="p0")),
        activities=tuple(Activity(id=f"a{n}", day=TODAY - timedelta(days=50 - n), note=words,
                                  outcome=f"Ergebnis {n}") for n in range(20 - most, 20)),
        acknowledgements=(
            Acknowledgement(event="birthday:p0", turn=TODAY, day=date(2026, 2, 10),
                            kind=AckKind.GIFT, contact="p0", note="Wein"),
            Acknowledgement(event="birthday:p1", turn=TODAY, day=date(2026, 1, 10),
                            kind=AckKind.CARD, note="zu lange her")))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    with Book.open(path, today=TODAY, checklist=load_checklist) as book:
        book.apply(Edit(label="added", records=(
            full(), Prospect(id="b", name="Birke e.U.", created=TODAY))))
    return path


@LANGUAGES
@pytest.mark.parametrize(("name", "argv"), [
    ("customer", ("Zirbelfunk",)), ("prospect", ("Paragrafenau",)),
    ("tour", ("Pulverkomet", "Wolpertec", "Pulverkomet")),
    ("markdown", ("Gipfelmops", "Semmelpilot", "--markdown"))])
def test_the_sheet(run: Run, golden: Any, language: str, name: str, argv: tuple[str, ...]) -> None:
    status, out, err = run("sheet", "--demo", "--lang", language, *argv)
    assert (status, err) == (0, "")
    golden(f"sheet_{name}_{language}", out)


@LANGUAGES
def test_every_sheet_of_the_demo_is_one_page(run: Run, language: str) -> None:
    names = [str(10000 + 37 * row % 997) for row in range(1, 41)]
    _, out, _ = run("sheet", "--demo", "--lang", language, *names)
    pages = out.split("\f")
    assert len(pages) == 42, "40 customers, and a tour of 28 stops a page"
    assert max(len(page.splitlines()) for page in pages) <= PAGE
    assert max(cells(line) for line in out.replace("\f", "").splitlines()) <= WIDTH


@LANGUAGES
def test_much_and_unpleasant_is_one_page_and_nothing_in_it_can_be_obeyed(
    run: Run, data: Path, language: str
) -> None:
    for more in ((), ("--markdown",)):
        status, out, _ = run("sheet", "Adler", "--data", str(data), "--lang", language, *more)
        assert status == 0
        assert not {"\x1b", "\x07", "\u202e"} & set(out)
    _, out, _ = run("sheet", "Adler", "--data", str(data), "--lang", language)
    assert len(out.splitlines()) <= PAGE
    assert max(map(cells, out.splitlines())) <= WIDTH


def test_what_stands_on_it(run: Run, data: Path) -> None:
    with Book.open(data, today=TODAY, checklist=load_checklist) as book:
        book.apply(Edit(label="edited", records=(full(2, "Wort"),)))
    _, out, _ = run("besuchsblatt", "Adler", "--data", str(data), "--markdown")
    flat = " ".join(out.split())
    for said in ("Betten 120", "zugesagt, Muster", "Wein", "Schulung, € 4.800, bindet bis",
                 "Umbau, 01.05.2026, Schränke", "Rahmen, bis 31.05.2027", "**Will von uns** Kurs",
                 "unser Lieferanteil 20 %", "Ergebnis 19", "**Weg** Eva Nr 0", "- [ ] **"):
        assert said in flat, said
    assert out.index("Muster") < out.index("später"), "what was promised comes first"
    for left_out in ("erledigt", "verloren", "fertig", "zu lange her"):
        assert left_out not in out


def test_who_decided_what_and_when(run: Run, data: Path) -> None:
    decided = replace(
        full(1, "Wort"), manner=Manner.FORMAL, financials=(
            FinancialStatus(noted=date(2026, 1, 9), light=Light.YELLOW, source="Register"),),
        decisions=(
            Decision(day=date(2025, 11, 3), choice=Choice.DEVELOP, checklist="grundcheck",
                     version=1, author="anna"),
            Decision(day=date(2026, 2, 1), choice=Choice.PARK, checklist="grundcheck", version=1,
                     reason="project_stopped", until=date(2026, 6, 1), author="bert")),
        class_log=(ClassNote(day=date(2026, 1, 5), letter="B", cause=ClassCause.HAND,
                             before="C"),))
    with Book.open(data, today=TODAY, checklist=load_checklist) as book:
        book.apply(Edit(label="edited", records=(decided,)))
    _, out, _ = run("sheet", "Adler", "--data", str(data), "--markdown")
    assert "**Gilt** parken bis 01.06.2026 (bert, 01.02.2026), Projekt gestoppt" in out
    assert "**03.11.2025** entwickeln (anna, 03.11.2025)" in out
    assert "**05.01.2026** B-Kunde, davor: C" in out
    assert "per Sie" in out
    assert "Finanzen beobachten (09.01.2026)" in out


def test_markdown_in_words_of_users_stays_words(run: Run, data: Path) -> None:
    _, out, _ = run("sheet", "Adler", "--data", str(data), "--markdown")
    assert r"\[/x\]" in out
    assert r"\<b\>\&lt; \`a\` \| \*" in out


def test_an_empty_customer(run: Run, data: Path) -> None:
    status, out, _ = run("sheet", "Birke", "--data", str(data), "--lang", "en")
    assert status == 0
    assert "Not rated yet" in out or "not rated yet" in out


def test_a_file_is_only_for_its_owner_and_never_overwritten_unasked(
    run: Run, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "tour.md"
    argv = ("sheet", "Adler", "Birke", "--data", str(data), "--out", str(out))
    assert run(*argv)[0] == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert out.read_text("utf-8").startswith("# Besuche am Mo 23.02.2026\n")
    before = out.read_text("utf-8")
    out.write_text("mine", "utf-8")
    status, _, err = run(*argv)
    assert status == 1
    assert "--yes" in err
    assert out.read_text("utf-8") == "mine"
    assert run(*argv, "--yes")[0] == 0
    assert out.read_text("utf-8") == before


def test_it_asks_on_a_terminal(
    run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "tour.txt"
    out.write_text("mine", "utf-8")
    monkeypatch.setattr("tui.plain.tables.agreed", lambda *_: True)
    assert run("sheet", "Adler", "Birke", "--data", str(data), "--out", str(out))[0] == 0
    assert out.read_text("utf-8").count("\f") == 2


@pytest.mark.parametrize(("argv", "status", "said"), [
    (("sheet",), 2, "NAME"), (("sheet", "Adler", "--json"), 2, "--json"),
    (("sheet", "Adler", "Nirgends"), 1, "Kein Kunde"),
    (("sheet", "r"), 1, "2 Kunden"),
    (("sheet", "Adler", "--out", "/proc/none/x.txt"), 1, "/proc/none"),
])
def test_what_cannot_be(
    run: Run, data: Path, argv: tuple[str, ...], status: int, said: str
) -> None:
    got, out, err = run("--data", str(data), *argv)
    assert (got, out) == (status, "")
    assert said in err


def test_a_tour_has_an_end(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.plain.visiting.MOST_STOPS", 1)
    status, out, err = run("sheet", "Adler", "Birke", "--data", str(data))
    assert (status, out) == (1, "")
    assert "2 Kunden sind zu viele für eine Tour; höchstens 1." in err


words = st.text(st.characters(codec="utf-8"), max_size=400)
items = st.builds(Item, words, words, st.booleans())
parts = st.lists(st.builds(
    Part, words, st.lists(items, min_size=1, max_size=30).map(tuple)), max_size=8)


@given(words, st.lists(items, max_size=5), parts)
@settings(max_examples=50, deadline=None)
def test_any_sheet_is_one_page(name: str, head: list[Item], found: list[Part]) -> None:
    texts.use("de", "AT")
    titled = [replace(part, title="Teil") for part in found]
    (page,) = text_pages([Stop(None, Sheet(name, tuple(head), tuple(titled)))],  # type: ignore[arg-type]
                         TODAY)
    assert len(page) <= PAGE
    assert max(map(cells, page)) <= WIDTH
    document = markdown([Stop(None, Sheet(name, tuple(head), tuple(titled)))],  # type: ignore[arg-type]
                        TODAY)
    assert document.count("\n### ") == len(titled)


@given(words, st.integers(8, 79), st.integers(1, 5))
def test_wrapping_keeps_to_its_width(text: str, width: int, most: int) -> None:
    lines = wrapped(" ".join(text.split()), width, width, most)
    assert 1 <= len(lines) <= most
    assert max(map(cells, lines)) <= width


@pytest.mark.parametrize(("text", "found"), [
    ("ruf +43 316 555 an", ["ruf", "+43 316 555", "an"]), ("abcdefghijklmnop", ["abcdefghijk",
                                                                              "lmnop"])])
def test_where_a_line_breaks(text: str, found: list[str]) -> None:
    assert wrapped(text, 11, 11, 9) == found


def test_cutting() -> None:
    assert cut("見出し見出し", 8) == "見出..."
    assert cut("kurz", 8) == "kurz"
