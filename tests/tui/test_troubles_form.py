"""While saving fails: the open form tells it, and its draft stays until the disk has it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import picture
import pytest
from real_file import Broken, change, open_book, settled, top

from store import Drafts

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


@picture.EVERYWHERE
async def test_an_open_form_shows_it_and_keeps_what_is_typed(
        start: Callable[..., Any], path: Path, language: str, size: tuple[int, int]) -> None:
    fs = Broken()
    async with start(language=language, size=size, book=open_book(path, fs=fs),
                     practice=False) as program:
        await program.press("e")
        await program.type("X")
        assert "!" not in program.rows[1]
        fs.number = errno.ENOSPC
        change(program.book, "Berger", phone="1")
        await settled(program, "failed")
        lead = "NICHT GESPEICHERT" if language == "de" else "NOT SAVED"
        await program.until(lambda rows: lead in rows[1])
        assert "[F5]" in top(program, 2)
        assert "[F6]" not in top(program, 2), "only what works here is offered"
        assert "AdlerX" in program.text
        picture.compare(picture.name("trouble_form", language, size), program.rows)
        fs.number = 0
        await program.press("f5")
        await settled(program, "saved")
        await program.until(lambda rows: lead not in "\n".join(rows))
        assert "AdlerX" in program.text


async def test_a_draft_goes_only_once_the_disk_has_the_form(
        start: Callable[..., Any], path: Path) -> None:
    fs = Broken()
    kept = {"company.name": "AdlerX", "was:company.name": "Adler"}
    async with start(book=open_book(path, fs=fs)) as program:
        drafts = Drafts(path)
        await program.press("e")
        await program.type("X")
        fs.number = errno.ENOSPC
        await program.press("enter")
        assert program.app.screen is program.place
        await settled(program, "failed")
        assert drafts.load("Adler") == kept
        await program.press("e")
        assert not program.app.screen.session.draft, "memory has it already"
        await program.press("escape")
        assert drafts.load("Adler") == kept, "looking drops nothing"
        fs.number = 0
        await program.press("f5")
        await settled(program, "saved")
        assert drafts.names() == ()


async def test_a_new_company_is_not_offered_twice(
        start: Callable[..., Any], path: Path) -> None:
    fs = Broken()
    async with start(book=open_book(path, fs=fs)) as program:
        await program.press("N")
        await program.type("Zander")
        fs.number = errno.EIO
        await program.press("enter")
        await settled(program, "failed")
        assert Drafts(path).load("new") == {"company.name": "Zander"}
        await program.press("N")
        assert not program.app.screen.session.draft
        await program.press("escape")
        assert Drafts(path).load("new") == {"company.name": "Zander"}
    with open_book(path) as book:
        assert not book.find("Zander")
        async with start(book=book) as program:
            await program.press("N")
            assert program.app.screen.session.draft, "after a crash it is back"
            assert "Zander" in program.text


@LANGUAGES
async def test_a_draft_in_the_runtime_folder_says_so(
        start: Callable[..., Any], path: Path, language: str) -> None:
    (path.parent / "drafts").write_text("in the way")
    async with start(language=language, size=(120, 40), book=open_book(path)) as program:
        await program.press("e")
        await program.type("X")
        program.app.screen.keep_draft()
        await program.pilot.pause()
        said = "Ihr Entwurf liegt in" if language == "de" else "Your draft is kept in"
        assert said in program.text
        await program.press("escape")
        assert "kundenq-" in program.status
        await program.press("e")
        assert program.app.screen.session.draft
