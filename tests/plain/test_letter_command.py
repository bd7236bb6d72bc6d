"""`kundenq letter NAME TEMPLATE`."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("who", "code"), [
    ("Zirbelfunk", "round_birthday"), ("Hopfenlerche", "company_anniversary"),
    ("Quastlpinsel", "contract_talk"), ("Gipfelmops", "art_14")])
def test_a_letter(run: Run, golden: Any, language: str, who: str, code: str) -> None:
    status, out, err = run("letter", "--demo", "--lang", language, who, code)
    assert (status, err) == (0, "")
    golden(f"letter_{code}_{language}", out)


def test_by_its_title_and_to_somebody_else(run: Run) -> None:
    _, out, _ = run("brief", "--demo", "Wolpertec", "geburtstagskarte", "--person", "Huber")
    assert out.startswith("Sehr geehrte Frau Huber-Kiefl,\n")


def test_into_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    argv = ("letter", "--demo", "Wolpertec", "birthday_card", "--out", str(path))
    assert run(*argv)[0] == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert run(*argv)[0] == 1
    assert run(*argv, "--yes")[0] == 0


@pytest.mark.parametrize(("argv", "status", "said"), [
    (("Wolpertec",), 2, "VORLAGE"), (("Wolpertec", "nix"), 1, "Es gibt keine Vorlage nix"),
    (("Nirgends", "art_14"), 1, "Kein Kunde"),
    (("Wolpertec", "art_14", "--json"), 2, "--json"),
    (("Wolpertec", "art_14", "--person", "Nobody"), 1, "Welche Person")])
def test_what_cannot_be(run: Run, argv: tuple[str, ...], status: int, said: str) -> None:
    got, out, err = run("letter", "--demo", *argv)
    assert (got, out) == (status, "")
    assert said in err


def test_a_faulty_template_of_ones_own_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.plain import places

    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "x.toml").write_text("code = 1", "utf-8")
    monkeypatch.setattr("tui.plain.places.platform_folder", lambda kind: str(tmp_path))
    places._shared_templates.cache_clear()
    try:
        status, out, err = run("letter", "--demo", "Wolpertec", "birthday_card")
    finally:
        places._shared_templates.cache_clear()
    assert status == 0
    assert "x.toml" in err
    assert out
