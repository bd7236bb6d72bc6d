"""Each damage through the plain command: what is shown, said, found by check, saved by repair."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.persistence.fs import Files

_SPEC = importlib.util.spec_from_file_location(
    "damage_table", Path(__file__).with_name("test_damage.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
table = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(table)
path = table.path
"""The fixture: a snapshot, a journal, a history and a backup."""

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
BACKUP = "backup-20261121-093000-manual.json"
DAY = {"de": "21.11.2026", "en": "2026"}
READ_ONLY = {"de": "NUR LESEN", "en": "READ ONLY"}
ANOTHER = ("a newer program", "a folder", "a FIFO")
"""No damage of the file that was meant: no backup is offered in its place."""
Run = Callable[..., tuple[int, str, str]]


@LANGUAGES
@pytest.mark.parametrize("name", table.DAMAGES)
def test_a_list_shows_what_is_intact_or_says_why_not(
    run: Run, path: Path, name: str, language: str
) -> None:
    damage, _codes, outcome = table.DAMAGES[name]
    damage(path)
    before = table.everything(path)
    status, out, err = run("list", "--data", str(path), "--lang", language)
    assert table.everything(path) == before
    if outcome == table.REFUSED:
        assert (status, out) == (1, "")
        assert len(err.strip().split("\n")) == 1
        assert str(path) in err
    else:
        assert (status, "Firma c" in out) == (0, True)
        assert (READ_ONLY[language] in err) is (outcome == table.READ_ONLY)
    if outcome != table.INTACT and name not in (*ANOTHER, "newer journal"):
        assert BACKUP in err
        assert DAY[language] in err


@LANGUAGES
@pytest.mark.parametrize("name", table.DAMAGES)
def test_check_names_it(run: Run, path: Path, name: str, language: str) -> None:
    damage, codes, _outcome = table.DAMAGES[name]
    damage(path)
    before = table.everything(path)
    status, out, err = run("check", "--data", str(path), "--lang", language)
    assert status == (1 if codes else 0)
    assert str(path) in err + out
    if name == "edited by hand":
        assert ("geändert" if language == "de" else "was changed") in err + out
    assert table.everything(path) == before


@LANGUAGES
@pytest.mark.parametrize("name", table.DAMAGES)
def test_repair_writes_a_new_file_only(
    run: Run, path: Path, name: str, language: str
) -> None:
    table.DAMAGES[name][0](path)
    before = table.everything(path)
    status, out, err = run("repair", "--data", str(path), "--lang", language)
    after = table.everything(path)
    assert before.items() <= after.items()
    if name in ANOTHER:
        assert (status, after) == (1, before)
        assert str(path) in err
        return
    assert status in (0, 1)
    new = [file for file in after if file not in before and file.endswith(".json")]
    assert len(new) == 1
    assert new[0] in out + err
    assert run("check", "--data", new[0])[0] == 0


class Denied(Files):
    """The file may not be read (root may read every file: so a file system says it)."""

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        raise PermissionError(13, "denied", name)


class Frozen(Files):
    """Nothing may be written in the folder."""

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise PermissionError(13, "denied", name)
        return super().open(name, flags, mode)


def put_in(monkeypatch: pytest.MonkeyPatch, kind: type[Files]) -> None:
    really = Files.open
    body: Any = kind.open

    def opened(self: Files, *given: Any) -> int:
        other = kind()
        monkeypatch.setattr(Files, "open", really)
        try:
            found: int = body(other, *given)
        finally:
            monkeypatch.setattr(Files, "open", opened)
        return found

    monkeypatch.setattr(Files, "open", opened)


@LANGUAGES
@pytest.mark.parametrize("command", ["list", "today", "check", "repair"])
def test_no_rights(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch, command: str, language: str
) -> None:
    before = table.everything(path)
    with monkeypatch.context() as patch:
        put_in(patch, Denied)
        status, out, err = run(command, "--data", str(path), "--lang", language)
    assert (status, out) == (1, "")
    assert ("Keine Berechtigung" if language == "de" else "No permission") in err
    assert str(path) in err
    assert table.everything(path) == before


@LANGUAGES
def test_a_folder_that_can_only_be_read(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
) -> None:
    before = table.everything(path)
    source = tmp_path / "neu" / "neu.csv"
    source.parent.mkdir()
    source.write_text("Firma;Ort\nNeue AG;Graz\n", encoding="utf-8")
    with monkeypatch.context() as patch:
        put_in(patch, Frozen)
        status, out, err = run("list", "--data", str(path), "--lang", language)
        assert (status, "Firma c" in out, err) == (0, True, "")
        assert run("check", "--data", str(path), "--lang", language)[0] == 0
        status, out, err = run(
            "import", str(source), "--yes", "--data", str(path), "--lang", language)
    assert status == 1
    assert ("Keine Berechtigung" if language == "de" else "No permission") in err
    source.unlink()
    assert table.everything(path) == before
