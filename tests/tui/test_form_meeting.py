"""Two people changed the same field; one of them has it in an open form and is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from real_file import TODAY, open_book, put

from store import Edit, Prospect
from tui.screens.news import Watch

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file with one customer; looks happen when a test says so."""
    monkeypatch.setattr("tui.screens.news.EVERY", 3600.0)
    place = tmp_path / "kunden.json"
    with open_book(place) as book:
        book.apply(Edit(label="added", records=(
            Prospect(id="adler", name="Adler", created=TODAY, phone="1"),)))
    return place


async def asked_in_the_form(
        program: Any, path: Path, field: str, theirs: dict[str, Any]) -> Any:
    """The form of Adler with two fields typed in; Anna has saved hers; Enter."""
    await program.go_to("Adler")
    await program.press("e")
    form = program.app.screen
    for code, text in ((field, "22"), ("web", "x.at")):
        form.session.go_to(0, code)
        form.show()
        await program.pilot.pause()
        await program.press("end", *text)
    with open_book(path, "Anna") as anna:
        put(anna, **theirs)
        await Watch(program.place).look()
        await program.pilot.pause()
    await program.press("enter")
    return form


@LANGUAGES
@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
@pytest.mark.parametrize(("keys", "phone"), [(("ctrl+s",), "122"), (("ctrl+z", "enter"), "9")])
async def test_a_field_that_both_changed_is_asked_in_the_form(
        start: Callable[..., Any], path: Path, language: str, size: tuple[int, int],
        keys: tuple[str, ...], phone: str) -> None:
    async with start(language=language, size=size, book=open_book(path)) as program:
        form = await asked_in_the_form(program, path, "phone", {"phone": "9"})
        rows = " ".join(" ".join(program.rows[-3:-1]).split())
        assert rows.startswith(
            "! Telefon: Anna hat das auch geändert, auf „9“. Strg+S behält Ihres, Strg+Z nimmt "
            "jenes." if language == "de" else "! Phone: Anna has changed it too, to '9'. Ctrl+S "
            "keeps yours, Ctrl+Z takes theirs.")
        await program.press("enter", "enter")
        assert program.app.screen is form, "Enter decides nothing"
        await program.press(*keys)
        assert program.app.screen is program.place
        assert (program.book.get("adler").phone, program.book.get("adler").web) == (phone, "x.at")


async def test_several_are_asked_one_after_the_other(
        start: Callable[..., Any], path: Path) -> None:
    long = "sehr langer Text " * 20 + "x"
    async with start(book=open_book(path)) as program:
        form = await asked_in_the_form(program, path, "industry", {"industry": long, "web": "a"})
        assert sorted(form.session.clashes) == [(0, "industry"), (0, "web")]
        assert "sehr langer" in program.rows[-3]
        assert program.rows[-2].rstrip().endswith("nimmt jenes.")
        await program.press("ctrl+z")
        assert "Web" in program.rows[-3]
        await program.press("ctrl+s")
        assert program.app.screen is program.place
        found = program.book.get("adler")
        assert (found.industry, found.web) == (long, "x.at")


@LANGUAGES
@pytest.mark.parametrize(("keys", "phone"), [(("ctrl+s",), "122"), (("ctrl+z", "enter"), "9")])
async def test_a_draft_asks_about_what_was_changed_since(
        start: Callable[..., Any], path: Path, language: str, keys: tuple[str, ...],
        phone: str) -> None:
    async with start(language=language, book=open_book(path)) as program:
        await program.go_to("Adler")
        await program.press("e")
        program.app.screen.session.go_to(0, "phone")
        program.app.screen.show()
        await program.pilot.pause()
        await program.press("end", "2", "2", "escape")
        with open_book(path, "Anna") as anna:
            put(anna, phone="9")
            await Watch(program.place).look()
            await program.pilot.pause()
        await program.press("e")
        form = program.app.screen
        rows = " ".join(" ".join(program.rows[-3:-1]).split())
        assert rows.startswith(
            "! Telefon: jemand hat das auch geändert, auf „9“." if language == "de"
            else "! Phone: somebody has changed it too, to '9'.")
        await program.press("enter")
        assert program.app.screen is form, "Enter decides nothing"
        await program.press(*keys)
        assert program.app.screen is program.place
        assert program.book.get("adler").phone == phone
