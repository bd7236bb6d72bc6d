"""`kundenq checklists` and `checklists copy`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.catalogue import SHIPPED
from tui.plain.platform import platform_folder

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder() -> Path:
    return Path(platform_folder("config")) / "checklists"


@pytest.mark.parametrize("command", ["checklists", "checklisten"])
@pytest.mark.parametrize(("language", "line"), [
    ("de", "Grundcheck, Version 1, 6 Kriterien (mitgeliefert). Bis zum ersten Termin: was jedes "),
    ("en", "Basic check, version 1, 6 criteria (comes with kundenq). By the first meeting: what "),
])
def test_the_shipped_ones(run: Run, command: str, language: str, line: str) -> None:
    status, out, err = run("--lang", language, command)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert [text.partition(":")[0] for text in lines] == list(SHIPPED)
    assert lines[1].startswith(f"grundcheck: {line}")


@pytest.mark.parametrize("verb", ["copy", "kopieren"])
def test_a_copy_is_listed_with_its_file(run: Run, folder: Path, verb: str) -> None:
    status, out, err = run("checklists", verb, "champ", "hotel_gast")
    path = folder / "hotel_gast.toml"
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == f"Angelegt: {path}"
    status, out, _err = run("checklists")
    assert status == 0
    assert f"hotel_gast: Hotel gast, Version 1, 4 Kriterien ({path})." in out.splitlines()[-1]
    found = json.loads(run("checklists", "--json")[1])
    assert found["problems"] == found["remarks"] == []
    assert found["checklists"][-1] == {
        "code": "hotel_gast", "version": 1, "title": {"de": "Hotel gast", "en": "Hotel gast"},
        "customers": False, "file": str(path),
        "criteria": [{"code": "CH", "weight": 35}, {"code": "A", "weight": 25},
                     {"code": "M", "weight": 20}, {"code": "P", "weight": 20}]}
    assert found["checklists"][0]["file"] is None


@pytest.mark.parametrize(("code", "new", "sentence"), [
    ("nothing", "own", "Es gibt keine Checkliste nothing."),
    ("champ", "bant", "Die Checkliste bant gibt es schon."),
    ("champ", "../own", "../own kann kein Kürzel sein"),
    ("champ", "a\x1b[31m", "a[31m kann kein Kürzel sein"),
])
def test_what_cannot_be_copied(
    run: Run, folder: Path, code: str, new: str, sentence: str
) -> None:
    status, out, err = run("checklists", "copy", code, new)
    assert (status, out) == (1, "")
    assert sentence in err
    assert not folder.exists()


def test_faults_are_told_with_line_and_reason(run: Run, folder: Path) -> None:
    run("checklists", "copy", "champ", "own")
    path = folder / "own.toml"
    path.write_text(path.read_text("utf-8").replace("weight = 35", "weight = 34"), "utf-8")
    status, out, err = run("checklists")
    assert (status, len(out.splitlines())) == (1, len(SHIPPED))
    line = path.read_text("utf-8").split("\n").index('code = "P"') + 3
    assert err == f"{path}, Zeile {line}: Die Gewichte ergeben 99 statt 100.\n"
    status, out, err = run("checklists", "--json")
    assert (status, err) == (1, "")
    assert json.loads(out)["problems"] == [
        {"file": str(path), "line": line, "code": "weights", "detail": "99"}]


def test_check_tells_faults_too(run: Run, folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text("x =", "utf-8")
    status, _out, err = run("check", "--demo")
    assert status == 0
    assert str(folder / "own.toml") in err


def test_missing_english_is_a_remark(run: Run, folder: Path) -> None:
    run("checklists", "copy", "champ", "own")
    path = folder / "own.toml"
    path.write_text(path.read_text("utf-8").replace(', en = "Own" }', " }"), "utf-8")
    status, _out, err = run("checklists")
    assert status == 0
    assert err == (f"{path}, Zeile 3: title.en fehlt; stattdessen steht der deutsche Text da.\n")


@pytest.mark.parametrize("argv", [
    ("checklists", "copy"), ("checklists", "copy", "champ"), ("checklists", "champ"),
    ("checklists", "copy", "champ", "own", "--json")])
def test_wrong_usage(run: Run, folder: Path, argv: Any) -> None:
    assert run(*argv)[0] == 2
    assert not os.path.exists(folder)


def test_faults_in_fields_and_templates_of_ones_own_are_told_too(run: Run, folder: Path) -> None:
    for name in ("fields", "templates"):
        (folder.parent / name).mkdir(parents=True)
        (folder.parent / name / f"{name}.toml").write_text("code = 1", "utf-8")
    status, _out, err = run("checklists")
    assert status == 1
    assert "fields.toml, Zeile 1: code ist unbekannt" in err
    assert "templates.toml, Zeile 1: code" in err
    assert len(json.loads(run("checklists", "--json")[1])["problems"]) == 2
